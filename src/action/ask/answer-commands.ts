/** The commands of one comment, one by one: plans and operations in their own comments, the rest together in one. */
import { setFailed } from "@actions/core";
import { reactToComment } from "../../adapters/github/react.ts";
import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { Command } from "../../chatops/command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import { notAllowedAnything } from "../../chatops/refusals.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import { UserError } from "../../errors.ts";
import { explainProblem } from "../../report/explain-problem.ts";
import { type AnsweredCommand, renderAnswers, type SafeAnswer } from "../../report/render-answers.ts";
import { noteChangedSettings } from "../note-changed-settings.ts";
import { requireNamedCommit } from "../operate/check-origin.ts";
import { openTargetFiles } from "../plan-cluster.ts";
import { readClusters } from "../read-clusters.ts";
import { type Place, reportCluster } from "../report-cluster.ts";
import { endingOfError } from "../request/ending-of.ts";
import type { RunContext } from "../run-context.ts";
import { writeSummary } from "../write-outcomes.ts";
import type { Asking } from "./asking.ts";
import { describeNode } from "./describe-node.ts";
import { originOf } from "./origin-of.ts";
import { requirePermission } from "./require-permission.ts";

export async function answerCommands(asking: Asking, run: RunContext): Promise<void> {
  await react(asking, "eyes", run);
  const answers: AnsweredCommand[] = [];
  for (const [index, { text }] of asking.ask.commands.entries()) {
    const answer = await answerLine(text, index + 1, asking, run);
    answers.push(...answer.map((one) => ({ command: run.redactor.text(text), answer: one })));
  }
  if (answers.length > 0) await postAnswers(answers, asking, run);
  if (answers.some(({ answer }) => answer.kind === "problem" || answer.kind === "error")) {
    await react(asking, "-1", run);
    // Of a dispatch nobody sees more than that it failed.
    if (asking.ask.kind === "dispatch") setFailed("The command was refused; the job summary says why");
    if (asking.ask.kind === "request") setFailed("The command was refused; the comment says why");
  }
}

/** For people who are known here, but may ask for nothing. */
export async function refuseAll(asking: Asking, run: RunContext): Promise<void> {
  const error = notAllowedAnything();
  await react(asking, "-1", run);
  const [first] = asking.ask.commands;
  if (first === undefined) return;
  const command = run.redactor.text(first.text);
  await postAnswers([{ command, answer: { kind: "error", error: run.redactor.error(error) } }], asking, run);
}

async function react({ ask, posting }: Asking, content: "eyes" | "-1", { github, signal }: RunContext): Promise<void> {
  if (ask.kind !== "comment") return;
  const { commentId } = ask;
  await posting.attempt(() => reactToComment(github, { commentId, content }, { signal }));
}

/** What goes into the answering comment; plans have comments of their own. */
async function answerLine(
  line: string,
  number: number,
  asking: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  const parsed = parseCommand(line);
  if (parsed.kind !== "command") {
    asking.endings.push({ outcome: "refused", code: parsed.problem.code });
    return [explainProblem(line, parsed.problem, run.redactor)];
  }
  try {
    if (parsed.command.commit !== undefined) requireNamedCommit(parsed.command, await asking.target());
    return await answerCommand(parsed.command, number, asking, run);
  } catch (error) {
    run.signal.throwIfAborted();
    run.log.failure(error);
    asking.endings.push(endingOfError(error, run));
    return [{ kind: "error", error: run.redactor.error(error) }];
  }
}

async function answerCommand(
  command: Command,
  number: number,
  asking: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  switch (command.name) {
    case "diff":
      return answerDiff(command, asking, run);
    case "render":
    case "schematic":
      await requireAll(command, asking, run);
      return [await describeNode(command, await asking.target(), run)];
    case "help":
      return [{ kind: "help", ...(command.topic !== undefined && { topic: command.topic }) }];
    case "whoami":
      return (await import("./describe-asker.ts")).describeAsker(asking, run);
    case "can":
      return (await import("./describe-asker.ts")).explainRight(command, asking, run);
    case "approve":
    case "reject":
      throw needsBot(command.name);
    case "status":
    case "health":
    case "etcd status":
      return (await import("./inspect-for-answer.ts")).inspectForAnswer(command, asking, run);
    case "lock":
    case "unlock":
    case "continue":
    case "abort":
      return (await import("./answer-lock-command.ts")).answerLockCommand(command, number, asking, run);
    default:
      await (await import("./plan-operation.ts")).planOperation(command, number, asking, run);
      return [];
  }
}

function needsBot(name: Command["name"]): UserError {
  return new UserError(`Cannot answer ${name}: it needs the bot, which this repository's workflow runs without`, {
    code: "operation_unsupported",
    hint: "Approve or reject in the environment that the workflow run waits for.",
  });
}

/** The clusters that a command which only reads is for; the person has to have the right in all of them. */
async function requireAll(command: Command, asking: Asking, run: RunContext) {
  const target = await asking.target();
  const files = await openTargetFiles(target, run);
  const selectors = selectorsOf(command);
  const clusters = await readClusters(target, files, selectors.length === 0 ? ["all"] : selectors, run);
  const named = command.cluster === undefined ? clusters : clusters.filter(({ name }) => name === command.cluster);
  for (const cluster of named) await requirePermission(command, cluster, asking);
  return { target, files, clusters: named };
}

async function answerDiff(
  command: Extract<Command, { name: "diff" }>,
  asking: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  const { ask, outcomes, posting } = asking;
  const { target, files, clusters } = await requireAll(command, asking, run);
  const selectors = command.nodes.length === 0 ? ["all"] : command.nodes;
  const notes = await noteChangedSettings(target, run);
  // A plan of some nodes must not replace the pull request's plan of all of them.
  const isWhole = selectors.every((selector) => selector === "all");
  for (const cluster of clusters) {
    const key = isWhole ? `plan ${cluster.name}` : `diff ${cluster.name} ${[...selectors].sort().join(" ")}`;
    const check: readonly Place[] =
      isWhole && run.inputs.check ? [{ kind: "check", name: `talos plan / ${cluster.name}` }] : [];
    const comments: readonly Place[] = ask.number === undefined ? [] : [{ kind: "comment", number: ask.number, key }];
    const request = { cluster, target, files, selectors, notes, mustBeLive: false };
    outcomes.push(await reportCluster(request, [...check, ...comments], posting, run));
  }
  return [];
}

/** One comment for one comment, also when the run is repeated. A dispatch without a pull request has the job summary. */
async function postAnswers(answers: readonly AnsweredCommand[], asking: Asking, run: RunContext): Promise<void> {
  const { ask, posting } = asking;
  const { environment, github, log, redactor, report, signal } = run;
  const needsRevision = answers.some(({ answer }) => answer.kind === "config" || answer.kind === "schematic");
  const revision = needsRevision ? (await asking.target()).sha : undefined;
  const parts = renderAnswers(answers, { ...report, revision });
  // The last net before publishing, as for plans.
  if (!parts.every((part) => redactor.isClean(part))) {
    log.warn("The answer is withheld: hiding the secrets in it failed. Please report this.");
    return;
  }
  const { number } = ask;
  if (number === undefined) {
    await writeSummary(parts.join("\n"), environment);
    return;
  }
  const key = `answer ${originOf(asking, run)}`;
  await posting.attempt(() => publishStickyComment(github, { number, key, parts }, { signal }));
}
