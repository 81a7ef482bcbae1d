import { expect, test } from "vitest";
import { matchesLabels } from "../../src/health/matches-labels.ts";

const labels = { app: "web", tier: "front" };
const one = (key: string, operator: "In" | "NotIn" | "Exists" | "DoesNotExist", ...values: readonly string[]) => ({
  matchLabels: {},
  matchExpressions: [{ key, operator, values }],
});

test.each([
  [{ matchLabels: {}, matchExpressions: [] }, true],
  [{ matchLabels: { app: "web", tier: "front" }, matchExpressions: [] }, true],
  [{ matchLabels: { app: "web", tier: "back" }, matchExpressions: [] }, false],
  [{ matchLabels: { constructor: "x" }, matchExpressions: [] }, false],
  [one("app", "In", "api", "web"), true],
  [one("app", "In", "api"), false],
  [one("gone", "In", ""), false],
  [one("app", "NotIn", "api"), true],
  [one("app", "NotIn", "web"), false],
  [one("gone", "NotIn", "web"), true],
  [one("app", "Exists"), true],
  [one("constructor", "Exists"), false],
  [one("app", "DoesNotExist"), false],
  [one("gone", "DoesNotExist"), true],
  [{ matchLabels: { app: "web" }, matchExpressions: one("tier", "NotIn", "front").matchExpressions }, false],
] as const)("matchesLabels() %j: %j", (selector, expected) => {
  expect(matchesLabels(selector, labels)).toBe(expected);
});
