import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommandName } from "../../src/chatops/command.ts";
import { commandTable } from "../../src/chatops/command-table.ts";
import { decidePermission } from "../../src/chatops/decide-permission.ts";
import { describeRights } from "../../src/chatops/describe-rights.ts";
import { isRuled, type People, type Person, permissionNames, type ResolvedRule } from "../../src/chatops/permission.ts";
import { resolvePermissions } from "../../src/chatops/resolve-permissions.ts";
import { toPermissions } from "../../src/cluster/operation-settings.ts";

const usual = toPermissions(undefined);
const person = (role: Person["role"], more: Partial<Person> = {}): Person => ({
  id: 1,
  login: "octocat",
  role,
  teams: [],
  ...more,
});

const byPeople: readonly ResolvedRule[] = [
  { commands: ["upgrade", "reboot"], nodes: "controlplane", teams: ["example/platform"] },
  { commands: ["etcd snapshot"], users: ["octocat", "hubot"], userIds: [1, 2] },
  { commands: ["destroy"], role: "admin", users: ["hubot"], userIds: [2] },
  { commands: ["read"], role: "triage" },
  { commands: ["change"], role: "write" },
];
const approvals = { change: "environment", destroy: "comment" } as const;
const nothing = { everywhere: [], controlPlanes: [], workers: [], approvals: [] };
const team = { teams: ["example/platform"] };

describe("decidePermission()", () => {
  it.each<{
    name: CommandName;
    who: Person;
    rules?: readonly ResolvedRule[];
    on?: readonly ("controlplane" | "worker" | undefined)[];
    kind: "allowed" | "denied";
    rule: number | undefined;
  }>([
    { name: "diff", who: person("write"), kind: "allowed", rule: 2 },
    { name: "diff", who: person("triage"), kind: "denied", rule: 2 },
    { name: "apply", who: person("maintain"), kind: "allowed", rule: 2 },
    { name: "reset", who: person("maintain"), kind: "denied", rule: 1 },
    { name: "reset", who: person("admin"), kind: "allowed", rule: 1 },
    { name: "help", who: person("write"), kind: "allowed", rule: 2 },
    { name: "whoami", who: person("read"), kind: "denied", rule: undefined },
    { name: "help", who: person("none"), kind: "denied", rule: undefined },
    { name: "upgrade", who: person("admin"), rules: byPeople, on: ["controlplane"], kind: "denied", rule: 1 },
    { name: "upgrade", who: person("read", team), rules: byPeople, on: ["controlplane"], kind: "allowed", rule: 1 },
    { name: "upgrade", who: person("write"), rules: byPeople, on: ["worker"], kind: "allowed", rule: 5 },
    { name: "upgrade", who: person("read", team), rules: byPeople, on: ["worker"], kind: "denied", rule: 5 },
    { name: "upgrade", who: person("write"), rules: byPeople, on: ["worker", "controlplane"], kind: "denied", rule: 1 },
    { name: "upgrade", who: person("write"), rules: byPeople, on: ["worker", undefined], kind: "denied", rule: 1 },
    { name: "upgrade", who: person("write", team), rules: byPeople, on: [undefined], kind: "allowed", rule: 1 },
    { name: "etcd snapshot", who: person("read"), rules: byPeople, kind: "allowed", rule: 2 },
    { name: "etcd snapshot", who: person("admin", { id: 3 }), rules: byPeople, kind: "denied", rule: 2 },
    { name: "shutdown", who: person("write", { id: 2 }), rules: byPeople, on: ["worker"], kind: "denied", rule: 3 },
    { name: "shutdown", who: person("admin", { id: 2 }), rules: byPeople, on: ["worker"], kind: "allowed", rule: 3 },
    { name: "shutdown", who: person("admin"), rules: byPeople, on: ["worker"], kind: "denied", rule: 3 },
    { name: "help", who: person("none"), rules: byPeople, kind: "allowed", rule: 2 },
    {
      name: "lock",
      who: person("admin"),
      rules: [{ commands: ["read"], role: "read" }],
      kind: "denied",
      rule: undefined,
    },
    { name: "diff", who: person("admin"), rules: [], kind: "denied", rule: undefined },
    { name: "diff", who: person("triage"), rules: [{}], kind: "denied", rule: 1 },
    { name: "lock", who: person("write"), rules: [{ nodes: "worker", role: "read" }], kind: "denied", rule: undefined },
  ])("says $kind of $name for $who.role on $on", ({ name, who, rules = usual, on = [], kind, rule }) => {
    expect(decidePermission({ name }, who, rules, on)).toMatchObject({ kind, rule });
  });

  it("takes a dry run for reading", () => {
    const consents = { acceptDowntime: false, allowExtensionChange: false, withoutLock: false };
    const command = { name: "shutdown", node: "a", force: false, ...consents } as const;
    const decide = (dryRun: boolean) =>
      decidePermission({ ...command, dryRun }, person("write"), usual, ["worker"]).kind;
    expect([decide(true), decide(false)]).toEqual(["allowed", "denied"]);
  });
});

const arbitraryRole = fc.constantFrom("read", "triage", "write", "maintain", "admin");
const arbitraryRule: fc.Arbitrary<ResolvedRule> = fc
  .record(
    {
      commands: fc.uniqueArray(fc.constantFrom(...permissionNames), { minLength: 1, maxLength: 3 }),
      nodes: fc.constantFrom("controlplane", "worker"),
      role: arbitraryRole,
      userIds: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
      teams: fc.constant(["a/b"]),
    },
    { requiredKeys: [] },
  )
  .map(({ userIds, ...rule }) => (userIds === undefined ? rule : { ...rule, users: userIds.map(String), userIds }));
