/** What an operation takes that nobody gives back, or for how long: in sentences, for whoever approves it. */
import type { OperationCommand } from "../../chatops/command.ts";
import type { ClusterObservation, KubernetesPod, NodeFacts, ObservedNode } from "../../health/observation.ts";

/** Empty for what only rolls over the nodes. The sentences hold foreign text: redact them. */
export function describeConsequences(command: OperationCommand, observation: ClusterObservation): readonly string[] {
  if (command.name !== "reset" && command.name !== "shutdown") return [];
  const name = command.node.slice(command.node.indexOf("/") + 1);
  const node = observation.nodes.find((observed) => observed.node.name === name);
  if (node === undefined) return [];
  const takesOut = command.name === "reset" && command.graceful;
  return [
    ...describeDestruction(command),
    ...etcdConsequences(node, observation, takesOut),
    ...podConsequences(node, observation),
    ...addressConsequences(node),
  ];
}

/** What is known of it before anything is looked at. */
export function describeDestruction(
  command: Extract<OperationCommand, { name: "reset" | "shutdown" }>,
): readonly string[] {
  const name = command.node.slice(command.node.indexOf("/") + 1);
  return command.name === "reset" ? wiped(command, name) : [`${name} is off until somebody switches it on by hand.`];
}

function wiped(
  { partitions, reboot, graceful }: Extract<OperationCommand, { name: "reset" }>,
  name: string,
): readonly string[] {
  const list = partitions.join(", ");
  return [
    `On ${name} ${partitions.length === 1 ? "the partition" : "the partitions"} ${list} ${partitions.length === 1 ? "is" : "are"} wiped.`,
    ...(partitions.includes("EPHEMERAL")
      ? ["With EPHEMERAL goes all that pods keep on the node itself: host paths, local volumes, container images."]
      : []),
    ...(partitions.includes("STATE")
      ? [`With STATE goes its machine configuration: ${name} comes back in maintenance mode, without a role.`]
      : []),
    ...(reboot ? [] : [`${name} halts afterwards.`]),
    ...(graceful ? [] : ["It is not drained and leaves etcd without a word."]),
  ];
}

function etcdConsequences({ node }: ObservedNode, { nodes }: ClusterObservation, takesOut: boolean): readonly string[] {
  if (node.role !== "controlplane") return [];
  const known = nodes.map(factsOf).find((facts) => facts?.etcd !== undefined)?.etcd?.members.length;
  if (known === undefined) return ["It is a control plane, and etcd's members could not be read."];
  const left = known - 1;
  const quorum = Math.floor((takesOut ? left : known) / 2) + 1;
  const spare = left - quorum;
  const survives =
    spare < 0
      ? "it has no quorum then: the cluster's API stops"
      : spare === 0
        ? "it survives no further failure"
        : `it survives ${spare} further ${spare === 1 ? "failure" : "failures"}`;
  const what = takesOut
    ? `etcd goes from ${known} ${known === 1 ? "member" : "members"} to ${left}`
    : `etcd runs on ${left} of ${known} members`;
  return [`${what}: ${survives}.`];
}

const maxNamed = 5;

function podConsequences(observed: ObservedNode, { kubernetes }: ClusterObservation): readonly string[] {
  if (kubernetes.kind === "problem")
    return ["Which pods run there is not known: the Kubernetes API could not be read."];
  const name = factsOf(observed)?.kubernetesName ?? observed.node.name;
  const pods = kubernetes.facts.pods.filter(
    (pod) => pod.node === name && !pod.mirror && pod.owner !== "DaemonSet" && isAlive(pod),
  );
  if (pods.length === 0) return [];
  const orphans = pods.filter(({ owner }) => owner === undefined).map((pod) => `${pod.namespace}/${pod.name}`);
  const more = orphans.length > maxNamed ? ` and ${orphans.length - maxNamed} more` : "";
  return [
    `${pods.length} ${pods.length === 1 ? "pod has" : "pods have"} to leave ${observed.node.name}.`,
    ...(orphans.length === 0
      ? []
      : [`Nothing starts these again elsewhere: ${orphans.slice(0, maxNamed).join(", ")}${more}.`]),
  ];
}

function isAlive({ phase }: KubernetesPod): boolean {
  return phase !== "Succeeded" && phase !== "Failed";
}

function addressConsequences(observed: ObservedNode): readonly string[] {
  const addresses = factsOf(observed)?.virtualAddresses ?? [];
  return addresses.length === 0 ? [] : [`It holds ${addresses.join(", ")}, which moves to another control plane.`];
}

function factsOf({ reading }: ObservedNode): NodeFacts | undefined {
  return reading.kind === "read" ? reading.facts : undefined;
}
