/** What a person asks about rights in; the answer, redacted, out. */
import type { Command } from "../chatops/command.ts";
import { describeRights } from "../chatops/describe-rights.ts";
import { explainPermission } from "../chatops/explain-permission.ts";
import { formatCommand } from "../chatops/format-command.ts";
import type { Rights } from "../chatops/judge-standing.ts";
import { riskOf } from "../chatops/risk-of.ts";
import { selectorsOf } from "../chatops/selectors-of.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { selectNodes } from "../cluster/select-nodes.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import type { SafeAnswer } from "./render-answers.ts";

/** `whoami` in one cluster. */
export function answerRights(cluster: Cluster, { person, rules }: Rights, redactor: Redactor): SafeAnswer {
  return {
    kind: "rights",
    ...personOf(person, redactor),
    cluster: redactor.text(cluster.name),
    rights: redactor.data(describeRights(person, { ...cluster, rules })),
  };
}

/**
 * `can` in one cluster.
 *
 * @param command the one that is asked about
 * @throws UserError `node_unknown`
 */
export function answerCan(
  command: Command,
  cluster: Cluster,
  { person, rules }: Rights,
  redactor: Redactor,
): SafeAnswer {
  if (riskOf(command) === "verdict") {
    const message = `To ${command.name} another person's request takes the right to the command that was asked for.`;
    return { kind: "said", message: redactor.text(message) };
  }
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  const roles = nodes.map(({ role }) => role);
  return {
    kind: "permission",
    ...personOf(person, redactor),
    cluster: redactor.text(cluster.name),
    line: redactor.text(formatCommand(command)),
    explanation: redactor.data(explainPermission(command, person, { ...cluster, rules }, roles)),
  };
}

function personOf({ login, role, teams }: Rights["person"], redactor: Redactor) {
  return { login: redactor.text(login), role, teams: teams.map((team) => redactor.text(team)) };
}
