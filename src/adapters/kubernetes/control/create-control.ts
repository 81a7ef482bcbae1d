/** The port that changes Kubernetes. */
import type { KubernetesPod } from "../../../health/observation.ts";
import type { KubernetesControl } from "../../../operation/kubernetes-control.ts";
import { doing } from "../connection/api-failure.ts";
import { ask, type Question } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { readPod } from "../reading/read-pod.ts";
import { cordon, uncordon } from "./cordon.ts";
import { evict } from "./evict.ts";
import { createManifestControl } from "./manifests.ts";

export function createControl(call: CallApi): KubernetesControl {
  return {
    cordon: (node, mark, waiting) => doing(`cordon ${node}`, () => cordon(call, node, mark, waiting)),
    uncordon: (node, waiting) => doing(`uncordon ${node}`, () => uncordon(call, node, waiting)),
    podsOn: (node, waiting) =>
      doing(`list the pods on ${node}`, () => {
        const fieldSelector = `spec.nodeName=${node}`;
        const list: Question<readonly KubernetesPod[]> = ({ core }) =>
          listAll((place) => core.listPodForAllNamespaces({ ...place, fieldSelector }), readPod);
        return ask(call, list, waiting);
      }),
    ...createManifestControl(call),
    evict: (pod, waiting) => doing(`evict ${pod.namespace}/${pod.name}`, () => evict(call, pod, waiting)),
  };
}
