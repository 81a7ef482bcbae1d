/** What must never happen to a cluster whose nodes go down behind a gate: that one goes and nobody has looked at the others. */
import { GateWatch, type Since } from "./gate-watch.ts";
import { isWrite } from "./kubernetes/server/request-log.ts";
import { freeResources } from "./lock-invariants.ts";
import type { SimulatedNode } from "./talos/simulated-node.ts";
import type { SimulatedCluster } from "./talos/start-simulated-cluster.ts";
import type { RecordedWrite } from "./talos/state/write-log.ts";

export type GatedCluster = Pick<SimulatedCluster, "invariants" | "kubernetes" | "nodes" | "view">;

/** What takes a machine or a member of etcd away needs a look since the last change; an apply does so where it reboots. */
const takesDown = new Set([
  "ApplyConfiguration",
  "EtcdLeaveCluster",
  "EtcdRemoveMemberByID",
  "Reboot",
  "Reset",
  "Rollback",
  "Shutdown",
  "Upgrade",
]);
/** What writes the system of the next boot needs one since another node was last taken down. */
const prepares = "LifecycleService.Upgrade";
/** Copies; moves the leader away from a node that goes down next. */
const harmless = new Set(["EtcdForfeitLeadership", "EtcdSnapshot"]);
const statusMethod = "/machine.MachineService/EtcdStatus";
const theNodes = "the Kubernetes Nodes";

/**
 * From now on a node may be taken down only when every other control plane that answers and is a member of etcd was asked for
 * its EtcdStatus, and the Kubernetes Nodes were listed if an API server answers, after the last change: after a machine or a
 * member went or came, and after the last write, for a drain can take minutes. Leases, events and the leader are no change.
 *
 * Whoever looked counts, for calls do not tell runs apart; whether the answers were heeded shows in the other rules.
 */
export function requireGate(cluster: GatedCluster): void {
  const { invariants, kubernetes, nodes, view } = cluster;
  const watch = new GateWatch();
  followEtcd(cluster, watch);
  const whyNot = (subject: string, since: Since): string | undefined => {
    const unseen = watch.unseen(neededBeside(subject, cluster), since);
    return unseen.length === 0 ? undefined : `before anybody looked at ${unseen.join(", ")}`;
  };
  const judge = (write: string, problem: string | undefined) => {
    if (problem !== undefined) invariants.violate("write-before-gate", `${write} ${problem}`);
  };
  const applied = new Map<string, string | undefined>();
  for (const node of nodes) {
    followNode(node, watch, () => judge(`${node.name} received a configuration to reboot for`, applied.get(node.name)));
  }
  view.writes.onWrite((write) => {
    const { node, method } = write;
    if (harmless.has(method) || nodes.find(({ name }) => name === node)?.machine.inMaintenance) return;
    const problem = takesDown.has(method) ? whyNot(subjectOf(write, cluster), "changed") : undefined;
    if (method === "ApplyConfiguration") applied.set(node, problem);
    else judge(`${node} received ${method}`, method === prepares ? whyNot(node, "taken-down") : problem);
    if (takesDown.has(method) && method !== "ApplyConfiguration") watch.takeDown();
    else watch.change();
  });
  kubernetes.log.onRequest((request) => {
    if (request.verb === "list" && request.resource === "nodes") watch.lookedAt(theNodes);
    if (isWrite(request) && !freeResources.includes(request.resource)) watch.change();
  });
}

function followNode(node: SimulatedNode, watch: GateWatch, onReboots: () => void): void {
  const { name, machine } = node;
  node.onCall(({ method }) => {
    if (method === statusMethod) watch.lookedAt(etcdOf(name));
  });
  let { isUp: wasUp, rebootPending: wasPending } = machine;
  machine.onChange(({ isUp, rebootPending }) => {
    if (rebootPending && !wasPending) onReboots();
    if (isUp !== wasUp) watch.change();
    [wasUp, wasPending] = [isUp, rebootPending];
  });
}

function followEtcd({ view: { etcd } }: GatedCluster, watch: GateWatch): void {
  const describe = () => etcd.members.map(({ id, name }) => `${id} ${etcd.isActive(name)}`).join();
  let before = describe();
  etcd.onChange(() => {
    const now = describe();
    if (now !== before) watch.change();
    before = now;
  });
}

function neededBeside(subject: string, { nodes, view, kubernetes }: GatedCluster): readonly string[] {
  const others = nodes.filter(
    ({ name, machine, fault }) =>
      name !== subject && machine.apiUp && fault === undefined && view.etcd.member(name) !== undefined,
  );
  return [...others.map(({ name }) => etcdOf(name)), ...(kubernetes.canWrite ? [theNodes] : [])];
}

/** A member is removed through another one. */
function subjectOf({ node, detail }: RecordedWrite, { view }: GatedCluster): string {
  return view.etcd.members.find(({ id }) => id === detail["memberId"])?.name ?? node;
}

const etcdOf = (name: string): string => `etcd on ${name}`;
