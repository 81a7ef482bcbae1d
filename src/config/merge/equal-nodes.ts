import { Secret } from "../secrets/secret.ts";
import type { ConfigNode } from "../tree/config-node.ts";

/** Same meaning: list order counts; key order, quotes and origins do not; null is what is not there. */
export function equalNodes(a: ConfigNode | undefined, b: ConfigNode | undefined): boolean {
  return meaning(a) === meaning(b);
}

/** A text that is equal for equal meaning. */
export function meaning(node: ConfigNode | undefined): string {
  return JSON.stringify(plain(node));
}

function plain(node: ConfigNode | undefined): unknown {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return null;
  if (node.kind === "list") return node.items.map(plain);
  if (node.kind === "map") {
    const keys = [...node.entries.keys()].sort();
    return ["map", ...keys.map((key) => [key, plain(node.entries.get(key))])];
  }
  if (node.value instanceof Secret) return ["secret", ...node.value.references];
  return typeof node.value === "bigint" ? ["number", node.value.toString()] : [typeof node.value, node.value];
}
