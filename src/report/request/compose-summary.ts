/** What became of a request so far, step by step, and what a person can do now, as Markdown. */
import type { RequestEnd } from "../../chatops/judge-progress.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import type { RunNote } from "../../chatops/run-note.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { safeLink } from "../markdown/safe-link.ts";
import { nextStep } from "./next-step.ts";
import { reasonText } from "./reason-text.ts";
import { codeCell, isUnderway, nameAll, personText, type RequestState, runnerOf } from "./request-state.ts";
import { timeText } from "./time-text.ts";

export function composeSummary(state: RequestState): string {
  const rows = [...stepRows(state), endRow(state)];
  const table = [
    "| | Step | |",
    "|---|---|---|",
    ...rows.map(([mark, name, text]) => `| ${mark} | ${name} | ${text} |`),
  ];
  const next = nextStep(state);
  return [lead(state.record), table.join("\n"), ...(next === undefined ? [] : [`**Next:** ${next}`]), ""]
    .join("\n\n")
    .trimEnd();
}

/** What was asked for. */
export function lead({ command, cluster, headSha }: RequestRecord): string {
  const where = cluster === undefined ? "" : ` on ${codeSpan(cluster)}`;
  return `${codeSpan(`/talos ${command}`)}${where}, at ${codeSpan(headSha.slice(0, 7))}.`;
}

/** Mark, name of the step, what is known of it. */
type Row = readonly [string, string, string];

const steps = ["asked", "run", "plan", "approval", "carrying out"] as const;
type Step = (typeof steps)[number];

const marks = { done: "✅", now: "⏳", later: "▫️", not: "❌", off: "➖" } as const;

function stepRows(state: RequestState): readonly Row[] {
  const { record, progress } = state;
  const current = steps.indexOf(currentStep(state));
  const shown = record.risk === "read" ? steps.slice(0, 3) : steps;
  return shown.flatMap((step, index): readonly Row[] => {
    // Of what ended nothing more is to come.
    if (progress.kind === "ended" && index > current) return [];
    const mark = index < current ? marks.done : index > current ? marks.later : currentMark(state);
    const name = step === "plan" && record.risk === "read" ? "answer" : step;
    return [[mark, name, index > current ? "" : stepText(step, state, index === current)]];
  });
}

/** The step at which it stands, or has ended. */
function currentStep(state: RequestState): Step {
  const { truth, progress } = state;
  switch (progress.kind) {
    case "starting":
      return "run";
    case "queued":
      return progress.phase === "plan" ? planStep(truth) : "carrying out";
    case "planning":
      return planStep(truth);
    case "in-review":
    case "awaits-verdict":
      return "approval";
    case "approved":
    case "operating":
    case "handed-over":
      return "carrying out";
    case "finishing":
      return truth.run?.kind === "found" && truth.run.operate?.hasRunner ? "carrying out" : planStep(truth);
    case "ended":
      return lastStep(progress, state);
    default:
      return progress satisfies never;
  }
}

/** Of what was approved the second plan only checks that it is still the same. */
function planStep(truth: RequestTruth): Step {
  return isUnderway(truth) ? "carrying out" : "plan";
}

function lastStep({ begun, outcome }: RequestEnd, { truth }: RequestState): Step {
  if (begun || operateNote(truth.notes) !== undefined) return "carrying out";
  if (planNote(truth.notes)?.outcome === "planned" || outcome === "rejected") return "approval";
  return truth.run === undefined ? "run" : planStep(truth);
}

function currentMark({ progress }: RequestState): string {
  if (progress.kind !== "ended") return marks.now;
  switch (progress.outcome) {
    case "answered":
    case "nothing-to-do":
    case "succeeded":
      return marks.done;
    case "rejected":
    case "cancelled":
    case "expired":
      return marks.off;
    default:
      return marks.not;
  }
}

function stepText(step: Step, state: RequestState, isCurrent: boolean): string {
  switch (step) {
    case "asked":
      return askedText(state);
    case "run":
      return runText(state);
    case "plan":
      return planText(state, isCurrent);
    case "approval":
      return isCurrent ? openApprovalText(state) : givenApprovalText(state);
    case "carrying out":
      return operateText(state);
    default:
      return step satisfies never;
  }
}

