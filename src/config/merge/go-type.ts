import type { ConfigNode } from "../tree/config-node.ts";

export type GoType = "string" | "int" | "float" | "bool" | "null" | "list" | "map";

/** The type that Go's yaml gives a value without a declared type; integers follow YAML 1.1 there (`0644`, `1_000`). */
export function goType(node: ConfigNode): GoType {
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return "null";
  if (typeof node.value === "boolean") return "bool";
  if (node.quoted) return "string";
  if (/^[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(node.text)) return "int";
  if (/^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/.test(node.text)) return "float";
  return typeof node.value === "number" ? "float" : "string";
}
