import type { ConfigNode, ConfigPath } from "./config-node.ts";

export interface SelectedNode {
  readonly path: ConfigPath;
  readonly node: ConfigNode;
}

/** Everything in a tree at `machine.network.interfaces.*.mtu`; `*` stands for any key or list position. */
export function selectNodes(root: ConfigNode, pattern: string): readonly SelectedNode[] {
  const start: readonly SelectedNode[] = [{ path: [], node: root }];
  return pattern.split(".").reduce((found, step) => found.flatMap((at) => below(at, step)), start);
}

/** The one node below a chain of keys, null counting as nothing. */
export function nodeAt(root: ConfigNode | undefined, path: string): ConfigNode | undefined {
  const [found] = root === undefined ? [] : selectNodes(root, path);
  return found === undefined || isNull(found.node) ? undefined : found.node;
}

function below({ path, node }: SelectedNode, step: string): readonly SelectedNode[] {
  if (node.kind === "list" && step === "*")
    return node.items.map((item, index) => ({ path: [...path, index], node: item }));
  if (node.kind !== "map") return [];
  if (step === "*") return [...node.entries].map(([key, value]) => ({ path: [...path, key], node: value }));
  const value = node.entries.get(step);
  return value === undefined ? [] : [{ path: [...path, step], node: value }];
}

function isNull(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.value === null;
}
