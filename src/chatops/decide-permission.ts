/** May this person ask for this? The first rule that is about the command decides; where none is, nobody may. */
import type { Command, CommandName } from "./command.ts";
import { commandTable } from "./command-table.ts";
import {
  isAbout,
  isRuled,
  type NodeRole,
  type Person,
  type RepositoryRole,
  type ResolvedRule,
  type RuledRisk,
} from "./permission.ts";
import { riskOf } from "./risk-of.ts";

export interface PermissionDecision {
  readonly kind: "allowed" | "denied";
  /** The rule that decided, from 1 in the settings' order; undefined where none is about the command. */
  readonly rule: number | undefined;
  /** One sentence for that person. */
  readonly reason: string;
}

/** What is asked for: a command, or one by its name. */
type Asked = Command | { readonly name: CommandName };

/**
 * A word on somebody's request (`approve`, `reject`) is never allowed by itself, whatever the rules say: it is the request's
 * own command that has to be asked about.
 *
 * @param nodeRoles roles of the nodes that the command is for, empty for one that is for the cluster; a node whose role is not
 * known has to be allowed as either. All of them have to be allowed.
 */
export function decidePermission(
  command: Asked,
  person: Person,
  rules: readonly ResolvedRule[],
  nodeRoles: readonly (NodeRole | undefined)[],
): PermissionDecision {
  const asked = { name: command.name, risk: riskOf(command) };
  if (asked.risk === "none") return decideOpen(person, rules);
  if (!isRuled(asked)) return neverByItself(asked.name);
  const decisions = decideEach(asked, person, rules, nodeRoles).map(({ decision }) => decision);
  return decisions.find(({ kind }) => kind === "denied") ?? decisions[0] ?? nobody(asked.name);
}

export interface RoleDecision {
  /** Undefined for what is for no node. */
  readonly nodes: NodeRole | undefined;
  readonly decision: PermissionDecision;
}

/** The same for each role of nodes by itself. */
export function decideEach(
  asked: Question,
  person: Person,
  rules: readonly ResolvedRule[],
  nodeRoles: readonly (NodeRole | undefined)[],
): readonly RoleDecision[] {
  return expand(nodeRoles).map((nodes) => ({ nodes, decision: decideFor(asked, person, rules, nodes) }));
}

function neverByItself(name: CommandName): PermissionDecision {
  const reason = `${name} needs the right to the command that it is about`;
  return { kind: "denied", rule: undefined, reason };
}

const bothRoles: readonly NodeRole[] = ["controlplane", "worker"];

function expand(nodeRoles: readonly (NodeRole | undefined)[]): readonly (NodeRole | undefined)[] {
  if (nodeRoles.length === 0) return [undefined];
  return [...new Set(nodeRoles.flatMap((role) => (role === undefined ? bothRoles : [role])))];
}

export interface Question {
  readonly name: CommandName;
  readonly risk: RuledRisk;
}

function decideFor(
  asked: Question,
  person: Person,
  rules: readonly ResolvedRule[],
  nodeRole: NodeRole | undefined,
): PermissionDecision {
  const index = rules.findIndex((rule) => isAbout(rule, asked, nodeRole));
  const rule = rules[index];
  if (rule === undefined) return nobody(asked.name);
  const what = rule.nodes === undefined ? asked.name : `${asked.name} on ${nodeNames[rule.nodes]}`;
  const missing = whatIsMissing(rule, person);
  return missing === undefined
    ? { kind: "allowed", rule: index + 1, reason: `Rule ${index + 1} of the permissions allows ${what}` }
    : {
        kind: "denied",
        rule: index + 1,
        reason: `Rule ${index + 1} of the permissions is about ${what} and ${missing}`,
      };
}

const nodeNames = { controlplane: "control planes", worker: "workers" };

function nobody(name: CommandName): PermissionDecision {
  return { kind: "denied", rule: undefined, reason: `No rule of the permissions is about ${name}` };
}

const ranks: Readonly<Record<RepositoryRole | "none", number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** What a rule that gives no condition at all asks for: it must not let strangers in. */
const leastRole: RepositoryRole = "write";

/** The role that a rule asks for; none where it names people and says nothing of roles. */
export function leastRoleOf({ role, users, teams }: ResolvedRule): RepositoryRole | undefined {
  return role ?? (users === undefined && teams === undefined ? leastRole : undefined);
}

function whatIsMissing(rule: ResolvedRule, person: Person): string | undefined {
  const { users, userIds = [], teams } = rule;
  const namesPeople = users !== undefined || teams !== undefined;
  const least = leastRoleOf(rule) ?? "none";
  if (ranks[person.role] < ranks[least]) {
    return `asks for the role ${least}; your role in the repository is ${person.role}`;
  }
  const isNamed = userIds.includes(person.id) || (teams ?? []).some((team) => person.teams.includes(team));
  return !namesPeople || isNamed ? undefined : "names people and teams; you are not among them";
}

/** Help and the like are for all who may ask for anything; strangers get no answer. */
function decideOpen(person: Person, rules: readonly ResolvedRule[]): PermissionDecision {
  const allowed = commandTable
    .filter(isRuled)
    .flatMap((entry) => [undefined, ...bothRoles].map((role) => decideFor(entry, person, rules, role)))
    .find(({ kind }) => kind === "allowed");
  if (allowed === undefined) {
    return { kind: "denied", rule: undefined, reason: "No rule of the permissions allows you anything" };
  }
  return { ...allowed, reason: `It is open to all who may ask for anything. ${allowed.reason}` };
}
