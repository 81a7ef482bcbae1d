/** Who may ask for what: the settings' rules, a person, and the port that tells about people. */
import type { CommandName, Risk } from "./command.ts";
import { commandTable } from "./command-table.ts";

export type NodeRole = "controlplane" | "worker";

export type RepositoryRole = "read" | "triage" | "write" | "maintain" | "admin";

/** Who may ask for which commands. A person has to satisfy `role`, and to be among `users` or in one of `teams` where given. */
export interface PermissionRule {
  /** Names of commands, or risks: `read`, `change`, `destroy`; all when left out. */
  readonly commands?: readonly string[];
  /** The rule is only about nodes of this role. */
  readonly nodes?: NodeRole;
  /** Least role in the repository. */
  readonly role?: RepositoryRole;
  /** Login names; they are compared by their numeric ids. */
  readonly users?: readonly string[];
  /** `organisation/team`. */
  readonly teams?: readonly string[];
}

/** A rule whose logins were looked up. */
export interface ResolvedRule extends PermissionRule {
  /** Of `users`, those that exist. */
  readonly userIds?: readonly number[];
}

/** By the numeric id: a login can be given up and taken by somebody else. */
export interface Identity {
  readonly id: number;
  readonly login: string;
}

export interface Person extends Identity {
  readonly role: RepositoryRole | "none";
  /** Of the rules' teams, those that the person is in now. */
  readonly teams: readonly string[];
}

interface Waiting {
  readonly signal: AbortSignal;
}

/** The port to whoever knows people: GitHub. */
export interface People {
  role(person: Identity, waiting: Waiting): Promise<RepositoryRole | "none">;
  /** @returns undefined where nobody has this login */
  userId(login: string, waiting: Waiting): Promise<number | undefined>;
  isTeamMember(team: string, person: Identity, waiting: Waiting): Promise<boolean>;
}

export const permissionRisks = ["read", "change", "destroy"] as const satisfies readonly Risk[];

/** Risks that rules decide about. What is open to all who may do anything, and a word on another's request, are not of them. */
export type RuledRisk = (typeof permissionRisks)[number];

export function isRuled<T extends { readonly risk: Risk }>(entry: T): entry is T & { readonly risk: RuledRisk } {
  return permissionRisks.some((risk) => risk === entry.risk);
}

/** What rules may name: these risks, and every command that has one of them. */
export const permissionNames: readonly (CommandName | RuledRisk)[] = [
  ...permissionRisks,
  ...commandTable.filter(isRuled).map(({ name }) => name),
];

/** Whether a rule is about a command, on nodes of a role or on none in particular. */
export function isAbout(
  { commands, nodes }: PermissionRule,
  command: { readonly name: string; readonly risk: RuledRisk },
  nodeRole: NodeRole | undefined,
): boolean {
  const isNamed = commands === undefined || commands.includes(command.name) || commands.includes(command.risk);
  return isNamed && (nodes === undefined || nodes === nodeRole);
}
