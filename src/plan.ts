/** The plan journey: what the repository wants, what the nodes run, the difference, masked, with a digest. It only reads. */
import pMap from "p-map";
import type { Cluster, Node } from "./cluster/cluster.ts";
import type { RepositoryFiles } from "./cluster/repository-files.ts";
import { selectNodes } from "./cluster/select-nodes.ts";
import type { DesiredNode } from "./config/desired-node.ts";
import { type IdentifiedNode, identifyNodes } from "./config/identify-nodes.ts";
import { type RenderContext, renderNode } from "./config/render-node.ts";
import type { ImageFactory } from "./config/schematic/image-factory.ts";
import { resolveSecrets } from "./config/secrets/resolve-secrets.ts";
import type { SecretStore } from "./config/secrets/secret-store.ts";
import { readTemplateSettings } from "./config/templates/template-settings.ts";
import { compareNode } from "./diff/compare-node.ts";
import { compareRevisions } from "./diff/compare-revisions.ts";
import { digestPlan, type NodeEvidence } from "./diff/digest-plan.ts";
import type { LiveNodes, LiveReading } from "./diff/live-nodes.ts";
import type { NodeDiff } from "./diff/node-diff.ts";
import { parseLiveConfig } from "./diff/parse-live-config.ts";
import type { Plan } from "./diff/plan.ts";
import { UserError } from "./errors.ts";
import { createRedactor, type Redactor } from "./redaction/create-redactor.ts";
import type { SafePlan } from "./redaction/redacted.ts";

export interface PlanRequest {
  readonly cluster: Cluster;
  /** The desired state. */
  readonly files: RepositoryFiles;
  /** When given, the plan is offline: `files` against `base`, with no node and no secret touched. */
  readonly base?: RepositoryFiles;
  /** Names, globs, `all`, `controlplane`, `workers`. */
  readonly selectors: readonly string[];
  /** The command in its canonical form, `diff all`; part of the digest. */
  readonly command: string;
}

export interface PlanPorts {
  /** Required unless the plan is offline. */
  readonly liveNodes?: LiveNodes;
  readonly stores: readonly SecretStore[];
  readonly factory?: ImageFactory;
  /** Random, of this run, never stored: fingerprints of secrets are keyed with it. */
  readonly redactionKey: Uint8Array;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** Nodes worked on at a time, 16 unless told. */
  readonly concurrency?: number;
}

export interface PlanProgress {
  readonly step: "rendered" | "read";
  readonly node: string;
  /** How many nodes the plan has. */
  readonly total: number;
}

export interface PlanResult {
  readonly plan: Plan;
  readonly safe: SafePlan;
  /** Knows every secret of this plan: for checking whatever else is shown of it. */
  readonly redactor: Redactor;
}

