import type { Command } from "../../chatops/command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { chooseClusters } from "../../cluster/choose-clusters.ts";
import { answerCan, answerRights } from "../../report/answer-permission.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";

/** `whoami`: who somebody is here, and what they may ask for in which cluster. */
export async function describeAsker(asking: Asking, { redactor }: RunContext): Promise<readonly SafeAnswer[]> {
  const { clusters } = await asking.settings();
  return Promise.all(
    clusters.map(async (cluster) => answerRights(cluster, await asking.rightsOf(asking.ask.author, cluster), redactor)),
  );
}

/**
 * `can`: whether somebody may ask for a command, in each cluster that it may be about.
 *
 * @throws UserError `cluster_unknown`, `node_unknown`
 */
export async function explainRight(
  { line }: Extract<Command, { name: "can" }>,
  asking: Asking,
  { redactor }: RunContext,
): Promise<readonly SafeAnswer[]> {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error("can holds a command in its canonical form");
  const { command } = parsed;
  const selectors = selectorsOf(command);
  const clusters = chooseClusters(await asking.settings(), {
    ...(command.cluster !== undefined && { name: command.cluster }),
    selectors: selectors.length === 0 ? ["all"] : selectors,
  });
  return Promise.all(
    clusters.map(async (cluster) =>
      answerCan(command, cluster, await asking.rightsOf(asking.ask.author, cluster), redactor),
    ),
  );
}
