/** The plan journey: what the repository wants, what the nodes run, the difference, masked, with a digest. It only reads. */
import pMap from "p-map";
import type { Cluster } from "./cluster/cluster.ts";
import { clusterAt } from "./cluster/cluster-at.ts";
import type { RepositoryFiles } from "./cluster/repository-files.ts";
import { selectNodes } from "./cluster/select-nodes.ts";
import { type Desired, desireNodes, resolveDesired } from "./config/desire-nodes.ts";
import { type IdentifiedNode, identifyNodes } from "./config/identify-nodes.ts";
import { openRenderContext } from "./config/open-render-context.ts";
import type { RenderContext } from "./config/render-node.ts";
import type { ImageFactory } from "./config/schematic/image-factory.ts";
import { placeholderStores } from "./config/secrets/placeholder-stores.ts";
import type { SecretStore } from "./config/secrets/secret-store.ts";
import type { Clock } from "./config/templates/template-limits.ts";
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
  /**
   * An earlier state of the repository, trusted: where it has references to secrets, live values are hidden also when the
   * desired state no longer has them. Only for plans against nodes.
   */
  readonly earlier?: RepositoryFiles;
  /** Names, globs, `all`, `controlplane`, `workers`. */
  readonly selectors: readonly string[];
  /** The command in its canonical form, `diff all`; part of the digest. */
  readonly command: string;
}

/** The way to nodes and secrets. */
export interface PlanAccess {
  readonly liveNodes: LiveNodes;
  readonly stores: readonly SecretStore[];
  close(): void;
}

export interface PlanPorts {
  /** Required unless the plan is offline, which never calls it. Opened while templates are rendered, closed at the end. */
  readonly openAccess?: () => Promise<PlanAccess>;
  readonly factory?: ImageFactory;
  /** Random, of this run, never stored: fingerprints of secrets are keyed with it. */
  readonly redactionKey: Uint8Array;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** For the templates' limit on time; without it only the limits on work apply. */
  readonly clock?: Clock;
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
  const { files, base, command, cluster } = request;
  const redactor = createRedactor({ key: ports.redactionKey });
  const head = await openRevision(cluster, files, ports, signal);
  const compared =
    base === undefined
      ? await compareWithLive(request, choose(head, request, head.nodes), ports, redactor)
      : await compareWithBase(request, head, await openBase(cluster, base, ports, signal), ports, redactor);
  const plan: Plan = {
    cluster: cluster.name,
    revision: files.revision,
    command,
    mode: base === undefined ? "live" : "offline",
    nodes: compared.map(({ diff }) => diff),
    digest: digestPlan({ revision: files.revision, command, nodes: compared.map(({ evidence }) => evidence) }),
    notes: head.context.templates.notes,
  };
  return { plan, safe: redactor.plan(plan), redactor };
}

interface Revision {
  /** With the nodes of this revision. */
  readonly cluster: Cluster;
  readonly nodes: readonly IdentifiedNode[];
  readonly context: RenderContext;
}

async function openRevision(
  cluster: Cluster,
  files: RepositoryFiles,
  { factory, clock }: PlanPorts,
  signal: AbortSignal,
): Promise<Revision> {
  const context = await openRenderContext(files, { signal, ...(factory && { factory }), ...(clock && { clock }) });
  return { cluster, context, nodes: await identifyNodes(cluster, context) };
}

async function openBase(cluster: Cluster, files: RepositoryFiles, ports: PlanPorts, signal: AbortSignal) {
  return openRevision(await clusterAt(cluster, files, { signal }), files, ports, signal);
}

/** @param known What the selectors choose from: more than the revision has when another one is compared with it. */
function choose(revision: Revision, { cluster, selectors }: PlanRequest, known: readonly IdentifiedNode[]): Revision {
  const chosen = new Set(selectNodes(cluster.name, known, selectors).map(({ name }) => name));
  return { ...revision, nodes: revision.nodes.filter(({ name }) => chosen.has(name)) };
}

interface Compared {
  readonly diff: NodeDiff;
  readonly evidence: NodeEvidence;
}

async function compareWithLive(
  request: PlanRequest,
  { cluster, nodes, context }: Revision,
  ports: PlanPorts,
  redactor: Redactor,
): Promise<readonly Compared[]> {
  const { openAccess } = ports;
  if (openAccess === undefined) throw new Error("a live plan needs access to nodes");
  const first = Promise.withResolvers<void>();
  const building = desireNodes(cluster, nodes, context, desireOptions(ports, nodes.length, first.resolve));
  // Where nothing can be rendered, no node and no store is asked.
  const isNeeded = await Promise.race([first.promise.then(() => true), building.then((built) => built.some(isBuilt))]);
  if (!isNeeded) return (await building).map((one) => compareLiveNode(one, undefined, redactor));
  const access = openAccess();
  try {
    const [built, readings] = await Promise.all([
      building,
      access.then(({ liveNodes }) => readLiveNodes(nodes, liveNodes, ports, context.signal)),
    ]);
    const { stores } = await access;
    await learnEarlier(request, stores, ports, redactor, context.signal);
    const desired = await resolveDesired(built, stores, context.signal);
    for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
    return desired.map((one, index) => compareLiveNode(one, readings[index], redactor));
  } finally {
    access.then(({ close }) => close()).catch(() => undefined);
  }
}

