/** etcd as all control planes together describe it: every member that any of them lists, and what is known of it. */
import type { Node } from "../cluster/cluster.ts";
import type { EtcdFacts, ObservedNode } from "./observation.ts";

export interface EtcdMemberView {
  /** Hexadecimal. */
  readonly id: string;
  /** Empty while it has not started. */
  readonly hostname: string;
  readonly isLearner: boolean;
  /** The control plane that it is; undefined when it is none of the cluster's. */
  readonly node?: Node;
  /** What it says of itself; undefined when it does not answer. */
  readonly facts?: EtcdFacts;
  /** Why it does not count for the quorum; undefined when it does. */
  readonly trouble?: string;
}

export interface EtcdSource {
  readonly node: Node;
  readonly facts: EtcdFacts;
}

/** The control planes whose etcd answered. */
export function etcdSources(nodes: readonly ObservedNode[]): readonly EtcdSource[] {
  return nodes.flatMap(({ node, reading }) => {
    if (node.role !== "controlplane" || reading.kind !== "read" || reading.facts.etcd === undefined) return [];
    return [{ node, facts: reading.facts.etcd }];
  });
}

/** In the order of the control planes, those that belong to none of them last. */
export function etcdMembers(nodes: readonly ObservedNode[]): readonly EtcdMemberView[] {
  const controlPlanes = nodes.filter(({ node }) => node.role === "controlplane");
  const listed = new Map(etcdSources(nodes).flatMap(({ facts }) => facts.members.map((member) => [member.id, member])));
  const views = [...listed.values()].map((member): EtcdMemberView => {
    const owner = controlPlanes.find((one) => isMemberOf(one, member));
    const facts = owner && factsOf(owner);
    const trouble = troubleOf(member, owner);
    return {
      id: member.id,
      hostname: member.hostname,
      isLearner: member.isLearner || facts?.isLearner === true,
      ...(owner && { node: owner.node }),
      ...(facts && { facts }),
      ...(trouble !== undefined && { trouble }),
    };
  });
  const place = ({ node }: EtcdMemberView) => {
    const index = controlPlanes.findIndex((one) => one.node.name === node?.name);
    return index === -1 ? controlPlanes.length : index;
  };
  return views.sort((a, b) => place(a) - place(b));
}

function factsOf({ reading }: ObservedNode): EtcdFacts | undefined {
  return reading.kind === "read" ? reading.facts.etcd : undefined;
}

type Listed = EtcdFacts["members"][number];

/** What a node says of itself counts; only of a silent one are names and addresses compared. */
function isMemberOf(observed: ObservedNode, member: Listed): boolean {
  const facts = factsOf(observed);
  if (facts !== undefined) return facts.memberId === member.id;
  const { node, reading } = observed;
  const names = [node.name, ...(reading.kind === "read" ? [reading.facts.hostname] : [])];
  return names.includes(member.hostname) || member.peerUrls.some((url) => hostOf(url) === node.address);
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : undefined;
}

function troubleOf(member: Listed, owner: ObservedNode | undefined): string | undefined {
  if (owner === undefined) return "is no control plane of this cluster";
  if (owner.reading.kind !== "read") return "its node cannot be read";
  const { facts } = owner.reading;
  if (facts.etcd === undefined) return "its etcd does not answer";
  if (facts.services.some(({ id, healthy }) => id === "etcd" && !healthy)) return "its service is not healthy";
  if (member.isLearner || facts.etcd.isLearner) return "it is a learner";
  if (/^0*$/.test(facts.etcd.leaderId)) return "it knows no leader";
  return facts.etcd.errors.length > 0 ? "it reports errors" : undefined;
}

/** Members that have to agree before anything is decided: more than half. */
export function quorumOf(members: number): number {
  return Math.floor(members / 2) + 1;
}
