/** Renders and reads at the same time, resolves the secrets, compares node by node. */
import pMap from "p-map";
import { type Desired, desireNodes, resolveDesired } from "../config/desire-nodes.ts";
import type { IdentifiedNode } from "../config/identify-nodes.ts";
import { placeholderStores } from "../config/secrets/placeholder-stores.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import { compareNode } from "../diff/compare-node.ts";
import type { LiveNodes, LiveReading } from "../diff/live-nodes.ts";
import { parseLiveConfig } from "../diff/parse-live-config.ts";
import { UserError } from "../errors.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import { type Compared, concurrencyOf, desireOptions, invalid } from "./compared.ts";
import { openBase, type Revision } from "./open-revision.ts";
import type { PlanPorts, PlanRequest } from "./plan-request.ts";

export async function compareWithLive(
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
      access.then(({ stores }) => learnEarlier(request, stores, ports, redactor, context.signal)),
    ]);
    const desired = await resolveDesired(built, (await access).stores, context.signal);
    learnAll(desired, redactor);
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
    const built = await desireNodes(cluster, nodes, context, { concurrency: concurrencyOf(ports) });
    learnAll(await resolveDesired(built, placeholderStores(stores), signal), redactor);
  } catch (error) {
    // An earlier state that cannot be built tells nothing; it is no reason against the plan.
    if (!(error instanceof UserError)) throw error;
  }
}

function learnAll(desired: readonly Desired[], redactor: Redactor): void {
  for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
}

async function readLiveNodes(
  nodes: readonly IdentifiedNode[],
  liveNodes: LiveNodes,
  ports: PlanPorts,
  signal: AbortSignal,
) {
  const read = async (node: IdentifiedNode): Promise<LiveReading | undefined> => {
    if ("error" in node) return undefined;
    const reading = await liveNodes.read(node, { signal });
    ports.onProgress?.({ step: "read", node: node.name, total: nodes.length });
    return reading;
  };
  return pMap(nodes, read, { concurrency: concurrencyOf(ports), signal });
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