const isBuilt = ({ kind }: Desired): boolean => kind === "built";

/**
 * Whoever takes a reference out of a template must not get to see what the node has in its place. All nodes of the earlier
 * state count: the one at an address may have had another name.
 */
async function learnEarlier(
  { earlier, ...request }: PlanRequest,
  stores: readonly SecretStore[],
  ports: PlanPorts,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<void> {
  if (earlier === undefined) return;
  try {
    const { cluster, nodes, context } = await openBase(request.cluster, earlier, ports, signal);
    const built = await desireNodes(cluster, nodes, context, { concurrency: ports.concurrency ?? 16 });
    const desired = await resolveDesired(built, placeholderStores(stores), signal);
    for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
  } catch (error) {
    // An earlier state that cannot be built tells nothing; it is no reason against the plan.
    if (!(error instanceof UserError)) throw error;
  }
}

async function readLiveNodes(
  nodes: readonly IdentifiedNode[],
  liveNodes: LiveNodes,
  ports: PlanPorts,
  signal: AbortSignal,
) {
  const { concurrency } = desireOptions(ports, nodes.length);
  const read = async (node: IdentifiedNode): Promise<LiveReading | undefined> => {
    if ("error" in node) return undefined;
    const reading = await liveNodes.read(node, { signal });
    ports.onProgress?.({ step: "read", node: node.name, total: nodes.length });
    return reading;
  };
  return pMap(nodes, read, { concurrency, signal });
}

function compareLiveNode(one: Desired, reading: LiveReading | undefined, redactor: Redactor): Compared {
  if (one.kind === "failed") return invalid(one.name, one.error);
  const { name, desired } = one;
  if (reading === undefined) throw new Error(`${name} was not read`);
  if (reading.kind === "problem") {
    const { node, notes } = desired;
    return { diff: { kind: "unreachable", node, problem: reading.problem, notes }, evidence: { name, desired } };
  }
  try {
    const { live } = reading;
    const liveConfig = parseLiveConfig(desired.node, live);
    for (const config of [liveConfig.config, liveConfig.persistent]) if (config) redactor.learn(config);
    return { diff: compareNode(desired, live, liveConfig), evidence: { name, desired, live } };
  } catch (error) {
    if (error instanceof UserError) return invalid(name, error);
    throw error;
  }
}

async function compareWithBase(
  request: PlanRequest,
  head: Revision,
  base: Revision,
  ports: PlanPorts,
  redactor: Redactor,
): Promise<readonly Compared[]> {
  const added = new Set(head.nodes.map(({ name }) => name));
  const known = [...head.nodes, ...base.nodes.filter(({ name }) => !added.has(name))];
  const options = desireOptions(ports, selectNodes(request.cluster.name, known, request.selectors).length);
  const [desired, before] = await Promise.all(
    [head, base]
      .map((revision) => choose(revision, request, known))
      .map(({ cluster, nodes, context }) => desireNodes(cluster, nodes, context, options)),
  );
  const byName = (revision: readonly Desired[] = []) => new Map(revision.map((one) => [one.name, one]));
  const [now, old] = [byName(desired), byName(before)];
  return [...new Set([...now.keys(), ...old.keys()])].map((name) =>
    compareRevisionsOf(name, now.get(name), old.get(name), redactor),
  );
}

function compareRevisionsOf(
  name: string,
  head: Desired | undefined,
  base: Desired | undefined,
  redactor: Redactor,
): Compared {
  if (head?.kind === "failed") return invalid(name, head.error);
  // A base that cannot be built is mended by the head: all of the head is new.
  const built = base?.kind === "built" ? base : undefined;
  for (const one of [head, built]) if (one) redactor.learn(one.desired.config);
  if (head === undefined && built === undefined) return invalid(name, (base as { error: UserError }).error);
  return {
    diff: compareRevisions(head?.desired, built?.desired),
    evidence: { name, ...(head && { desired: head.desired }) },
  };
}

function desireOptions({ concurrency = 16, onProgress }: PlanPorts, total: number, onFirst?: () => void) {
  const onRendered = (node: string) => {
    onFirst?.();
    onProgress?.({ step: "rendered", node, total });
  };
  return { concurrency, onRendered };
}

function invalid(name: string, error: UserError): Compared {
  return { diff: { kind: "invalid", node: { name }, error }, evidence: { name } };
}
