import { describe, expect, it } from "vitest";
import { parseReadCommand, readCommands } from "../../src/chatops/parse-read-command.ts";

describe("parseReadCommand()", () => {
  it.each([
    { line: "/talos", command: { kind: "help" } },
    { line: "/talos help", command: { kind: "help" } },
    { line: "/talos diff", command: { kind: "diff", nodes: [] } },
    { line: "/talos plan all", command: { kind: "diff", nodes: ["all"] } },
    { line: "/talos  diff a,b  main/c d*", command: { kind: "diff", nodes: ["a", "b", "main/c", "d*"] } },
    { line: "/talos render talos-m01", command: { kind: "render", node: "talos-m01" } },
    { line: "/talos schematic main/talos-m01", command: { kind: "schematic", node: "main/talos-m01" } },
  ])("reads $line", ({ line, command }) => {
    expect(parseReadCommand(line)).toEqual({ kind: "command", command });
  });

  it.each([
    { line: "/talos upgrade all", word: "upgrade" },
    { line: "/talos DIFF", word: "DIFF" },
    { line: "/talos diff $(id)", word: "$(id)" },
    { line: "/talos diff ../../etc", word: "../../etc" },
    { line: "/talos diff a/b/c", word: "a/b/c" },
    { line: "/talos diff --json", word: "--json" },
    { line: `/talos diff ${"a".repeat(64)}`, word: "a".repeat(64) },
  ])("points at the word that is wrong in $line", ({ line, word }) => {
    expect(parseReadCommand(line)).toMatchObject({ kind: "problem", word });
  });

  it.each(["/talos render", "/talos render a b", "/talos schematic"])("asks for one node in %s", (line) => {
    expect(parseReadCommand(line)).toMatchObject({ kind: "problem", candidates: [] });
  });

  it("knows every command that help lists", () => {
    for (const { name } of readCommands) expect(parseReadCommand(`/talos ${name} a`).kind).toBe("command");
  });
});
