import type { Scalar } from "yaml";
import type { ScalarValue } from "./config-node.ts";

/** As written, without quotes. */
export function scalarText(node: Scalar.Parsed): string {
  return node.type === "PLAIN" ? (node.source ?? String(node.value)) : String(node.value);
}

/** The value by the YAML 1.2 core schema; an integer that JavaScript cannot hold exactly is a bigint. */
export function scalarValue(node: Scalar.Parsed): ScalarValue {
  const { value } = node;
  if (node.type !== "PLAIN" || node.tag === stringTag) return scalarText(node);
  if (typeof value === "number") return exactNumber(value, scalarText(node));
  return typeof value === "boolean" || value === null ? value : scalarText(node);
}

export const stringTag = "tag:yaml.org,2002:str";

/** Longer ones are no number of anybody's, and converting them would cost time. */
const longestInteger = 100;

function exactNumber(value: number, text: string): number | bigint {
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || text.length > longestInteger || !/^([-+]?[0-9]+|0[ox][0-9a-fA-F]+)$/.test(text)) return value;
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace(/^\+/, ""));
}
