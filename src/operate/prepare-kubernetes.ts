/** Reads all that a Kubernetes upgrade needs, and says what would be done on every node, and what stands against it. */
import pMap from "p-map";
import type { OperationCommand } from "../chatops/command.ts";
import type { Node } from "../cluster/cluster.ts";
import { desireNodes } from "../config/desire-nodes.ts";
import { formatTalosVersion, parseTalosVersion } from "../config/talos-version.ts";
import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { GateFinding } from "../health/gate.ts";
import { gateOperation } from "../health/gate-operation.ts";
import type { ClusterObservation, KubernetesFacts } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import { publicTokens } from "../health/public-tokens.ts";
import { runChecks } from "../health/run-checks.ts";
import type { PlannedWork } from "../operation/node-work.ts";
import { orderNodes } from "../operation/order-nodes.ts";
import { checkRemoved } from "../operation/upgrade-kubernetes/check-removed.ts";
import { judgeKubernetes } from "../operation/upgrade-kubernetes/judge-kubernetes.ts";
import {
  type KnownNode,
  type KubernetesNodePlan,
  type KubernetesPlan,
  lowestVersion,
  planNode,
} from "../operation/upgrade-kubernetes/plan-kubernetes.ts";
import { outdatedImages, suggestChange } from "../operation/upgrade-kubernetes/suggest-change.ts";
import { upgradeKubernetes } from "../operation/upgrade-kubernetes/upgrade-kubernetes.ts";
import { openRevision, type Revision } from "../plan/open-revision.ts";
import { findOwnNode } from "./find-own-node.ts";
import { invalid, judgePlan } from "./judge-plan.ts";
import type { OperateRequest, PreparePorts } from "./operate-request.ts";
import { bind } from "./plan-or-bind.ts";
import { intentOf, isNode, isUnidentified, type Ready, toPrepared } from "./ready.ts";

type KubernetesCommand = Extract<OperationCommand, { readonly name: "upgrade-k8s" }>;

export interface KubernetesRequest extends OperateRequest {
  readonly command: KubernetesCommand;
}

const readAtATime = 16;

