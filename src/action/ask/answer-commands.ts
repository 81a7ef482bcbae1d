/** The commands of a comment, answered one by one: plans in their own comments, the rest together in one. */
import { reactToComment } from "../adapters/github/react.ts";
import { publishStickyComment } from "../adapters/github/sticky-comment.ts";
import type { Command } from "../chatops/command.ts";
import { parseCommand } from "../chatops/parse-command.ts";
import type { CommandProblem } from "../chatops/parsed-command.ts";
import { type AnsweredCommand, renderAnswers, type SafeAnswer } from "../report/render-answers.ts";
import type { CommentTask } from "./choose-task.ts";
import { describeNode } from "./describe-node.ts";
import { noteChangedSettings } from "./note-changed-settings.ts";
import { openTargetFiles } from "./plan-cluster.ts";
import type { Posting } from "./posting.ts";
import { readClusters } from "./read-clusters.ts";
import { type ClusterOutcome, type Place, reportCluster } from "./report-cluster.ts";
import { resolveTarget, type Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/** @returns the plans that were made */
export async function answerCommands(
  task: CommentTask,
  posting: Posting,
  run: RunContext,
): Promise<readonly ClusterOutcome[]> {
  const { github, signal } = run;
  await posting.attempt(() => reactToComment(github, { commentId: task.commentId, content: "eyes" }, { signal }));
  const target = once(() => resolveTarget(github, task, { signal }));
  const outcomes: ClusterOutcome[] = [];
  const answers: AnsweredCommand[] = [];
  for (const { text } of task.commands) {
    const answer = await answerLine(text, { task, target, outcomes, posting }, run);
    answers.push(...answer.map((one) => ({ command: run.redactor.text(text), answer: one })));
  }
  if (answers.length > 0) await postAnswers(answers, { task, target, posting }, run);
  return outcomes;
}

interface Asking {
  readonly task: CommentTask;
  /** Resolved at the first command that needs it, and the same for all. */
  readonly target: () => Promise<Target>;
  readonly outcomes: ClusterOutcome[];
  readonly posting: Posting;
}

/** What goes into the answering comment; the plan of all nodes has a comment of its own. */
async function answerLine(line: string, asking: Asking, run: RunContext): Promise<readonly SafeAnswer[]> {
  const parsed = parseCommand(line);
  if (parsed.kind !== "command") return [problemAnswer(line, parsed.problem, run)];
  try {
    return await answerCommand(parsed.command, asking, run);
  } catch (error) {
    run.signal.throwIfAborted();
    run.log.failure(error);
    return [{ kind: "error", error: run.redactor.error(error) }];
  }
}

async function answerCommand(command: Command, asking: Asking, run: RunContext): Promise<readonly SafeAnswer[]> {
  switch (command.name) {
    case "diff":
      return answerDiff(command, asking, run);
    case "render":
    case "schematic":
      return [await describeNode(command, await asking.target(), run)];
    case "help":
      return [{ kind: "help", ...(command.topic !== undefined && { topic: command.topic }) }];
    default:
      return [{ kind: "problem", problem: { message: `The action does not answer ${command.name}` } }];
  }
}

function problemAnswer(line: string, problem: CommandProblem, { redactor }: RunContext): SafeAnswer {
  const { message, offset, length, nearest, hint } = problem;
  const isMoved = redactor.text(line) !== line;
  return {
    kind: "problem",
    problem: {
      message,
      ...(!isMoved && { place: { offset, length } }),
      ...(nearest !== undefined && { nearest: redactor.text(nearest) }),
      ...(hint !== undefined && { hint: redactor.text(hint) }),
    },
  };
}

async function answerDiff(
  { nodes }: Extract<Command, { name: "diff" }>,
  { task, target: resolve, outcomes, posting }: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  const target = await resolve();
  const selectors = nodes.length === 0 ? ["all"] : nodes;
  const files = await openTargetFiles(target, run);
  const clusters = await readClusters(target, files, selectors, run);
  const notes = await noteChangedSettings(target, run);
  // A plan of some nodes must not replace the pull request's plan of all of them.
  const isWhole = selectors.every((selector) => selector === "all");
  for (const cluster of clusters) {
    const key = isWhole ? `plan ${cluster.name}` : `diff ${cluster.name} ${[...selectors].sort().join(" ")}`;
    const check: readonly Place[] =
      isWhole && run.inputs.check ? [{ kind: "check", name: `talos plan / ${cluster.name}` }] : [];
    const places: readonly Place[] = [...check, { kind: "comment", number: task.number, key }];
    outcomes.push(
      await reportCluster({ cluster, target, files, selectors, notes, mustBeLive: false }, places, posting, run),
    );
  }
  return [];
}

/** One comment for one comment, also when the run is repeated. */
async function postAnswers(
  answers: readonly AnsweredCommand[],
  { task, target, posting }: Pick<Asking, "task" | "target" | "posting">,
  { github, log, redactor, report, signal }: RunContext,
): Promise<void> {
  const needsRevision = answers.some(({ answer }) => answer.kind === "config" || answer.kind === "schematic");
  const revision = needsRevision ? (await target()).sha : undefined;
  const parts = renderAnswers(answers, { ...report, revision });
  // The last net before publishing, as for plans.
  if (!parts.every((part) => redactor.isClean(part))) {
    log.warn("The answer is withheld: hiding the secrets in it failed. Please report this.");
    return;
  }
  const comment = { number: task.number, key: `answer ${task.commentId}`, parts };
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work();
    return made;
  };
}
