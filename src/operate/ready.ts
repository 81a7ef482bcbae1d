/** An operation that was read and judged, and how it is carried out. */
import type { OperationCommand } from "../chatops/command.ts";
import type { Node } from "../cluster/cluster.ts";
import type { IdentifiedNode } from "../config/identify-nodes.ts";
import type { GateFinding } from "../health/gate.ts";
import type { OperationIntent } from "../health/intent.ts";
import type { ClusterObservation } from "../health/observation.ts";
import type { PlannedWork } from "../operation/node-work.ts";
import type { RollResult } from "../operation/roll-nodes.ts";
import type { Rolling } from "../operation/rolling.ts";
import type { SuggestedChange } from "../operation/upgrade-kubernetes/suggested-change.ts";
import type { PreparedNode, PreparedOperation } from "./operate-request.ts";
import type { Bound } from "./plan-or-bind.ts";

export interface Ready {
  readonly prepared: PreparedOperation;
  /** In their order. */
  readonly works: readonly PlannedWork[];
  readonly intent: OperationIntent;
  /** All nodes of the cluster. */
  readonly nodes: readonly Node[];
  /** The node on which this program runs. */
  readonly own?: string;
  /** What is to be committed once it has succeeded. */
  readonly suggestedChange?: SuggestedChange;
  carryOut(rolling: Rolling): Promise<RollResult>;
}

export function isNode(node: IdentifiedNode): node is Node {
  return !("error" in node);
}

export function isUnidentified(node: IdentifiedNode): node is Exclude<IdentifiedNode, Node> {
  return "error" in node;
}

export function intentOf(command: OperationCommand, works: readonly PlannedWork[]): OperationIntent {
  const { acceptDowntime, allowExtensionChange, withoutLock } = command;
  return {
    kind: command.name === "etcd snapshot" ? "etcd-snapshot" : command.name,
    nodes: works.map(({ intent }) => intent),
    consents: { acceptDowntime, allowExtensionChange, withoutLock },
    ...(command.name === "upgrade-k8s" && { kubernetesVersion: command.version }),
  };
}

interface Judged {
  readonly observation: ClusterObservation;
  readonly works: readonly PlannedWork[];
  readonly findings: readonly GateFinding[];
}

/** What a person is asked to approve. */
export function toPrepared(
  command: OperationCommand,
  { safe, digest, redactor }: Pick<Bound, "safe" | "digest" | "redactor">,
  { observation, works, findings }: Judged,
): PreparedOperation {
  const nodes = works.map(toPreparedNode);
  return { command, safe, digest, observation, nodes, findings: withoutTwins(findings), redactor };
}

function toPreparedNode({ intent, summary, unchanged }: PlannedWork): PreparedNode {
  return { node: intent.node, summary, disruptive: intent.disrupts, unchanged };
}

/** A node that cannot be read stands against the plan and against its gate. What refuses comes first. */
function withoutTwins(findings: readonly GateFinding[]): readonly GateFinding[] {
  const seen = new Set<string>();
  const once = findings.filter(({ code, node, message }) => {
    const key = code === "node_unreachable" ? `${code} ${node ?? ""}` : `${code} ${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return [...once.filter(({ verdict }) => verdict === "refuse"), ...once.filter(({ verdict }) => verdict === "warn")];
}
