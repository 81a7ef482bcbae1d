import type { Command } from "../../chatops/command.ts";
import { decidePermission } from "../../chatops/decide-permission.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { chooseClusters } from "../../cluster/choose-clusters.ts";
import type { Settings } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { Hearing } from "./hearing.ts";

/** `can …`: whether the person may ask for a command, in each cluster that it may be about, and which rule says so. */
export function answerCan(
  { line }: Extract<Command, { name: "can" }>,
  settings: Settings,
  { rights }: Pick<Hearing, "rights">,
  redactor: Redactor,
): readonly SafeAnswer[] {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error("can holds a command in its canonical form");
  const { command } = parsed;
  const selectors = selectorsOf(command);
  const named = command.cluster === undefined ? {} : { name: command.cluster };
  const clusters = chooseClusters(settings, { ...named, selectors: selectors.length === 0 ? ["all"] : selectors });
  return clusters.flatMap((cluster): readonly SafeAnswer[] => {
    const right = rights.get(cluster.name);
    if (right === undefined) return [];
    const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
    const roles = nodes.map(({ role }) => role);
    const { kind, reason } = decidePermission(command, right.person, right.rules, roles);
    const verdict = kind === "allowed" ? "Yes" : "No";
    return [{ kind: "said", message: redactor.text(`${verdict}, on ${cluster.name}. ${reason}.`) }];
  });
}
