/** The journey that only looks: a cluster of the repository in, how it fares out. */
import type { Cluster, Node } from "./cluster/cluster.ts";
import type { RepositoryFiles } from "./cluster/repository-files.ts";
import { selectNodes } from "./cluster/select-nodes.ts";
import { desireNodes } from "./config/desire-nodes.ts";
import { type IdentifiedNode, identifyNodes } from "./config/identify-nodes.ts";
import { openRenderContext } from "./config/open-render-context.ts";
import type { RenderContext } from "./config/render-node.ts";
import type { ImageFactory } from "./config/schematic/image-factory.ts";
import type { Clock } from "./config/templates/template-limits.ts";
import { UserError } from "./errors.ts";
import type { ClusterReport, LockReport } from "./health/cluster-report.ts";
import { describeCluster } from "./health/describe-cluster.ts";
import { desiredTarget } from "./health/desired-target.ts";
import type { NodeTarget } from "./health/intent.ts";
import { judgeCluster } from "./health/judge-cluster.ts";
import { observeCluster } from "./health/observe-cluster.ts";
import type { KubernetesProbe, NodeProbe } from "./health/probes.ts";
import { publicTokens } from "./health/public-tokens.ts";
import { runChecks } from "./health/run-checks.ts";
import type { ClusterLock } from "./operation/cluster-lock.ts";
import type { Redactor } from "./redaction/create-redactor.ts";
import type { Safe } from "./redaction/redact-data.ts";

export interface InspectRequest {
  readonly cluster: Cluster;
  readonly files: RepositoryFiles;
  /** Names, globs, `all`, `controlplane`, `workers`: the nodes to tell of. The whole cluster is read. */
  readonly selectors: readonly string[];
  /** Whether the settings' own checks are judged. */
  readonly runsChecks: boolean;
}

export interface InspectAccess {
  readonly nodes: NodeProbe;
  readonly kubernetes: KubernetesProbe;
  readonly lock: Pick<ClusterLock, "read">;
  close(): void;
}

export interface InspectPorts {
  /** Called once the repository has told where the nodes are; they are given for what is tried by their addresses. */
  readonly openAccess: (nodes: readonly Node[]) => Promise<InspectAccess>;
  readonly factory?: ImageFactory;
  /** Learns what the repository holds in clear. */
  readonly redactor: Redactor;
  readonly clock?: Clock;
}

const concurrency = 8;

/**
 * Reads all nodes and Kubernetes at the same time as the repository is rendered. What a node or Kubernetes does not answer
 * is part of the report.
 *
 * @throws UserError for settings, selectors and credentials that cannot be used
 */
export async function inspectCluster(
  { cluster, files, selectors, runsChecks }: InspectRequest,
  { openAccess, factory, redactor, clock }: InspectPorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<Safe<ClusterReport>> {
  const context = await openRenderContext(files, { signal, ...(factory && { factory }), ...(clock && { clock }) });
  const identified = await identifyNodes(cluster, context);
  const chosen = new Set(selectNodes(cluster.name, identified, selectors).map(({ name }) => name));
  const nodes = identified.filter((one): one is Node => !("error" in one));
  const access = await openAccess(nodes);
  try {
    const checks = runsChecks ? cluster.checks : [];
    const [observation, checked, targets, lock] = await Promise.all([
      observeCluster(nodes, access, { signal }),
      runChecks(checks, access.kubernetes, { signal }),
      readTargets(cluster, identified, context, redactor),
      readLock(access.lock, signal),
    ]);
    for (const token of publicTokens(observation, [...targets.values()])) redactor.allow(token);
    const findings = [...checked, ...judgeCluster(observation)];
    const invalid = identified.flatMap((one) =>
      "error" in one ? [{ name: one.name, reason: one.error.message }] : [],
    );
    const options = {
      cluster: cluster.name,
      chosen,
      targets,
      findings,
      checks: checks.length,
      invalid,
      ...(lock && { lock }),
    };
    return redactor.data(describeCluster(observation, options));
  } finally {
    access.close();
  }
}

/** That it cannot be read is no news where Kubernetes cannot either. */
async function readLock(lock: InspectAccess["lock"], signal: AbortSignal): Promise<LockReport | undefined> {
  try {
    const state = await lock.read({ signal });
    const command = "record" in state && state.record !== undefined ? state.record.command : undefined;
    if (state.kind === "free") return { kind: "free", ...(command !== undefined && { unfinished: command }) };
    const base = { by: state.holder.name, since: state.since };
    if (state.kind === "person") {
      return { kind: "person", ...base, ...(state.reason !== undefined && { reason: state.reason }) };
    }
    return { kind: "operation", ...base, expired: state.expired, ...(command !== undefined && { command }) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Without asking a secret store: a version is no secret. What cannot be rendered has no target. */
async function readTargets(
  cluster: Cluster,
  nodes: readonly IdentifiedNode[],
  context: RenderContext,
  redactor: Redactor,
): Promise<ReadonlyMap<string, NodeTarget>> {
  const built = await desireNodes(cluster, nodes, context, { concurrency });
  const targets = built.flatMap((one): [string, NodeTarget][] => {
    if (one.kind === "failed") return [];
    redactor.learn(one.desired.config);
    return [[one.name, desiredTarget(one.desired)]];
  });
  return new Map(targets);
}
