/** Resources of what a configured machine runs of Kubernetes: kubelet, static pods, and the manifests of the cluster. */
import { bootstrapManifests } from "../../kubernetes/bootstrap-manifests.ts";
import { readComponents, type StaticComponent, staticComponents } from "../../kubernetes/life/read-components.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { describeResource, describeValue } from "./describe-resource.ts";
import { encodeYamlSpec, type SpecData } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";
import type { FilledTypeName } from "./spec-shapes.ts";

type Describe = (machine: Machine) => readonly ResourceDescription[];

const configured =
  (describe: Describe): Describe =>
  (machine) =>
    machine.inMaintenance ? [] : describe(machine);

const controlPlane = (describe: Describe): Describe =>
  configured((machine) => (machine.role === "controlplane" ? describe(machine) : []));

export const kubernetesDescribers = {
  "APIServerConfigs.kubernetes.talos.dev": controlPlane((machine) =>
    describeConfig(machine, "APIServerConfigs.kubernetes.talos.dev", "kube-apiserver", {
      controlPlaneEndpoint: machine.cluster.kubernetesEndpoint ?? "",
      etcdServers: ["https://localhost:2379"],
      localPort: 6443,
    }),
  ),
  "ControllerManagerConfigs.kubernetes.talos.dev": controlPlane((machine) =>
    describeConfig(machine, "ControllerManagerConfigs.kubernetes.talos.dev", "kube-controller-manager", {
      enabled: true,
    }),
  ),
  "SchedulerConfigs.kubernetes.talos.dev": controlPlane((machine) =>
    describeConfig(machine, "SchedulerConfigs.kubernetes.talos.dev", "kube-scheduler", { enabled: true }),
  ),
  "KubeletSpecs.kubernetes.talos.dev": configured((machine) => [describeKubelet(machine)]),
  "Manifests.kubernetes.talos.dev": controlPlane((machine) =>
    bootstrapManifests(readComponents(machine)).map(({ name, objects }) => {
      const items = objects.map((object) => ({ object: object as SpecData })); // manifests hold no null
      const described = describeResource("Manifests.kubernetes.talos.dev", name, { items });
      return { ...described, yamlSpec: encodeYamlSpec(items.map(({ object }) => object)) };
    }),
  ),
  "StaticPods.kubernetes.talos.dev": controlPlane((machine) =>
    staticComponents.map((pod) => describeStaticPod(machine, pod)),
  ),
} as const;

/** Since Talos 1.14 there is a second one, with what other controllers add to it; of that the pod is made. */
function describeConfig(
  machine: Machine,
  type: FilledTypeName,
  name: StaticComponent,
  data: SpecData,
): readonly ResourceDescription[] {
  const spec = { ...data, image: readComponents(machine).images[name] };
  const ids = isAtLeast(machine.profile, "1.14") ? [name, `final-${name}`] : [name];
  return ids.map((id) => describeResource(type, id, spec));
}

function describeKubelet(machine: Machine): ResourceDescription {
  const { images, arguments: given } = readComponents(machine);
  return describeResource("KubeletSpecs.kubernetes.talos.dev", "kubelet", {
    image: images.kubelet,
    args: ["--config=/etc/kubernetes/kubelet.yaml", `--hostname-override=${machine.nodeName}`, ...given.kubelet],
    expectedNodename: machine.nodeName,
    config: { apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" },
  });
}

function describeStaticPod(machine: Machine, name: StaticComponent): ResourceDescription {
  const { images, arguments: given } = readComponents(machine);
  const command = [`/usr/local/bin/${name}`, "--profiling=false", ...given[name]];
  return describeValue("StaticPods.kubernetes.talos.dev", name, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "kube-system", labels: { "k8s-app": name, tier: "control-plane" } },
    spec: { containers: [{ name, image: images[name], command }], hostNetwork: true },
  });
}
