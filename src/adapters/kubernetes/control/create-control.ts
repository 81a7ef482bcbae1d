/** The port that changes Kubernetes. */
import type { KubernetesControl } from "../../../operation/kubernetes-control.ts";
import { doing } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { listAll } from "../connection/list-all.ts";
import { list, paths } from "../connection/requests.ts";
import { podSchema, readPod } from "../reading/read-pod.ts";
import { cordon, uncordon } from "./cordon.ts";
import { evict } from "./evict.ts";
import { createManifestControl } from "./manifests.ts";

export function createControl(call: CallApi): KubernetesControl {
  return {
    cordon: (node, mark, waiting) => doing(`cordon ${node}`, () => cordon(call, node, mark, waiting)),
    uncordon: (node, waiting) => doing(`uncordon ${node}`, () => uncordon(call, node, waiting)),
    podsOn: (node, waiting) =>
      doing(`list the pods on ${node}`, async () => {
        const page = (token: string | undefined) => list(paths.pods, token, { fieldSelector: `spec.nodeName=${node}` });
        return (await listAll(call, page, podSchema, waiting)).map(readPod);
      }),
    ...createManifestControl(call),
    evict: (pod, waiting) => doing(`evict ${pod.namespace}/${pod.name}`, () => evict(call, pod, waiting)),
  };
}
