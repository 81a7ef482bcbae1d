/** Reads everything that an operation needs, and says what would be done, in which order, and what stands against it. */
import type { OperationCommand } from "../chatops/command.ts";
import { selectNodes } from "../cluster/select-nodes.ts";
import { gateImages } from "../health/gate-images.ts";
import { gateOperation } from "../health/gate-operation.ts";
import type { OperationIntent } from "../health/intent.ts";
import type { ClusterObservation } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import { publicTokens } from "../health/public-tokens.ts";
import { runChecks } from "../health/run-checks.ts";
import { orderNodes } from "../operation/order-nodes.ts";
import { rollNodes } from "../operation/roll-nodes.ts";
import { snapshotCluster } from "../operation/take-turn.ts";
import { openRevision } from "../plan/open-revision.ts";
import { type ChosenWork, chooseWorks } from "./choose-works.ts";
import { findOwnNode } from "./find-own-node.ts";
import { judgePlan } from "./judge-plan.ts";
import type { OperateRequest, PreparePorts } from "./operate-request.ts";
import { planOrBind } from "./plan-or-bind.ts";
import { prepareKubernetes } from "./prepare-kubernetes.ts";
import { intentOf, isNode, isUnidentified, type Ready, toPrepared } from "./ready.ts";

export async function prepare(
  request: OperateRequest,
  ports: PreparePorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<Ready> {
  const { command, cluster } = request;
  const { access, runner: _, ...planPorts } = ports;
  const revision = await openRevision(cluster, request.files, planPorts, signal);
  if (command.name === "upgrade-k8s") return prepareKubernetes({ ...request, command }, revision, ports, { signal });
  const identified = revision.nodes;
  const nodes = identified.filter(isNode);
  const selectors = selectorsOf(command);
  const chosen = selectors.length === 0 ? [] : selectNodes(cluster.name, identified, selectors);
  const [bound, observation, checks] = await Promise.all([
    planOrBind(request, selectors, chosen, ports, signal),
    observeCluster(nodes, access, { signal, ...(ports.concurrency && { concurrency: ports.concurrency }) }),
    runChecks(cluster.checks, access.kubernetes, { signal }),
  ]);
  const place = findOwnNode(ports.runner, observation);
  const choices = chooseWorks(command, chosen.filter(isNode), cluster, bound, observation);
  const ordered = inOrder(choices, observation, place.kind === "node" ? place.name : undefined);
  const works = ordered.map(({ work }) => work);
  const intent = intentOf(command, works);
  const targets = intent.nodes.flatMap(({ target }) => target ?? []);
  for (const token of publicTokens(observation, targets)) bound.redactor.allow(token);
  const findings = [
    ...gateOperation(observation, intent),
    ...judgePlan(command, ordered, identified.filter(isUnidentified), bound, place),
    ...(intent.nodes.some(({ disrupts }) => disrupts) ? checks : []),
    ...(await gateImages(onlyChanged(intent, ordered), access.registry, { signal })),
  ];
  return {
    prepared: toPrepared(command, bound, { observation, works, findings }),
    works,
    intent,
    nodes,
    carryOut: async (rolling) => {
      if (command.name !== "etcd snapshot") return rollNodes(works, rolling);
      return { state: "succeeded", snapshot: await snapshotCluster(observation, rolling) };
    },
    ...(place.kind === "node" && { own: place.name }),
  };
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

/** An image that a node runs already need not be there any more. */
function onlyChanged(intent: OperationIntent, works: readonly ChosenWork[]): OperationIntent {
  return { ...intent, nodes: works.flatMap(({ work }) => (work.unchanged ? [] : [work.intent])) };
}
