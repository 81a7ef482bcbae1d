import type { CommandProblem, ParsedCommand, PlacedSelector } from "../chatops/parsed-command.ts";
import { UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import { type Selectable, selectNodes } from "./select-nodes.ts";

/** A cluster as far as the door knows it. */
export interface KnownCluster {
  readonly name: string;
  readonly nodes: readonly Selectable[];
}

/**
 * The first selector of a command that names no cluster or no node, with the nearest that there is; undefined when all is well.
 * A selector without a cluster has to fit the command's cluster, or one of them where none is named.
 */
export function checkNodes(
  { command, selectors }: Exclude<ParsedCommand, { kind: "problem" }>,
  clusters: readonly KnownCluster[],
): CommandProblem | undefined {
  for (const placed of selectors) {
    const problem = checkSelector(placed, command.cluster, clusters);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkSelector(
  placed: PlacedSelector,
  ofCommand: string | undefined,
  clusters: readonly KnownCluster[],
): CommandProblem | undefined {
  const { selector, offset, length } = placed;
  const slash = selector.indexOf("/");
  const clusterName = slash === -1 ? ofCommand : selector.slice(0, slash);
  const candidates = clusterName === undefined ? clusters : clusters.filter(({ name }) => name === clusterName);
  if (candidates.length === 0) {
    const nearest = nearestName(
      clusterName ?? "",
      clusters.map(({ name }) => name),
    );
    const at = slash === -1 ? { offset, length } : { offset, length: slash };
    return { code: "node_unknown", message: "There is no such cluster", ...at, ...next(nearest, clusters) };
  }
  if (candidates.some((cluster) => selects(cluster, selector))) return undefined;
  const names = candidates.flatMap(({ nodes }) => nodes);
  const start = slash + 1;
  const nearest = nearestName(selector.slice(start), [
    ...names.map(({ name }) => name),
    "all",
    "controlplane",
    "workers",
  ]);
  return {
    code: "node_unknown",
    message: "No node is called so",
    offset: offset + start,
    length: length - start,
    ...next(nearest, names),
  };
}

function selects({ name, nodes }: KnownCluster, selector: string): boolean {
  try {
    return selectNodes(name, nodes, [selector]).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function next(nearest: string | undefined, known: readonly { readonly name: string }[]) {
  if (nearest !== undefined) return { nearest };
  const names = known.slice(0, 10).map(({ name }) => name);
  const more = known.length > names.length ? ` and ${known.length - names.length} more` : "";
  return { hint: `There are ${names.join(", ")}${more}.` };
}