export async function prepareKubernetes(
  request: KubernetesRequest,
  revision: Revision,
  ports: PreparePorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<Ready> {
  const { command, cluster } = request;
  const { access } = ports;
  const nodes = revision.nodes.filter(isNode);
  const [observation, checks] = await Promise.all([
    observeCluster(nodes, access, { signal, ...(ports.concurrency && { concurrency: ports.concurrency }) }),
    runChecks(cluster.checks, access.kubernetes, { signal }),
  ]);
  const place = findOwnNode(ports.runner, observation);
  const own = place.kind === "node" ? place.name : undefined;
  const { plan, failed, known } = await planCluster(command.version, nodes, observation, own, ports, signal);
  const { suggestion, notes, gitSays } = await compareWithRepository(plan, request, revision, ports, signal);
  const works: readonly PlannedWork[] = plan.nodes;
  const intent = intentOf(command, works);
  const hasWork = works.some(({ unchanged }) => !unchanged);
  const components = known.map(({ node, facts }) => ({ node: node.name, facts }));
  const findings = [
    ...judgePlan(command, [], revision.nodes.filter(isUnidentified), { diffs: new Map() }, place),
    ...failed,
    ...judgeKubernetes(observation, plan, known),
    ...gateOperation(observation, intent),
    ...(hasWork ? checks : []),
    ...(await checkRemoved(plan.from, plan.to, components, access.kubernetes, { signal })),
    ...notes,
  ];
  const images = plan.nodes.map(
    ({ intent: { node }, targets }) =>
      [
        `kubernetes/${node.name}`,
        JSON.stringify(targets.map(({ component, current }) => [component, current])),
      ] as const,
  );
  const bound = bind(request, nodes, ports, Object.fromEntries(images));
  for (const token of publicTokens(observation, [])) bound.redactor.allow(token);
  return {
    prepared: toPrepared(command, bound, { observation, works, findings }),
    works,
    intent,
    nodes,
    ...(own !== undefined && { own }),
    ...(suggestion && { suggestedChange: suggestion }),
    carryOut: (rolling) => upgradeKubernetes(plan, observation, rolling, gitSays),
  };
}

interface Planned {
  readonly plan: KubernetesPlan;
  readonly known: readonly KnownNode[];
  readonly failed: readonly GateFinding[];
}

async function planCluster(
  version: string,
  nodes: readonly Node[],
  observation: ClusterObservation,
  own: string | undefined,
  { access }: PreparePorts,
  signal: AbortSignal,
): Promise<Planned> {
  const parsed = parseTalosVersion(version);
  const to = parsed === undefined ? version : formatTalosVersion(parsed);
  const { kubernetes } = observation;
  if (kubernetes.kind === "problem" || parsed === undefined) {
    return { plan: { from: to, to, nodes: [] }, known: [], failed: unreadable(observation) };
  }
  const from = lowestVersion(kubernetes.facts) ?? kubernetes.facts.version;
  const ordered = orderNodes(nodes, observation, own === undefined ? {} : { own });
  const inOrder = [...ordered.filter(isControlPlane), ...ordered.filter((node) => !isControlPlane(node))];
  const read = await pMap(inOrder, (node) => readNode(node, observation, access, signal), { concurrency: readAtATime });
  const planned = read.map((one) => ("known" in one ? tryPlan(one.known, to, kubernetes.facts) : one));
  const plans = planned.flatMap((one) => ("plan" in one ? [one.plan] : []));
  return {
    plan: { from, to, nodes: withManifests(plans, from, to) },
    known: read.flatMap((one) => ("known" in one ? [one.known] : [])),
    failed: planned.flatMap((one) => ("finding" in one ? [one.finding] : [])),
  };
}

const isControlPlane = ({ role }: Node): boolean => role === "controlplane";

/** Gates tell why; an operation that plans for no node would be done at once. */
function unreadable({ kubernetes }: ClusterObservation): readonly GateFinding[] {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const text = "Kubernetes cannot be read: what runs in it is not known";
  return [
    { code: "kubernetes_unreadable", verdict: "refuse", message: text, evidence: [message], ...(hint && { hint }) },
  ];
}

type ReadNode = { readonly known: KnownNode } | { readonly finding: GateFinding } | { readonly left: Node };

/** A node that Kubernetes does not know has nothing that could be upgraded; `judgeKubernetes` says so. */
async function readNode(
  node: Node,
  observation: ClusterObservation,
  { nodes, liveNodes }: PreparePorts["access"],
  signal: AbortSignal,
): Promise<ReadNode> {
  const observed = observation.nodes.find((one) => one.node.name === node.name);
  const kubernetesNode = observed && findKubernetesNode(observed, observation.kubernetes);
  if (observed?.reading.kind !== "read" || kubernetesNode === undefined) return { left: node };
  try {
    const [live, facts] = await Promise.all([liveNodes.read(node, { signal }), nodes.components(node, { signal })]);
    if (live.kind === "read" && live.live.persistentConfig !== undefined) return { finding: staged(node) };
    if (live.kind === "read") return { known: { node, kubernetesNode, facts, config: live.live.config } };
    const { message, hint } = live.problem;
    return { finding: invalid(node.name, new UserError(message, { code: "unreachable", ...(hint && { hint }) })) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { finding: invalid(node.name, error) };
  }
}

/** What is written is the active configuration with a new image: the one on disk would be lost. */
function staged({ name }: Node): GateFinding {
  const message = `${name} has another configuration on its disk, which an upgrade of Kubernetes would write over`;
  const evidence = [`${name}: the configuration on disk is not the active one`];
  const hint = "Reboot it, or apply its configuration, first.";
  return { code: "staged_config", verdict: "refuse", message, evidence, hint, node: name };
}

function tryPlan(
  known: KnownNode,
  to: string,
  { pods }: KubernetesFacts,
): { readonly plan: KubernetesNodePlan } | { readonly finding: GateFinding } {
  try {
    return { plan: planNode(known, to, pods) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { finding: invalid(known.node.name, error) };
  }
}

/** Pods of the old version that no node's configuration asks for any more are kube-proxy's: its manifest is not applied yet. */
function withManifests(plans: readonly KubernetesNodePlan[], from: string, to: string): readonly KubernetesNodePlan[] {
  const [first, ...others] = plans;
  if (first === undefined || from === to || plans.some(({ unchanged }) => !unchanged)) return plans;
  return [{ ...first, unchanged: false, summary: `bootstrap manifests: ${from} → ${to}` }, ...others];
}

async function compareWithRepository(
  plan: KubernetesPlan,
  { files, cluster }: KubernetesRequest,
  revision: Revision,
  { access: _, runner: _runner, ...ports }: PreparePorts,
  signal: AbortSignal,
) {
  const desired = await desireNodes(revision.cluster, revision.nodes, revision.context, { concurrency: 4 });
  const suggestion = await suggestChange(plan, {
    cluster,
    files,
    desired,
    render: async (changedCluster, changedFiles) => {
      const changed = await openRevision(changedCluster, changedFiles, ports, signal);
      return desireNodes(changed.cluster, changed.nodes, changed.context, { concurrency: 4 });
    },
  });
  if (suggestion === undefined) return { suggestion, notes: [], gitSays: "the repository says so too" };
  const places = outdatedImages(plan, desired).map(({ path, before, file, line }) => {
    const where = file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`;
    return `${path} is ${before ?? "not set"}${where}`;
  });
  const note: GateFinding = {
    code: "repository_behind",
    verdict: "warn",
    message: `The repository does not say ${plan.to}: the next apply would take Kubernetes back`,
    evidence: [...new Set(places)],
    hint: "Commit the change that is suggested at the end before anything is applied.",
  };
  return { suggestion, notes: [note], gitSays: "the repository does not say so yet" };
}
