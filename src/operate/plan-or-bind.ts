/** What an approval is bound to: the difference where the repository's configuration counts, else revision, command and nodes. */
import type { OperationCommand } from "../chatops/command.ts";
import type { Node } from "../cluster/cluster.ts";
import { digestPlan, type NodeEvidence } from "../diff/digest-plan.ts";
import type { NodeDiff } from "../diff/node-diff.ts";
import type { Plan } from "../diff/plan.ts";
import { planChanges } from "../plan.ts";
import { createRedactor, type Redactor } from "../redaction/create-redactor.ts";
import type { SafePlan } from "../redaction/redacted.ts";
import { onlyImages } from "./only-images.ts";
import type { OperateRequest, PreparePorts } from "./operate-request.ts";

export interface Bound {
  readonly safe: SafePlan;
  readonly digest: Plan["digest"];
  readonly redactor: Redactor;
  /** By node; none where the repository's configuration does not count. */
  readonly diffs: ReadonlyMap<string, NodeDiff>;
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
}

export async function planOrBind(
  request: OperateRequest,
  selectors: readonly string[],
  chosen: readonly { readonly name: string }[],
  ports: PreparePorts,
  signal: AbortSignal,
): Promise<Bound> {
  return wantsRepository(request.command)
    ? planFromRepository(request, selectors, ports, signal)
    : bind(request, chosen, ports);
}

/** Whether what is to be done depends on what the repository says of a node. */
export function wantsRepository(command: OperationCommand): boolean {
  if (command.name === "apply") return true;
  return command.name === "upgrade" && command.version === undefined && command.image === undefined;
}

async function planFromRepository(
  { cluster, files, earlier, command, commandText }: OperateRequest,
  selectors: readonly string[],
  { access, runner: _, ...ports }: PreparePorts,
  signal: AbortSignal,
): Promise<Bound> {
  const { liveNodes, stores } = access;
  // The nodes are still needed when the plan is made: whoever opened the access closes it.
  const openAccess = async () => ({ liveNodes, stores, close: () => undefined });
  const request = { cluster, files, ...(earlier && { earlier }), selectors, command: commandText };
  const { plan, safe, evidence, redactor } = await planChanges(request, { ...ports, openAccess }, { signal });
  return {
    safe: command.name === "upgrade" ? onlyImages(safe, redactor) : safe,
    digest: plan.digest,
    redactor,
    diffs: new Map(plan.nodes.map((diff) => [diff.node.name, diff])),
    evidence: new Map(evidence.map((one) => [one.name, one])),
  };
}

/** @param more what else is bound, by the name of its part */
export function bind(
  { cluster, files, commandText }: OperateRequest,
  chosen: readonly (Pick<Node, "name"> & Partial<Node>)[],
  { redactionKey }: Pick<PreparePorts, "redactionKey">,
  more: Readonly<Record<string, string>> = {},
): Bound {
  const redactor = createRedactor({ key: redactionKey });
  const { revision } = files;
  const places = chosen.map(({ name, role, address }) => [`place/${name}`, `${role} ${address}`] as const);
  const digest = digestPlan({
    revision,
    command: commandText,
    nodes: chosen.map(({ name }) => ({ name })),
    more: { ...Object.fromEntries(places), ...more },
  });
  const plan: Plan = {
    cluster: cluster.name,
    revision,
    command: commandText,
    mode: "live",
    nodes: [],
    digest,
    notes: [],
  };
  return { safe: redactor.plan(plan), digest, redactor, diffs: new Map(), evidence: new Map() };
}
