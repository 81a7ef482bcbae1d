/** Wipes named partitions of one node, and takes its member out of etcd. */
import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { ClusterObservation, EtcdMember, NodeFacts } from "../health/observation.ts";
import { disruptNode, uncordon } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { ResetRequest } from "./node-control.ts";
import type { NodeLook, NodeTurn, NodeWork, Standing } from "./node-work.ts";
import { rebootedSince } from "./reboot-node.ts";
import { removeMember } from "./remove-member.ts";
import { waitUntilGone } from "./take-away.ts";
import { waitUntilBack } from "./wait-until-back.ts";

export function resetNode(node: Node, request: ResetRequest): NodeWork {
  const comesBack = request.reboot && !request.partitions.includes("STATE");
  return {
    intent: {
      node,
      disrupts: true,
      drains: true,
      leavesEtcd: node.role === "controlplane",
      ...(!comesBack && { staysAway: true }),
    },
    unchanged: false,
    summary: summarise(node, request, comesBack),
    standing: async (look) => standing(look, comesBack),
    run: (turn) => reset(turn, request, comesBack),
  };
}

function summarise({ role }: Node, { partitions, graceful, reboot }: ResetRequest, comesBack: boolean): string {
  const leaves = role === "controlplane" ? (graceful ? "leaves etcd, " : "is removed from etcd, ") : "";
  const end = comesBack ? "comes back with its configuration" : reboot ? "reboots into maintenance mode" : "halts";
  return `${leaves}wipes ${partitions.join(" and ")}, ${end}`;
}

/** By the journal alone: a node that is off looks the same whatever was done to it. */
function standing(look: NodeLook, comesBack: boolean): Standing {
  const { reading, begun } = look;
  const wasTold = begun?.step === "reset" || begun?.step === "leave-etcd" || begun?.step === "uncordon";
  if (!wasTold) return "open";
  if (comesBack) return rebootedSince(look) ? "done" : "open";
  return reading.kind === "read" ? "open" : "acted";
}

async function reset(turn: NodeTurn, request: ResetRequest, comesBack: boolean): Promise<void> {
  const { work, reading, begun, observation, ports, signal } = turn;
  const { node } = work.intent;
  const isMember = node.role === "controlplane";
  if (standing({ reading, begun, observation }, comesBack) === "acted") {
    // What is left to do is outside of the node.
    await waitUntilGone(turn);
    if (isMember) await removeMember(turn, memberOf(observation, node));
    return uncordon(turn);
  }
  const facts = factsOf(node, reading);
  checkRequest(node, request);
  checkIdentity(turn, facts);
  const member = memberOf(observation, node);
  await disruptNode(turn, {
    act: async () => {
      // One that comes back with an empty database cannot join while its old member is still there.
      if (isMember && !request.graceful && comesBack) await removeMember(turn, member);
      await turn.write("reset", () => ports.nodes.reset(node, request, { signal }));
    },
    wait: async () => {
      if (comesBack) return waitForBoot(turn, facts);
      await waitUntilGone(turn);
      if (isMember) await removeMember(turn, member);
    },
  });
}

function waitForBoot(turn: NodeTurn, { bootTime: bootTimeBefore }: NodeFacts): Promise<void> {
  return turn.step("wait", async (detail) => {
    await waitUntilBack(turn, { bootTimeBefore, detail });
  });
}

/** An empty list would wipe the whole disk. */
function checkRequest({ name }: Node, { partitions }: ResetRequest): void {
  if (partitions.length > 0 && partitions.every((label) => label !== "")) return;
  throw new UserError(`Cannot reset ${name}: no partition is named, and that would wipe the whole disk`, {
    code: "operation_refused",
    hint: "Name the partitions: STATE, EPHEMERAL.",
  });
}

/** What answers at the address has to be the node that was named: the wrong one would be lost. */
function checkIdentity({ work, observation }: NodeTurn, facts: NodeFacts): void {
  const { node } = work.intent;
  const known = findKubernetesNode({ node, reading: { kind: "read", facts } }, observation.kubernetes);
  const names = [facts.hostname, facts.kubernetesName, known?.name];
  const isNamed = names.some((name) => name !== undefined && firstLabel(name) === firstLabel(node.name));
  const isThere =
    known?.internalAddress === undefined || !isAddress(node.address) || known.internalAddress === node.address;
  if (isNamed && isThere) return;
  const found = isNamed
    ? `has the address ${known?.internalAddress ?? ""} in Kubernetes`
    : `calls itself ${facts.hostname}`;
  throw new UserError(`Cannot reset ${node.name}: what answers at ${node.address} ${found}`, {
    code: "operation_refused",
    hint: "Check name and address of the node: this may be another one.",
  });
}

const firstLabel = (name: string): string => (name.split(".")[0] ?? "").toLowerCase();
const isAddress = (text: string): boolean => /^[\d.]+$|:/.test(text);

/** As another member or the node itself lists it. */
function memberOf({ nodes }: ClusterObservation, node: Node): EtcdMember | undefined {
  const readings = nodes.flatMap((one) =>
    one.reading.kind === "read" && one.reading.facts.etcd
      ? [{ name: one.node.name, etcd: one.reading.facts.etcd }]
      : [],
  );
  const own = readings.find(({ name }) => name === node.name)?.etcd;
  const others = new Set(readings.flatMap(({ name, etcd }) => (name === node.name ? [] : [etcd.memberId])));
  const members = readings.flatMap(({ etcd }) => etcd.members).filter(({ id }) => !others.has(id));
  // What it says of itself counts; of a silent one name and address are compared, the surer ones first.
  if (own !== undefined) return members.find(({ id }) => id === own.memberId);
  return (
    members.find(({ hostname }) => hostname.toLowerCase() === node.name.toLowerCase()) ??
    members.find((member) => hasAddress(member, node)) ??
    members.find(
      ({ hostname }) => firstLabel(hostname) === firstLabel(node.name) && !isOfAnother(hostname, node, nodes),
    )
  );
}

/** Nodes may differ by what follows the first point only. */
function isOfAnother(hostname: string, { name }: Node, nodes: ClusterObservation["nodes"]): boolean {
  return nodes.some(({ node }) => node.name !== name && firstLabel(node.name) === firstLabel(hostname));
}

function hasAddress({ peerUrls }: EtcdMember, { address }: Node): boolean {
  return peerUrls.some((url) => URL.canParse(url) && new URL(url).hostname.replace(/^\[|\]$/g, "") === address);
}
