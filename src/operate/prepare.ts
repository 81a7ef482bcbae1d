/** Reads everything that an operation needs, and says what would be done, in which order, and what stands against it. */
import type { OperationCommand } from "../chatops/command.ts";
import type { Node } from "../cluster/cluster.ts";
import { selectNodes } from "../cluster/select-nodes.ts";
import type { IdentifiedNode } from "../config/identify-nodes.ts";
import type { GateFinding } from "../health/gate.ts";
import { gateImages } from "../health/gate-images.ts";
import { gateOperation } from "../health/gate-operation.ts";
import type { OperationIntent } from "../health/intent.ts";
import type { ClusterObservation } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import { publicTokens } from "../health/public-tokens.ts";
import { runChecks } from "../health/run-checks.ts";
import type { NodeWork } from "../operation/node-work.ts";
import { orderNodes } from "../operation/order-nodes.ts";
import { openRevision } from "../plan/open-revision.ts";
import { type ChosenWork, chooseWorks } from "./choose-works.ts";
import { findOwnNode } from "./find-own-node.ts";
import { judgePlan } from "./judge-plan.ts";
import type { OperateRequest, PreparedNode, PreparedOperation, PreparePorts } from "./operate-request.ts";
import { planOrBind } from "./plan-or-bind.ts";

export interface Ready {
  readonly prepared: PreparedOperation;
  /** In their order. */
  readonly works: readonly NodeWork[];
  readonly intent: OperationIntent;
  /** All nodes of the cluster. */
  readonly nodes: readonly Node[];
  /** The node on which this program runs. */
  readonly own?: string;
}

export async function prepare(
  request: OperateRequest,
  ports: PreparePorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<Ready> {
  const { command, cluster } = request;
  const { access, runner: _, ...planPorts } = ports;
  const identified = (await openRevision(cluster, request.files, planPorts, signal)).nodes;
  const nodes = identified.filter(isNode);
  const selectors = selectorsOf(command);
  const chosen = selectors.length === 0 ? [] : selectNodes(cluster.name, identified, selectors);
  const [bound, observation, checks] = await Promise.all([
    planOrBind(request, selectors, chosen, ports, signal),
    observeCluster(nodes, access, { signal, ...(ports.concurrency && { concurrency: ports.concurrency }) }),
    runChecks(cluster.checks, access.kubernetes, { signal }),
  ]);
  const place = findOwnNode(ports.runner, observation);
  const works = chooseWorks(command, chosen.filter(isNode), cluster, bound, observation);
  const ordered = inOrder(works, observation, place.kind === "node" ? place.name : undefined);
  const intent = intentOf(command, ordered);
  const targets = intent.nodes.flatMap(({ target }) => target ?? []);
  for (const token of publicTokens(observation, targets)) bound.redactor.allow(token);
  const findings = [
    ...gateOperation(observation, intent),
    ...judgePlan(command, ordered, identified.filter(isUnidentified), bound, place),
    ...(intent.nodes.some(({ disrupts }) => disrupts) ? checks : []),
    ...(await gateImages(onlyChanged(intent, ordered), access.registry, { signal })),
  ];
  return {
    prepared: {
      command,
      safe: bound.safe,
      digest: bound.digest,
      observation,
      nodes: ordered.map(toPrepared),
      findings: withoutTwins(findings),
      redactor: bound.redactor,
    },
    works: ordered.map(({ work }) => work),
    intent,
    nodes,
    ...(place.kind === "node" && { own: place.name }),
  };
}

function isNode(node: IdentifiedNode): node is Node {
  return !("error" in node);
}

function isUnidentified(node: IdentifiedNode): node is Exclude<IdentifiedNode, Node> {
  return "error" in node;
}

function selectorsOf(command: OperationCommand): readonly string[] {
  if ("nodes" in command) return command.nodes;
  return "node" in command ? [command.node] : [];
}

function inOrder(
  works: readonly ChosenWork[],
  observation: ClusterObservation,
  own: string | undefined,
): readonly ChosenWork[] {
  const byNode = new Map(works.map((one) => [one.work.intent.node, one]));
  const order = orderNodes([...byNode.keys()], observation, own === undefined ? {} : { own });
  return order.flatMap((node) => byNode.get(node) ?? []);
}

function intentOf(command: OperationCommand, works: readonly ChosenWork[]): OperationIntent {
  const { acceptDowntime, allowExtensionChange, withoutLock } = command;
  return {
    kind: command.name === "etcd snapshot" ? "etcd-snapshot" : command.name,
    nodes: works.map(({ work }) => work.intent),
    consents: { acceptDowntime, allowExtensionChange, withoutLock },
    ...(command.name === "upgrade-k8s" && { kubernetesVersion: command.version }),
  };
}

/** An image that a node runs already need not be there any more. */
function onlyChanged(intent: OperationIntent, works: readonly ChosenWork[]): OperationIntent {
  return { ...intent, nodes: works.flatMap(({ work }) => (work.unchanged ? [] : [work.intent])) };
}

function toPrepared({ work: { intent, summary, unchanged } }: ChosenWork): PreparedNode {
  return { node: intent.node, summary, disruptive: intent.disrupts, unchanged };
}

/** A node that cannot be read stands against the plan and against its gate. */
function withoutTwins(findings: readonly GateFinding[]): readonly GateFinding[] {
  const seen = new Set<string>();
  const once = findings.filter(({ code, node, message }) => {
    const key = code === "node_unreachable" ? `${code} ${node ?? ""}` : `${code} ${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return [...once.filter(({ verdict }) => verdict === "refuse"), ...once.filter(({ verdict }) => verdict === "warn")];
}
