import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  commandTable,
  isAbout
} from "./chunk-UAHXZIYU.mjs";

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
  const decisions = expand(nodeRoles).map((role) => decideFor(asked, person, rules, role));
  return decisions.find(({ kind }) => kind === "denied") ?? decisions[0] ?? nobody(asked.name);
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
function whatIsMissing({ role, users, userIds = [], teams }, person) {
  const namesPeople = users !== void 0 || teams !== void 0;
  const least = role ?? (namesPeople ? "none" : leastRole);
  if (ranks[person.role] < ranks[least]) {
    return `asks for the role ${least}; your role in the repository is ${person.role}`;
  }
  const isNamed = userIds.includes(person.id) || (teams ?? []).some((team) => person.teams.includes(team));
  return !namesPeople || isNamed ? void 0 : "names people and teams; you are not among them";
}
function decideOpen(person, rules) {
  const allowed = commandTable.filter(({ risk }) => risk !== "none").flatMap((entry) => [void 0, ...bothRoles].map((role) => decideFor(entry, person, rules, role))).find(({ kind }) => kind === "allowed");
  return allowed ?? { kind: "denied", rule: void 0, reason: "No rule of the permissions allows you anything" };
}

export {
  riskOf,
  decidePermission
};
