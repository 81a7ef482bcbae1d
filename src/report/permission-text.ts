/** Why somebody may ask for something, or may not, and what else it takes, as Markdown. */
import type { DecidingRule, NeededApproval, PermissionExplanation } from "../chatops/explain-permission.ts";
import type { Safe } from "../redaction/redact-data.ts";
import type { SafeText } from "../redaction/redacted.ts";
import { codeSpan } from "./markdown/code-span.ts";
import { escapeMarkdown } from "./markdown/escape-markdown.ts";

export interface ExplainedRight {
  readonly login: SafeText;
  readonly role: string;
  /** Of the teams that the permissions name, those that the person is in. */
  readonly teams: readonly SafeText[];
  readonly cluster: SafeText;
  /** The command that is asked about, in its canonical form. */
  readonly line: SafeText;
  readonly explanation: Safe<PermissionExplanation>;
}

export function permissionText(right: ExplainedRight): string {
  const { login, cluster, line, explanation } = right;
  const { decision, rules, approval } = explanation;
  const may = decision.kind === "allowed" ? "✅ You may" : "⛔ You may not";
  const rows = [
    ["you", `**${escapeMarkdown(login)}**, ${standingText(right)}`],
    ...rules.map((rule) => [`rule ${rule.number}`, ruleText(rule)]),
    ...(rules.length === 0 ? [] : [["approval", approvalText(approval)]]),
  ];
  // in a table a backslash keeps a pipe inside its cell, even within code
  const table = rows.map(([name, text = ""]) => `| ${name} | ${text.replace(/\\?\|/g, "\\|")} |`).join("\n");
  return `${may} ask for ${codeSpan(`/talos ${line}`)} on ${codeSpan(cluster)}. ${escapeMarkdown(decision.reason)}.\n\n| | |\n|---|---|\n${table}\n\n`;
}

/** `admin in this repository, in acme/infra` */
export function standingText({ role, teams }: Pick<ExplainedRight, "role" | "teams">): string {
  const standing = role === "none" ? "no role in this repository" : `${role} in this repository`;
  return teams.length === 0 ? standing : `${standing}, in ${listNames(teams)}`;
}

const places = { controlplane: "control planes", worker: "workers" } as const;

function ruleText({ nodes, lets, role, users, teams }: Safe<DecidingRule>): string {
  const where = nodes.length === 0 ? "" : `for ${nodes.map((node) => places[node]).join(" and ")}: `;
  return `${where}lets ${whomText({ role, users, teams })}; you are ${lets ? "one of them" : "none of them"}`;
}

function whomText({
  role,
  users,
  teams,
}: Pick<Safe<DecidingRule>, "users" | "teams"> & { role: string | undefined }): string {
  const named = [
    ...(users.length === 0 ? [] : [listNames(users)]),
    ...(teams.length === 0 ? [] : [`members of ${listNames(teams)}`]),
  ].join(" or ");
  const least = role === undefined ? undefined : `the role ${role} or more`;
  if (named === "") return least === undefined ? "nobody" : `everybody with ${least}`;
  return least === undefined ? named : `${named}, with ${least}`;
}

export function approvalText(approval: Safe<NeededApproval>): string {
  switch (approval.kind) {
    case "none":
      return "none is asked for";
    case "as-before":
      return "as the operation that goes on had to have";
    case "comment":
      return "by a comment of another person who has the same right: `/talos approve`";
    case "environment": {
      const where = approval.environment === undefined ? "the cluster's environment" : codeSpan(approval.environment);
      return `by a reviewer of ${where}${approval.byAnother ? ", other than whoever asked" : ""}`;
    }
    default:
      return approval satisfies never;
  }
}

const maxNames = 12;

function listNames(names: readonly string[]): string {
  const more = names.length - maxNames;
  return `${names.slice(0, maxNames).map(escapeMarkdown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
