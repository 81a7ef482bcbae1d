import { describe, expect, it } from "vitest";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import { checkNodes } from "../../src/cluster/check-nodes.ts";

const clusters = [
  {
    name: "main",
    nodes: [
      { name: "talos-m01", role: "controlplane" as const },
      { name: "talos-m02", role: "controlplane" as const },
    ],
  },
  { name: "edge", nodes: [{ name: "edge-1", role: "worker" as const }] },
];

function check(line: string) {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error(parsed.problem.message);
  return checkNodes(parsed, clusters);
}

describe("checkNodes()", () => {
  it.each(["diff", "diff all", "reboot talos-m01,edge-*", "reboot main/talos-m0?", "reset edge-1", "apply workers"])(
    "has nothing against %s",
    (line) => {
      expect(check(line)).toBeUndefined();
    },
  );

  it.each([
    { line: "/talos reboot talos-m01,talos-m03", at: "talos-m03", nearest: "talos-m01" },
    { line: "/talos reboot mian/talos-m01", at: "mian", nearest: "main" },
    { line: "/talos reboot main/edge-1", at: "edge-1" },
    { line: "/talos reboot edge-1 --cluster main", at: "edge-1" },
    { line: "/talos apply main/workers", at: "workers", nearest: "workers" },
    { line: "/talos reset zzz", at: "zzz" },
    { line: "/talos reboot x-*", at: "x-*" },
  ])("points at what is unknown in $line", ({ line, at, nearest }) => {
    const problem = check(line);
    expect(problem).toMatchObject({ code: "node_unknown" });
    expect(line.slice(problem?.offset).slice(0, problem?.length)).toBe(at);
    expect(problem?.nearest).toBe(nearest);
  });
});
