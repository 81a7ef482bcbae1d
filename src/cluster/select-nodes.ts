import { UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import type { Role } from "./cluster.ts";
import { matchGlob } from "./match-glob.ts";

/** What choosing needs to know of a node; a role that could not be found out is left out. */
export interface Selectable {
  readonly name: string;
  readonly role?: Role;
}

const groups = ["all", "controlplane", "workers"] as const;

/**
 * The nodes that selectors name, each once, in the settings' order. A selector is a name, a glob (`*`, `?`), `all`,
 * `controlplane`, `workers`, any of them behind `<cluster>/`, or several with commas between. A node whose role is not
 * known belongs to both roles: a person shall see its problem, not miss the node.
 *
 * @throws UserError `node_unknown` when a selector names no node, `input_invalid` when there is no selector.
 */
export function selectNodes<T extends Selectable>(
  clusterName: string,
  nodes: readonly T[],
  selectors: readonly string[],
): readonly T[] {
  const words = selectors.flatMap((selector) => selector.split(",")).filter((word) => word !== "");
  if (words.length === 0) {
    throw new UserError("Cannot choose nodes: none was named", {
      code: "input_invalid",
      hint: "Name nodes, or all, controlplane, workers.",
    });
  }
  const chosen = new Set(words.flatMap((word) => select(clusterName, nodes, word)));
  return nodes.filter((node) => chosen.has(node));
}

function select<T extends Selectable>(clusterName: string, nodes: readonly T[], word: string): readonly T[] {
  const slash = word.indexOf("/");
  if (slash !== -1 && word.slice(0, slash) !== clusterName) throw unknown(clusterName, nodes, word);
  const selector = word.slice(slash + 1);
  const found = nodes.filter(matcher(selector));
  if (found.length > 0) return found;
  throw isGroup(selector) ? empty(clusterName, nodes, selector) : unknown(clusterName, nodes, selector);
}

function matcher(selector: string): (node: Selectable) => boolean {
  if (selector === "all") return () => true;
  if (selector === "controlplane") return (node) => node.role !== "worker";
  if (selector === "workers") return (node) => node.role !== "controlplane";
  return (node) => matchGlob(selector, node.name);
}

function isGroup(selector: string): selector is (typeof groups)[number] {
  return groups.some((group) => group === selector);
}

function empty(clusterName: string, nodes: readonly Selectable[], group: (typeof groups)[number]): UserError {
  const what = { all: "any node", controlplane: "control plane nodes", workers: "workers" }[group];
  return new UserError(`Cannot find ${what} in cluster ${clusterName}`, {
    code: "node_unknown",
    ...(nodes.length > 0 && { hint: `The cluster has ${listSome(nodes.map(({ name }) => name))}.` }),
  });
}

function unknown(clusterName: string, nodes: readonly Selectable[], selector: string): UserError {
  const names = nodes.map((node) => node.name);
  const present = groups.filter((group) => nodes.some(matcher(group)));
  const nearest = nearestName(selector, [...names, ...present]);
  return new UserError(`Cannot find a node ${JSON.stringify(selector)} in cluster ${clusterName}`, {
    code: "node_unknown",
    hint: nearest === undefined ? `The cluster has ${listSome(names)}.` : `Did you mean ${nearest}?`,
  });
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
