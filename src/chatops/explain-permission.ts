/** Why a person may ask for a command in one cluster, or may not; who else may; and who has to agree. */
import type { Command } from "./command.ts";
import { decideEach, decidePermission, leastRoleOf, type PermissionDecision } from "./decide-permission.ts";
import { isRuled, type NodeRole, type Person, type RepositoryRole, type ResolvedRule } from "./permission.ts";
import { riskOf } from "./risk-of.ts";

export interface PermissionExplanation {
  /** As `decidePermission` gives it. */
  readonly decision: PermissionDecision;
  /** The rules that have a say, each once, in the settings' order; empty where none has, and for what no rule decides. */
  readonly rules: readonly DecidingRule[];
  readonly approval: NeededApproval;
}

export interface DecidingRule {
  /** In the settings, from 1. */
  readonly number: number;
  /** Of the command's nodes it decides about those of these roles; empty for a command that is for no node. */
  readonly nodes: readonly NodeRole[];
  /** Whether it lets this person. */
  readonly lets: boolean;
  /** Whom it lets: everybody with this role or more … */
  readonly role?: RepositoryRole;
  /** … who is one of these people, or in one of these teams, where it names any. */
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

export type NeededApproval =
  | { readonly kind: "none" }
  /** `byAnother`: not by whoever asked. */
  | { readonly kind: "environment"; readonly environment?: string; readonly byAnother: boolean }
  | { readonly kind: "comment"; readonly byAnother: true }
  /** That of the operation which goes on. */
  | { readonly kind: "as-before" };

/** What the settings of a cluster say of it. */
export interface ClusterRules {
  readonly rules: readonly ResolvedRule[];
  readonly approvals: {
    readonly change: "environment" | "comment" | "none";
    readonly destroy: "environment" | "comment";
  };
  readonly environment?: string;
}

/** @param nodeRoles as for `decidePermission` */
export function explainPermission(
  command: Command,
  person: Person,
  cluster: ClusterRules,
  nodeRoles: readonly (NodeRole | undefined)[],
): PermissionExplanation {
  return {
    decision: decidePermission(command, person, cluster.rules, nodeRoles),
    rules: findDeciding(command, person, cluster.rules, nodeRoles),
    approval: approvalOf(command, cluster),
  };
}

function findDeciding(
  command: Command,
  person: Person,
  rules: readonly ResolvedRule[],
  nodeRoles: readonly (NodeRole | undefined)[],
): readonly DecidingRule[] {
  const asked = { name: command.name, risk: riskOf(command) };
  if (!isRuled(asked)) return [];
  const decisions = decideEach(asked, person, rules, nodeRoles);
  return rules.flatMap((rule, index): readonly DecidingRule[] => {
    const own = decisions.filter(({ decision }) => decision.rule === index + 1);
    if (own.length === 0) return [];
    const role = leastRoleOf(rule);
    return [
      {
        number: index + 1,
        nodes: own.flatMap(({ nodes }) => (nodes === undefined ? [] : [nodes])),
        lets: own.every(({ decision }) => decision.kind === "allowed"),
        ...(role !== undefined && { role }),
        users: rule.users ?? [],
        teams: rule.teams ?? [],
      },
    ];
  });
}

/** Taking the lock and stopping must not wait for anybody. */
const atOnce: ReadonlySet<string> = new Set(["lock", "abort"]);

function approvalOf(command: Command, cluster: ClusterRules): NeededApproval {
  if (command.name === "continue") return { kind: "as-before" };
  const risk = riskOf(command);
  const waits = (risk === "change" || risk === "destroy") && !atOnce.has(command.name);
  return waits ? neededApproval(risk, cluster) : { kind: "none" };
}

/** Who has to agree before something of a risk is carried out. */
export function neededApproval(risk: "change" | "destroy", { approvals, environment }: ClusterRules): NeededApproval {
  const kind = approvals[risk];
  if (kind === "none") return { kind };
  if (kind === "comment") return { kind, byAnother: true };
  return { kind, ...(environment !== undefined && { environment }), byAnother: risk === "destroy" };
}
