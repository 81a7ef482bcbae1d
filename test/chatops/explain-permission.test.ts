import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "../../src/chatops/command.ts";
import { decidePermission } from "../../src/chatops/decide-permission.ts";
import { explainPermission } from "../../src/chatops/explain-permission.ts";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import type { Person, ResolvedRule } from "../../src/chatops/permission.ts";
import { arbitraryCommand } from "../support/arbitrary-command.ts";

const person: Person = { id: 1, login: "octocat", role: "write", teams: ["a/platform"] };
const rules: readonly ResolvedRule[] = [
  { commands: ["upgrade"], nodes: "controlplane", teams: ["a/platform"], users: ["hubot"], userIds: [2] },
  { commands: ["destroy"], role: "admin" },
  { commands: ["change"] },
  { role: "triage" },
];
const approvals = { change: "environment", destroy: "comment" } as const;
const cluster = { rules, approvals, environment: "talos-main" };

function commandOf(line: string): Command {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error(line);
  return parsed.command;
}

describe("explainPermission()", () => {
  it("names the rule that decides for each role of nodes, and whom it lets", () => {
    const explained = explainPermission(commandOf("upgrade all"), person, cluster, [
      "controlplane",
      "worker",
      "worker",
    ]);
    expect(explained.decision.kind).toBe("allowed");
    expect(explained.rules).toEqual([
      { number: 1, nodes: ["controlplane"], lets: true, users: ["hubot"], teams: ["a/platform"] },
      { number: 3, nodes: ["worker"], lets: true, role: "write", users: [], teams: [] },
    ]);
    expect(explained.approval).toEqual({ kind: "environment", environment: "talos-main", byAnother: false });
  });

  it("names the rule that stands in the way", () => {
    const explained = explainPermission(commandOf("can reset a"), person, cluster, ["worker"]);
    expect(explained).toMatchObject({ decision: { kind: "allowed" }, rules: [], approval: { kind: "none" } });
    expect(explainPermission(commandOf("reset a"), person, cluster, ["worker"])).toMatchObject({
      decision: { kind: "denied", rule: 2 },
      rules: [{ number: 2, nodes: ["worker"], lets: false, role: "admin" }],
      approval: { kind: "comment", byAnother: true },
    });
  });

  it.each([
    { line: "status", approval: { kind: "none" } },
    { line: "reset a --dry-run", approval: { kind: "none" } },
    { line: "lock", approval: { kind: "none" } },
    { line: "abort", approval: { kind: "none" } },
    { line: "unlock", approval: { kind: "environment" } },
    { line: "continue", approval: { kind: "as-before" } },
    { line: "reset a", approval: { kind: "comment" } },
  ])("says which approval $line takes", ({ line, approval }) => {
    expect(explainPermission(commandOf(line), person, cluster, [])).toMatchObject({ approval });
  });

  it("says that an environment's reviewer of what destroys is another person", () => {
    const byEnvironment = { rules, approvals: { change: "none", destroy: "environment" } } as const;
    expect(explainPermission(commandOf("reset a"), person, byEnvironment, []).approval).toEqual({
      kind: "environment",
      byAnother: true,
    });
    expect(explainPermission(commandOf("apply a"), person, byEnvironment, []).approval).toEqual({ kind: "none" });
  });

  it("names no rule where none is about the command", () => {
    const none = { rules: [{ commands: ["read"], role: "read" as const }], approvals };
    expect(explainPermission(commandOf("lock"), person, none, [])).toMatchObject({
      decision: { kind: "denied", rule: undefined },
      rules: [],
    });
  });

  it("never says anything else than what is decided", () => {
    const roles = fc.array(fc.constantFrom("controlplane" as const, "worker" as const, undefined), { maxLength: 3 });
    fc.assert(
      fc.property(arbitraryCommand, fc.shuffledSubarray([...rules]), roles, (command, some, on) => {
        const explained = explainPermission(command, person, { rules: some, approvals }, on);
        expect(explained.decision).toEqual(decidePermission(command, person, some, on));
        const { rule, kind } = explained.decision;
        const deciding = explained.rules.find(({ number }) => number === rule);
        expect(deciding?.lets ?? kind === "allowed").toBe(kind === "allowed");
      }),
    );
  });
});
