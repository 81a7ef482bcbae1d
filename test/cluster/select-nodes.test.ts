import { describe, expect, test } from "vitest";
import type { Role } from "../../src/cluster/cluster.ts";
import { selectNodes } from "../../src/cluster/select-nodes.ts";

const nodes: readonly { name: string; role?: Role }[] = [
  { name: "talos-m03", role: "controlplane" },
  { name: "talos-m01", role: "controlplane" },
  { name: "gpu.1", role: "worker" },
  { name: "gpu-1", role: "worker" },
];

const select = (...selectors: string[]) => selectNodes("main", nodes, selectors).map((node) => node.name);

describe("selectNodes()", () => {
  test.each([
    { selectors: ["talos-m01"], expected: ["talos-m01"] },
    { selectors: ["all"], expected: ["talos-m03", "talos-m01", "gpu.1", "gpu-1"] },
    { selectors: ["controlplane"], expected: ["talos-m03", "talos-m01"] },
    { selectors: ["workers"], expected: ["gpu.1", "gpu-1"] },
    { selectors: ["talos-*"], expected: ["talos-m03", "talos-m01"] },
    { selectors: ["talos-m0?"], expected: ["talos-m03", "talos-m01"] },
    { selectors: ["*-*1"], expected: ["talos-m01", "gpu-1"] },
    { selectors: ["**"], expected: ["talos-m03", "talos-m01", "gpu.1", "gpu-1"] },
    { selectors: ["gpu.1"], expected: ["gpu.1"] },
    { selectors: ["gpu-1", "talos-m03", "gpu-1", "gpu-*"], expected: ["talos-m03", "gpu-1"] },
    { selectors: ["gpu-1,talos-m03"], expected: ["talos-m03", "gpu-1"] },
    { selectors: ["main/talos-m01", "main/workers"], expected: ["talos-m01", "gpu.1", "gpu-1"] },
  ])("gives $expected for $selectors", ({ selectors, expected }) => {
    expect(select(...selectors)).toEqual(expected);
  });

  test.each([
    { selector: "talos-m1", hint: /talos-m01/ },
    { selector: "worker", hint: /workers/ },
    { selector: "xyz", hint: /talos-m03, talos-m01/ },
    { selector: "xyz*", hint: /talos-m03/ },
    { selector: "(.*)+$", hint: /talos-m03/ },
    { selector: "other/talos-m01", hint: /./ },
  ])("refuses $selector and says what there is", ({ selector, hint }) => {
    expect(() => select(selector)).toThrow(
      expect.objectContaining({ code: "node_unknown", hint: expect.stringMatching(hint) }),
    );
  });

  test("does not propose a group that has no node", () => {
    const only = nodes.filter(({ role }) => role === "controlplane");
    const hint = expect.stringMatching(/^The cluster has talos-m03, talos-m01\.$/);
    for (const selector of ["workers", "worker"]) {
      expect(() => selectNodes("main", only, [selector])).toThrow(
        expect.objectContaining({ code: "node_unknown", hint }),
      );
    }
  });

  test("matches a hostile glob in no time", () => {
    const long = [{ name: "a".repeat(250) }];
    expect(() => selectNodes("main", long, [`${"*a".repeat(120)}*b`])).toThrow(
      expect.objectContaining({ code: "node_unknown" }),
    );
    expect(selectNodes("main", long, ["*a".repeat(120)])).toEqual(long);
  });

  test("refuses to choose nothing", () => {
    expect(() => select()).toThrow(expect.objectContaining({ code: "input_invalid" }));
    expect(() => select(",")).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });

  test("shows a node of unknown role under both roles", () => {
    const withUnknown = [...nodes, { name: "new" }];
    expect(selectNodes("main", withUnknown, ["workers"]).map((node) => node.name)).toContain("new");
    expect(selectNodes("main", withUnknown, ["controlplane"]).map((node) => node.name)).toContain("new");
  });
});
