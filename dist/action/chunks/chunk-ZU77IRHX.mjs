import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  commandTable,
  isAbout,
  isRuled
} from "./chunk-KUWCWAVS.mjs";

// src/chatops/risk-of.ts
var risks = new Map(commandTable.map(({ name, risk }) => [name, risk]));
function riskOf(command) {
  if ("dryRun" in command && command.dryRun) return "read";
  return risks.get(command.name) ?? "destroy";
}

// src/chatops/decide-permission.ts
function decidePermission(command, person, rules, nodeRoles) {
  const asked = { name: command.name, risk: riskOf(command) };
  if (asked.risk === "none") return decideOpen(person, rules);
  if (!isRuled(asked)) return neverByItself(asked.name);
  const decisions = decideEach(asked, person, rules, nodeRoles).map(({ decision }) => decision);
  return decisions.find(({ kind }) => kind === "denied") ?? decisions[0] ?? nobody(asked.name);
}
function decideEach(asked, person, rules, nodeRoles) {
  return expand(nodeRoles).map((nodes) => ({ nodes, decision: decideFor(asked, person, rules, nodes) }));
}
function neverByItself(name) {
  const reason = `${name} needs the right to the command that it is about`;
  return { kind: "denied", rule: void 0, reason };
}
var bothRoles = ["controlplane", "worker"];
function expand(nodeRoles) {
  if (nodeRoles.length === 0) return [void 0];
  return [...new Set(nodeRoles.flatMap((role) => role === void 0 ? bothRoles : [role]))];
}
function decideFor(asked, person, rules, nodeRole) {
  const index = rules.findIndex((rule2) => isAbout(rule2, asked, nodeRole));
  const rule = rules[index];
  if (rule === void 0) return nobody(asked.name);
  const what = rule.nodes === void 0 ? asked.name : `${asked.name} on ${nodeNames[rule.nodes]}`;
  const missing = whatIsMissing(rule, person);
  return missing === void 0 ? { kind: "allowed", rule: index + 1, reason: `Rule ${index + 1} of the permissions allows ${what}` } : {
    kind: "denied",
    rule: index + 1,
    reason: `Rule ${index + 1} of the permissions is about ${what} and ${missing}`
  };
}
var nodeNames = { controlplane: "control planes", worker: "workers" };
function nobody(name) {
  return { kind: "denied", rule: void 0, reason: `No rule of the permissions is about ${name}` };
}
var ranks = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5
};
var leastRole = "write";
function leastRoleOf({ role, users, teams }) {
  return role ?? (users === void 0 && teams === void 0 ? leastRole : void 0);
}
function whatIsMissing(rule, person) {
  const { users, userIds = [], teams } = rule;
  const namesPeople = users !== void 0 || teams !== void 0;
  const least = leastRoleOf(rule) ?? "none";
  if (ranks[person.role] < ranks[least]) {
    return `asks for the role ${least}; your role in the repository is ${person.role}`;
  }
  const isNamed = userIds.includes(person.id) || (teams ?? []).some((team) => person.teams.includes(team));
  return !namesPeople || isNamed ? void 0 : "names people and teams; you are not among them";
}
function decideOpen(person, rules) {
  const allowed = commandTable.filter(isRuled).flatMap((entry) => [void 0, ...bothRoles].map((role) => decideFor(entry, person, rules, role))).find(({ kind }) => kind === "allowed");
  if (allowed === void 0) {
    return { kind: "denied", rule: void 0, reason: "No rule of the permissions allows you anything" };
  }
  return { ...allowed, reason: `It is open to all who may ask for anything. ${allowed.reason}` };
}

export {
  riskOf,
  decidePermission,
  decideEach,
  leastRoleOf
};
