import type { GateFinding } from "../gate.ts";
import type { ClusterObservation, NodeFacts, ObservedNode } from "../observation.ts";

/**
 * Whether what answers at a node's address is that node: addresses get mixed up in settings, and the wrong machine would
 * be worked on. A node may call itself what it likes, but not by the name of another one of the cluster.
 */
export function gateIdentity({ nodes }: ClusterObservation, observed: ObservedNode): readonly GateFinding[] {
  const { node, reading } = observed;
  if (reading.kind !== "read") return [];
  const others = nodes.filter((one) => one.node.name !== node.name);
  const { facts } = reading;
  const found = isCalled(facts.hostname, node.name)
    ? undefined
    : others.find((other) => isCalled(facts.hostname, other.node.name));
  const twin = others.find(({ reading: other }) => other.kind === "read" && isSame(other.facts, facts));
  const holder = nodes.find(
    ({ reading: one }) => one.kind === "read" && one.facts.virtualAddresses.includes(node.address),
  );
  const what =
    (found && `is ${found.node.name}`) ??
    (twin && `is the same machine as at ${twin.node.address}, the address of ${twin.node.name}`) ??
    (holder && "is whichever control plane holds the cluster's virtual IP");
  if (what === undefined) return [];
  return [
    {
      code: "node_identity",
      verdict: "refuse",
      message: `${node.name}: what answers at ${node.address} ${what}`,
      evidence: [`${node.address} calls itself ${facts.hostname}`],
      hint: "Correct the address of the node in the settings or in its configuration.",
      node: node.name,
    },
  ];
}

/** By the whole name, or by the part before the first point where one of the two has no more. */
function isCalled(hostname: string, name: string): boolean {
  const [called, named] = [hostname.toLowerCase(), name.toLowerCase()];
  return called === named || called.startsWith(`${named}.`) || named.startsWith(`${called}.`);
}

function isSame(a: NodeFacts, b: NodeFacts): boolean {
  if (a.etcd !== undefined && b.etcd !== undefined) return a.etcd.memberId === b.etcd.memberId;
  return a.hostname === b.hostname && Math.abs(a.bootTime - b.bootTime) <= 2;
}
