import { Secret } from "../secrets/secret.ts";
import type { ScalarNode } from "../tree/config-node.ts";
import { findRule, hasRule, type RuleNode } from "./rules-for.ts";

/** Whether Go decodes the value to its type's zero value, which a merge takes for "not given". A false is given. */
export function isZero(node: ScalarNode, rules: RuleNode, parent: RuleNode): boolean {
  const { value } = node;
  if (value instanceof Secret || typeof value === "boolean") return false;
  if (value === null || value === "") return true;
  const zeroText = findRule(rules, "named-zero")?.zero;
  if (zeroText !== undefined && node.text === zeroText) return true;
  if (hasRule(rules, "duration")) return /^[-+]?(0|(0+(\.0*)?(ns|us|µs|μs|ms|s|m|h))+)$/.test(node.text);
  if (typeof value === "string") return false;
  return Number(value) === 0 && !hasRule(parent, "texts");
}
