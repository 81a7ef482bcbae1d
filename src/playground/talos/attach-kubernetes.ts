/** Joins the machines of a simulated cluster with a simulated Kubernetes: each sees of the other what it would really see. */
import type { Clock } from "../clock.ts";
import { drainSelf } from "../kubernetes/life/drain-self.ts";
import type { SimulatedKubernetes } from "../kubernetes/simulated-kubernetes.ts";
import { type KubernetesOptions, startSimulatedKubernetes } from "../kubernetes/start-simulated-kubernetes.ts";
import { followKubeletImage } from "./life/kubelet-service.ts";
import type { SimulatedNode } from "./simulated-node.ts";
import type { Etcd } from "./state/etcd.ts";
import type { ClusterView } from "./state/machine.ts";

export interface AttachOptions extends Pick<KubernetesOptions, "port" | "timing"> {
  /** Of the machines' life. */
  readonly clock: Clock;
  /** Of the network. */
  readonly networkClock: Clock;
}

/** Starts the servers on the control planes' own addresses. */
export async function attachKubernetes(
  view: ClusterView,
  nodes: readonly SimulatedNode[],
  options: AttachOptions,
): Promise<SimulatedKubernetes> {
  const kubernetes = await startSimulatedKubernetes({
    ...options,
    name: view.name,
    machines: nodes.map(({ machine, host }) => ({ machine, host })),
    authority: () => view.kubernetesAuthority,
    etcdAnswers: (name) => etcdAnswers(view.etcd, name),
    onEtcdChange: (listener) => view.etcd.onChange(listener),
    onNode: (name, state) => {
      const machine = view.machines.find((candidate) => candidate.nodeName === name);
      if (machine === undefined) return;
      machine.nodeReady = state.ready;
      machine.podsReady = state.staticPodsReady;
      machine.unschedulable = state.unschedulable;
      machine.changed();
    },
  });
  for (const machine of view.machines) followKubeletImage(machine);
  if (kubernetes.endpoint !== undefined) view.kubernetesEndpoint = kubernetes.endpoint;
  view.hasKubernetes = view.machines.some((machine) => machine.role === "controlplane" && !machine.inMaintenance);
  view.drain = (machine, done) => drainSelf(kubernetes.api, machine, { canWrite: () => kubernetes.canWrite, done });
  return kubernetes;
}

/** An API server asks only the member on its own machine, which has to be one that votes. */
function etcdAnswers(etcd: Etcd, name: string): boolean {
  return etcd.leader !== 0n && etcd.isActive(name) && etcd.member(name)?.learner === false;
}
