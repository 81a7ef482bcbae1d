/** A machine as a Node object. */
import type { ApiState } from "../api/api-state.ts";
import { asObject, type Json, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { nodeSchema, viewAs } from "../objects/shapes.ts";
import type { MachineView } from "./machine-view.ts";
import type { KubernetesComponents } from "./read-components.ts";
import { withCondition } from "./write-objects.ts";

const controlPlaneRole = "node-role.kubernetes.io/control-plane";

/** As the kubelet registers it, with the labels and taints that Talos adds. */
export function describeNode(machine: MachineView, components: KubernetesComponents): JsonObject {
  const taints = describeTaints(machine, components);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: machine.nodeName,
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": machine.nodeName,
        "kubernetes.io/os": "linux",
        ...(machine.role === "controlplane" && { [controlPlaneRole]: "" }),
        ...components.nodeLabels,
      },
      annotations: {
        "networking.talos.dev/self-ips": machine.address,
        "talos.dev/owned-labels": JSON.stringify(machine.role === "controlplane" ? [controlPlaneRole] : []),
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
    },
    spec: taints.length === 0 ? {} : { taints },
  };
}

function describeTaints(
  { role }: MachineView,
  { nodeTaints, schedulesOnControlPlanes }: KubernetesComponents,
): readonly Json[] {
  const own =
    role === "controlplane" && !schedulesOnControlPlanes ? [{ key: controlPlaneRole, effect: "NoSchedule" }] : [];
  const configured = Object.entries(nodeTaints).map(([key, text]) => {
    const [first = "", effect] = text.split(":");
    return effect === undefined ? { key, effect: first } : { key, value: first, effect };
  });
  return [...own, ...configured];
}

export interface NodeFacts {
  readonly kubeletVersion: string;
  readonly ready: boolean;
}

const pressures = [
  { type: "MemoryPressure", reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
  { type: "DiskPressure", reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
  { type: "PIDPressure", reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
] as const;

const resources = { cpu: "4", "ephemeral-storage": "96Gi", memory: "16Gi", pods: "110" };

/** As the kubelet posts it. */
export function nodeStatus(
  api: ApiState,
  machine: MachineView,
  node: KubeObject,
  { kubeletVersion, ready }: NodeFacts,
): JsonObject {
  const { conditions } = viewAs(nodeSchema, node).status;
  const states = [...pressures.map((one) => ({ ...one, status: "False" as const })), readyState(ready)];
  const next = states.reduce<readonly Json[]>(
    (current, state) => withCondition(api, current as typeof conditions, state), // they are conditions, old and new
    conditions as readonly Json[], // they come from a JSON document
  );
  return {
    ...asObject(node["status"]),
    addresses: [
      { type: "InternalIP", address: machine.address },
      { type: "Hostname", address: machine.nodeName },
    ],
    capacity: resources,
    allocatable: resources,
    conditions: next,
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: describeSystem(machine, kubeletVersion),
  };
}

function readyState(ready: boolean) {
  if (ready)
    return {
      type: "Ready",
      status: "True",
      reason: "KubeletReady",
      message: "kubelet is posting ready status",
    } as const;
  const message =
    "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";
  return { type: "Ready", status: "False", reason: "KubeletNotReady", message } as const;
}

const describeSystem = ({ version, bootId, uuid }: MachineView, kubeletVersion: string): JsonObject => ({
  architecture: "amd64",
  bootID: bootId,
  containerRuntimeVersion: "containerd://2.1.4",
  kernelVersion: "6.12.48-talos",
  kubeProxyVersion: "",
  kubeletVersion,
  machineID: uuid.replaceAll("-", ""),
  operatingSystem: "linux",
  osImage: `Talos (${version})`,
  systemUUID: uuid,
});