/** Runs the journey once. What happens to a single node is data in the plan; a throw means that there is no plan. */
export async function planChanges(
  request: PlanRequest,
  ports: PlanPorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<PlanResult> {
  const { files, base, cluster, command } = request;
  const redactor = createRedactor({ key: ports.redactionKey });
  const compared =
    base === undefined
      ? await compareWithLive(request, ports, redactor, signal)
      : await compareWithBase(request, base, ports, redactor, signal);
  const digest = digestPlan({ revision: files.revision, command, nodes: compared.map(({ evidence }) => evidence) });
  const nodes = compared.map(({ diff }) => diff);
  const { notes } = await readTemplateSettings(files);
  const mode = base === undefined ? "live" : "offline";
  const plan: Plan = { cluster: cluster.name, revision: files.revision, command, mode, nodes, digest, notes };
  return { plan, safe: redactor.plan(plan), redactor };
}

interface Compared {
  readonly diff: NodeDiff;
  readonly evidence: NodeEvidence;
}

type Desired =
  | { readonly kind: "built"; readonly desired: DesiredNode }
  | { readonly kind: "failed"; readonly name: string; readonly error: UserError };

async function compareWithLive(request: PlanRequest, ports: PlanPorts, redactor: Redactor, signal: AbortSignal) {
  const { liveNodes } = ports;
  if (liveNodes === undefined) throw new Error("a live plan needs access to nodes");
  const { nodes, context } = await chooseNodes(request, request.files, ports, signal);
  const [desired, readings] = await Promise.all([
    buildDesired(request.cluster, nodes, context, ports).then((built) => resolveAll(built, ports, signal)),
    readLive(nodes, liveNodes, ports, signal),
  ]);
  for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
  return desired.map((one, index) => compareOne(one, readings[index], redactor));
}

function compareOne(desired: Desired, reading: LiveReading | undefined, redactor: Redactor): Compared {
  if (desired.kind === "failed") return invalid(desired.name, desired.error);
  const { node, notes } = desired.desired;
  if (reading === undefined) throw new Error(`${node.name} was not read`);
  if (reading.kind === "problem") {
    return {
      diff: { kind: "unreachable", node, problem: reading.problem, notes },
      evidence: { name: node.name, desired: desired.desired },
    };
  }
  try {
    const live = parseLiveConfig(node, reading.live);
    redactor.learn(live.config);
    if (live.persistent) redactor.learn(live.persistent);
    const evidence = { name: node.name, desired: desired.desired, live: reading.live };
    return { diff: compareNode(desired.desired, reading.live, live), evidence };
  } catch (error) {
    return invalid(node.name, asUserError(error));
  }
}

async function compareWithBase(
  request: PlanRequest,
  base: RepositoryFiles,
  ports: PlanPorts,
  redactor: Redactor,
  signal: AbortSignal,
) {
  const [head, before] = await Promise.all([buildRevision(request.files), buildRevision(base)]);
  const names = [...new Set([...head, ...before].map(desiredName))];
  return names.map((name): Compared => {
    const [now, old] = [head, before].map((revision) => revision.find((one) => desiredName(one) === name));
    if (now?.kind === "failed") return invalid(name, now.error);
    for (const one of [now, old]) if (one?.kind === "built") redactor.learn(one.desired.config);
    const desired = now?.desired;
    const diff = compareRevisions(desired, old?.kind === "built" ? old.desired : undefined);
    return { diff, evidence: { name, ...(desired && { desired }) } };
  });

  async function buildRevision(files: RepositoryFiles): Promise<readonly Desired[]> {
    const { nodes, context } = await chooseNodes(request, files, ports, signal);
    return buildDesired(request.cluster, nodes, context, ports);
  }
}

async function chooseNodes(request: PlanRequest, files: RepositoryFiles, ports: PlanPorts, signal: AbortSignal) {
  const { settings } = await readTemplateSettings(files);
  const context: RenderContext = {
    files,
    templates: settings,
    signal,
    ...(ports.factory && { factory: ports.factory }),
  };
  const identified = await identifyNodes(request.cluster, context);
  return { nodes: selectNodes(request.cluster.name, identified, request.selectors), context };
}

async function buildDesired(
  cluster: Cluster,
  nodes: readonly IdentifiedNode[],
  context: RenderContext,
  ports: PlanPorts,
) {
  return pMap(nodes, (node) => buildOne(cluster, node, context, ports, nodes.length), {
    ...limit(ports),
    signal: context.signal,
  });
}

async function buildOne(
  cluster: Cluster,
  node: IdentifiedNode,
  context: RenderContext,
  ports: PlanPorts,
  total: number,
): Promise<Desired> {
  if ("error" in node) return { kind: "failed", name: node.name, error: node.error };
  try {
    const desired = await renderNode(cluster, node, context);
    ports.onProgress?.({ step: "rendered", node: node.name, total });
    return { kind: "built", desired };
  } catch (error) {
    return { kind: "failed", name: node.name, error: asUserError(error) };
  }
}

/** Each name is looked up once for all nodes; a reference that does not exist fails only the nodes that use it. */
async function resolveAll(
  built: readonly Desired[],
  ports: PlanPorts,
  signal: AbortSignal,
): Promise<readonly Desired[]> {
  const configs = built.flatMap((one) => (one.kind === "built" ? [one.desired.config] : []));
  const resolved = await resolveSecrets(configs, { stores: ports.stores, signal });
  let next = 0;
  return built.map((one): Desired => {
    if (one.kind === "failed") return one;
    const result = resolved[next++];
    if (result === undefined) throw new Error("a configuration was lost while resolving secrets");
    if (result.kind === "failed") return { kind: "failed", name: one.desired.node.name, error: result.error };
    return { kind: "built", desired: { ...one.desired, config: result.config } };
  });
}

async function readLive(nodes: readonly IdentifiedNode[], live: LiveNodes, ports: PlanPorts, signal: AbortSignal) {
  return pMap(nodes, (node) => ("error" in node ? undefined : readOne(node, live, ports, nodes.length, signal)), {
    ...limit(ports),
    signal,
  });
}

async function readOne(
  node: Node,
  live: LiveNodes,
  ports: PlanPorts,
  total: number,
  signal: AbortSignal,
): Promise<LiveReading> {
  const reading = await live.read(node, { signal });
  ports.onProgress?.({ step: "read", node: node.name, total });
  return reading;
}

function limit(ports: PlanPorts): { concurrency: number } {
  return { concurrency: ports.concurrency ?? 16 };
}

function invalid(name: string, error: UserError): Compared {
  return { diff: { kind: "invalid", node: { name }, error }, evidence: { name } };
}

/** A bug is not a node's state: it ends the journey. */
function asUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

function desiredName(desired: Desired): string {
  return desired.kind === "built" ? desired.desired.node.name : desired.name;
}
