import { describe, expect, test } from "vitest";
import { rootDocument } from "../../../src/config/machine-config.ts";
import { applyPatches } from "../../../src/config/merge/apply-patches.ts";
import { parsePatch } from "../../../src/config/merge/parse-patch.ts";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import type { ConfigNode, ConfigPath } from "../../../src/config/tree/config-node.ts";
import { userError } from "../../support/user-error.ts";

const base = `machine:
  type: worker
  token: old
  network:
    nameservers:
      - 1.1.1.1
`;
const patch = `machine:
  token: new
  sysctls: {a: "1"}
  network:
    nameservers:
      - 9.9.9.9
`;

function at(node: ConfigNode | undefined, path: ConfigPath): ConfigNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (node?.kind === "list" && typeof step === "number") return at(node.items[step], rest);
  return node?.kind === "map" ? at(node.entries.get(String(step)), rest) : undefined;
}

describe("applyPatches() origins", () => {
  const parsed = [parsePatch(patch, { file: "node.yaml" })];
  const { config } = applyPatches(parseMachineConfig(base, { file: "base.yaml" }), parsed, { talosVersion: "1.13.0" });
  const root = rootDocument(config)?.root;

  test.each([
    { path: ["machine", "type"], file: "base.yaml", line: 2 },
    { path: ["machine", "token"], file: "node.yaml", line: 2 },
    { path: ["machine", "sysctls", "a"], file: "node.yaml", line: 3 },
    { path: ["machine", "network", "nameservers", 0], file: "base.yaml", line: 6 },
    { path: ["machine", "network", "nameservers", 1], file: "node.yaml", line: 6 },
  ])("$path comes from $file:$line", ({ path, file, line }) => {
    expect(at(root, path)?.origin).toEqual({ file, line });
  });

  test("a template's line is named instead of the rendered one", () => {
    const origins = [undefined, { file: "node.yaml.j2", line: 7 }];
    const json = parsePatch('[\n{"op": "remove", "path": "/machine/missing"}]', { file: "node.yaml.j2", origins });
    const run = () => applyPatches(parseMachineConfig(base, { file: "base.yaml" }), [json], { talosVersion: "1.13.0" });
    expect(userError(run).location).toEqual({ file: "node.yaml.j2", line: 7 });
  });

  test("copies that double the document are refused", () => {
    const copy = (_: unknown, index: number) => ({ op: "copy", from: "/machine", path: `/machine/${index}` });
    const bomb = parsePatch(JSON.stringify(Array.from({ length: 60 }, copy)), { file: "bomb.yaml" });
    const run = () => applyPatches(parseMachineConfig(base, { file: "base.yaml" }), [bomb], { talosVersion: "1.13.0" });
    expect(userError(run).code).toBe("patch_failed");
  });
});
