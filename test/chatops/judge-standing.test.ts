import { describe, expect, it } from "vitest";
import { judgeStanding } from "../../src/chatops/judge-standing.ts";
import type { RepositoryRole, ResolvedRule } from "../../src/chatops/permission.ts";

const writers: readonly ResolvedRule[] = [{ role: "write" }];
const operators: readonly ResolvedRule[] = [{ commands: ["upgrade"], nodes: "worker", userIds: [7], users: ["alice"] }];

function rightsOf(role: RepositoryRole | "none", ...rules: readonly (readonly ResolvedRule[])[]) {
  return rules.map((ofCluster) => ({ person: { id: 7, login: "alice", role, teams: [] }, rules: ofCluster }));
}

describe("judgeStanding()", () => {
  it.each([
    { name: "a right in one of two clusters", role: "read", rules: [writers, operators], standing: "allowed" },
    { name: "a right on some nodes only", role: "none", rules: [operators], standing: "allowed" },
    { name: "no right, let into the repository", role: "triage", rules: [writers], standing: "known" },
    { name: "no right, let in to read", role: "read", rules: [writers], standing: "known" },
    { name: "no right, not let in", role: "none", rules: [writers], standing: "stranger" },
  ] as const)("finds $standing: $name", ({ role, rules, standing }) => {
    expect(judgeStanding(rightsOf(role, ...rules), { role, isPublic: false })).toBe(standing);
  });

  it.each([
    { role: "read", standing: "stranger" },
    { role: "triage", standing: "known" },
  ] as const)("finds $standing for the role $role where everybody may read", ({ role, standing }) => {
    expect(judgeStanding(rightsOf(role, writers), { role, isPublic: true })).toBe(standing);
  });

  it.each([
    { role: "admin", standing: "allowed" },
    { role: "maintain", standing: "allowed" },
    { role: "write", standing: "allowed" },
    { role: "triage", standing: "stranger" },
    { role: "none", standing: "stranger" },
  ] as const)("tells $role of unreadable settings: $standing", ({ role, standing }) => {
    expect(judgeStanding(undefined, { role, isPublic: false })).toBe(standing);
  });
});
