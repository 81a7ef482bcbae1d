/** Chosen nodes in, what the repository wants of each out: rendered, merged and checked; then its secrets resolved. */
import pMap from "p-map";
import type { Cluster } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { DesiredNode } from "./desired-node.ts";
import type { IdentifiedNode } from "./identify-nodes.ts";
import { type RenderContext, renderNode } from "./render-node.ts";
import { resolveSecrets } from "./secrets/resolve-secrets.ts";
import type { SecretStore } from "./secrets/secret-store.ts";

/** A node whose configuration cannot be built says why; the others go on. */
export type Desired =
  | { readonly kind: "built"; readonly name: string; readonly desired: DesiredNode }
  | { readonly kind: "failed"; readonly name: string; readonly error: UserError };

export interface DesireOptions {
  /** Nodes rendered at a time. */
  readonly concurrency: number;
  readonly onRendered?: (node: string) => void;
}

/** Builds the desired state of nodes, in their order. References to secrets stay references. */
export async function desireNodes(
  cluster: Cluster,
  nodes: readonly IdentifiedNode[],
  context: RenderContext,
  options: DesireOptions,
): Promise<readonly Desired[]> {
  const { signal } = context;
  return pMap(nodes, (node) => desireNode(cluster, node, context, options), {
    concurrency: options.concurrency,
    signal,
  });
}

async function desireNode(
  cluster: Cluster,
  node: IdentifiedNode,
  context: RenderContext,
  options: DesireOptions,
): Promise<Desired> {
  const { name } = node;
  if ("error" in node) return { kind: "failed", name, error: node.error };
  try {
    const desired = await renderNode(cluster, node, context);
    options.onRendered?.(name);
    return { kind: "built", name, desired };
  } catch (error) {
    if (error instanceof UserError) return { kind: "failed", name, error };
    throw error;
  }
}

/** Each reference is looked up once for all nodes; one that does not exist fails only the nodes that use it. */
export async function resolveDesired(
  built: readonly Desired[],
  stores: readonly SecretStore[],
  signal: AbortSignal,
): Promise<readonly Desired[]> {
  const configs = built.flatMap((one) => (one.kind === "built" ? [one.desired.config] : []));
  const results = (await resolveSecrets(configs, { stores, signal })).values();
  return built.map((one): Desired => {
    if (one.kind === "failed") return one;
    const result = results.next().value;
    if (result === undefined) throw new Error("a configuration was lost while resolving secrets");
    if (result.kind === "failed") return { kind: "failed", name: one.name, error: result.error };
    return { ...one, desired: { ...one.desired, config: result.config } };
  });
}
