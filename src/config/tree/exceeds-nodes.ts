import type { ConfigNode } from "./config-node.ts";

/** Whether a tree, shared branches counted each time they occur, has more than `limit` nodes; stops counting there. */
export function exceedsNodes(root: ConfigNode, limit: number): boolean {
  let left = limit;
  const pending: ConfigNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    left -= 1;
    if (left < 0) return true;
    if (node.kind === "list") pending.push(...node.items);
    if (node.kind === "map") pending.push(...node.entries.values());
  }
  return false;
}