const arbitraryRules = fc.array(arbitraryRule, { maxLength: 5 });
const arbitraryPerson = fc.record({
  id: fc.nat(3),
  login: fc.constant("octocat"),
  role: fc.oneof(fc.constant("none" as const), arbitraryRole),
  teams: fc.constantFrom([], ["a/b"]),
});
const arbitraryNodes = fc.array(fc.constantFrom("controlplane" as const, "worker" as const, undefined), {
  maxLength: 3,
});
const arbitraryName = fc.constantFrom(...commandTable.filter(isRuled).map(({ name }) => name));
const ranks = ["none", "read", "triage", "write", "maintain", "admin"];

describe("the rules of permissions", () => {
  it("a rule after the one that decides changes nothing", () => {
    fc.assert(
      fc.property(
        arbitraryName,
        arbitraryPerson,
        arbitraryRules,
        arbitraryNodes,
        arbitraryRule,
        (name, who, rules, on, more) => {
          const before = decidePermission({ name }, who, rules, on);
          fc.pre(before.rule !== undefined);
          expect(decidePermission({ name }, who, [...rules, more], on)).toEqual(before);
        },
      ),
    );
  });

  it("nobody below the least role of the rule that decides is allowed", () => {
    fc.assert(
      fc.property(arbitraryName, arbitraryPerson, arbitraryRules, arbitraryNodes, (name, who, rules, on) => {
        const decision = decidePermission({ name }, who, rules, on);
        const least = rules[(decision.rule ?? 0) - 1]?.role ?? "none";
        expect(decision.kind === "denied" || ranks.indexOf(who.role) >= ranks.indexOf(least)).toBe(true);
      }),
    );
  });

  it("more nodes never allow more", () => {
    fc.assert(
      fc.property(arbitraryName, arbitraryPerson, arbitraryRules, arbitraryNodes, (name, who, rules, on) => {
        fc.pre(on.length > 0);
        const all = decidePermission({ name }, who, rules, on).kind;
        const each = on.map((role) => decidePermission({ name }, who, rules, [role]).kind);
        expect(all === "allowed").toBe(each.every((kind) => kind === "allowed"));
      }),
    );
  });
});

describe("a word on another's request", () => {
  it.each(["approve", "reject"] as const)("%s is never allowed by itself, whatever the rules say", (name) => {
    expect(permissionNames).not.toContain(name);
    fc.assert(
      fc.property(arbitraryPerson, arbitraryRules, arbitraryNodes, (who, rules, on) => {
        const all: readonly ResolvedRule[] = [
          { commands: [name, "verdict"], role: "read" },
          ...rules,
          { role: "read" },
        ];
        expect(decidePermission({ name }, who, all, on)).toMatchObject({ kind: "denied", rule: undefined });
      }),
    );
  });

  it("is none of a person's rights, and opens nothing", () => {
    const rules = [{ commands: ["approve", "reject"], role: "read" as const }];
    expect(describeRights(person("admin"), { rules, approvals })).toEqual(nothing);
    expect(decidePermission({ name: "help" }, person("admin"), rules, []).kind).toBe("denied");
  });
});

describe("describeRights()", () => {
  it("tells what is for all nodes, for control planes and for workers", () => {
    expect(describeRights(person("write"), { rules: byPeople, approvals })).toMatchObject({
      workers: ["reboot", "upgrade"],
      controlPlanes: [],
    });
    expect(describeRights(person("write"), { rules: byPeople, approvals }).everywhere).toEqual(
      expect.arrayContaining(["diff", "apply", "etcd snapshot", "lock"]),
    );
    expect(describeRights(person("read", { id: 9 }), { rules: byPeople, approvals })).toEqual(nothing);
  });
});

describe("describeRights() of approvals", () => {
  const environment = "talos-main";

  it.each([
    { who: person("triage", { id: 9 }), risks: [] },
    { who: person("write"), risks: ["change"] },
    { who: person("admin", { id: 2 }), risks: ["change", "destroy"] },
  ])("names those of what the person may ask for: $risks", ({ who, risks }) => {
    const told = describeRights(who, { rules: byPeople, approvals, environment }).approvals;
    expect(told.map(({ risk }) => risk)).toEqual(risks);
  });

  it("says who has to agree", () => {
    expect(describeRights(person("admin"), { rules: usual, approvals, environment }).approvals).toEqual([
      { risk: "change", approval: { kind: "environment", environment, byAnother: false } },
      { risk: "destroy", approval: { kind: "comment", byAnother: true } },
    ]);
  });
});

describe("resolvePermissions()", () => {
  it("asks for the role and each login and team once, and compares by id", async () => {
    const asked: string[] = [];
    const people: People = {
      role: async ({ id }) => (id === 7 ? "write" : "none"),
      userId: async (login) => {
        asked.push(login);
        return login === "octocat" ? 7 : undefined;
      },
      isTeamMember: async (team, { login }) => {
        asked.push(team);
        return team === "a/b" && login === "renamed";
      },
    };
    const rules = [
      { users: ["octocat", "gone"], teams: ["a/b", "a/c"] },
      { users: ["octocat"], teams: ["a/b"] },
      { role: "admin" as const },
    ];
    const { signal } = new AbortController();
    const resolved = await resolvePermissions(rules, { id: 7, login: "renamed" }, people, { signal });
    expect(resolved.person).toEqual({ id: 7, login: "renamed", role: "write", teams: ["a/b"] });
    expect(resolved.rules.map(({ userIds }) => userIds)).toEqual([[7], [7], undefined]);
    expect([...asked].sort()).toEqual(["a/b", "a/c", "gone", "octocat"]);
  });
});
