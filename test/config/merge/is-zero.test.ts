import { describe, expect, test } from "vitest";
import { isZero } from "../../../src/config/merge/is-zero.ts";
import { rulesBelow, rulesFor } from "../../../src/config/merge/rules-for.ts";
import type { ScalarNode } from "../../../src/config/tree/config-node.ts";
import { parseYaml } from "../../../src/config/tree/parse-yaml.ts";

function scalar(text: string): ScalarNode {
  const [node] = parseYaml(`[${text}]`, { file: "value.yaml" });
  const item = node?.kind === "list" ? node.items[0] : undefined;
  if (item?.kind !== "scalar") throw new Error(`${text} is no scalar`);
  return item;
}

function zeroAt(kind: string, path: readonly string[], text: string): boolean {
  const top = rulesFor("1.13.0")(kind === "v1alpha1" ? {} : { kind });
  const around = path.slice(0, -1).reduce(rulesBelow, top);
  return isZero(scalar(text), path.reduce(rulesBelow, top), around);
}

describe("isZero()", () => {
  test.each([
    { text: "0", zero: true },
    { text: "0x0", zero: true },
    { text: "0.0", zero: true },
    { text: '""', zero: true },
    { text: '"0"', zero: false },
    { text: "false", zero: false },
    { text: "1", zero: false },
  ])("$text is zero: $zero", ({ text, zero }) => {
    expect(zeroAt("v1alpha1", ["machine", "anything"], text)).toBe(zero);
  });

  test("an unquoted 0 among texts is a text", () => {
    expect(zeroAt("v1alpha1", ["machine", "sysctls", "a"], "0")).toBe(false);
  });

  test.each([
    { text: "0s", zero: true },
    { text: "0h0m0.0s", zero: true },
    { text: "0", zero: true },
    { text: "10s", zero: false },
    { text: `${"0".repeat(500)}x`, zero: false },
  ])("the duration $text is zero: $zero", ({ text, zero }) => {
    expect(zeroAt("v1alpha1", ["machine", "time", "bootTimeout"], text)).toBe(zero);
  });

  test("a name for zero is zero", () => {
    expect(zeroAt("NetworkDefaultActionConfig", ["ingress"], "accept")).toBe(true);
    expect(zeroAt("NetworkDefaultActionConfig", ["ingress"], "block")).toBe(false);
  });
});