function askedText({ record, truth }: RequestState): string {
  const { origin, requester, pullRequest } = record;
  const repository = /^(.+)\/actions\/runs\/\d+$/.exec(truth.run?.url ?? "")?.[1];
  const pull = repository === undefined ? undefined : `${repository}/pull/${pullRequest}`;
  const how =
    origin.kind === "label"
      ? `by the label ${codeCell(origin.label)}`
      : `in ${safeLink("a comment", pull && `${pull}#issuecomment-${origin.commentId}`)}`;
  return `by ${personText(requester.login)} ${how}, ${timeText(record.askedAt)}`;
}

function runText({ truth: { run }, progress }: RequestState): string {
  if (run === undefined) return progress.kind === "ended" ? "was never found" : "is being started";
  return run.kind === "gone" ? "was deleted" : safeLink("workflow run", run.url);
}

function planText({ record, truth, progress }: RequestState, isCurrent: boolean): string {
  const digest = truth.verdict?.digest ?? planNote(truth.notes)?.digest;
  if (!isCurrent) return digest === undefined ? "" : codeCell(digest.slice(0, 8));
  if (progress.kind === "queued") return `waits for ${runnerOf(truth, "plan", codeCell)}`;
  if (progress.kind === "ended") return progress.outcome === "answered" ? "as a comment on the pull request" : "";
  return record.risk === "read" ? "is being worked on" : "is being made";
}

function openApprovalText({ record, truth, progress }: RequestState): string {
  if (progress.kind === "ended") return progress.by === undefined ? "" : `rejected by ${personText(progress.by)}`;
  if (progress.kind === "awaits-verdict") {
    return `by a comment of another person than ${personText(record.requester.login)}`;
  }
  const texts = truth.pending.map(({ environment, reviewers, waitMinutes }) => {
    const by = reviewers.length === 0 ? "" : `by ${nameAll(reviewers, personText)} `;
    const wait = waitMinutes === 0 ? "" : `, after ${waitMinutes} min`;
    return `${by}in the environment ${codeCell(environment)}${wait}`;
  });
  const other = record.risk === "destroy" ? `; not by ${personText(record.requester.login)} alone, who asked` : "";
  return `${texts.length === 0 ? "by the environment's reviewers" : texts.slice(0, 6).join("; ")}${other}`;
}

function givenApprovalText({ truth }: RequestState): string {
  const { verdict, reviews, notes } = truth;
  if (verdict?.verdict === "approved") return `by ${personText(verdict.person.login)}, ${timeText(verdict.at)}`;
  const names = [...new Set(reviews.filter(({ state }) => state === "approved").map(({ login }) => login))];
  if (names.length > 0) return `by ${names.slice(0, 6).map(personText).join(" and ")}`;
  return planNote(notes)?.approval === "none" ? "the settings ask for none" : "nobody's review was asked for";
}

function operateText({ truth, progress }: RequestState): string {
  switch (progress.kind) {
    case "queued":
      return `waits for ${runnerOf(truth, progress.phase, codeCell)}`;
    case "planning":
      return "is planned again, as it was approved";
    case "approved":
      return "its second workflow run is being started";
    case "handed-over":
      return `operation ${codeCell(progress.operation)} goes on in another run`;
    case "operating":
      return "the comment on the pull request tells how far it is";
    default:
      return "";
  }
}

function endRow(state: RequestState): Row {
  const { record, progress } = state;
  if (progress.kind !== "ended")
    return [marks.later, "end", `given up ${timeText(record.expiresAt)}, if it still waits then`];
  const { outcome, code } = progress;
  const words = { ...ends, refused: `refused: ${reasonOf(code)}`, failed: `failed: ${reasonOf(code)}` };
  return [currentMark(state), "end", words[outcome]];
}

const ends = {
  answered: "answered",
  "nothing-to-do": "nothing to do, all is as asked",
  succeeded: "done",
  cancelled: "cancelled",
  "timed-out": "the workflow run took too long",
  rejected: "rejected",
  expired: "expired",
} as const;

function reasonOf(code: string | undefined): string {
  const { text } = reasonText(code);
  return code === undefined ? escapeMarkdown(text) : `${escapeMarkdown(text)} (${codeCell(code)})`;
}

function planNote(notes: readonly RunNote[]): RunNote | undefined {
  return notes.find(({ phase }) => phase === "plan");
}

function operateNote(notes: readonly RunNote[]): RunNote | undefined {
  return notes.find(({ phase }) => phase === "operate");
}
