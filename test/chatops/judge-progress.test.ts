import { describe, expect, it } from "vitest";
import { judgeProgress, type RequestProgress } from "../../src/chatops/judge-progress.ts";
import type { RequestJob, RequestRun, RequestTruth } from "../../src/chatops/request-truth.ts";
import type { RunNote } from "../../src/chatops/run-note.ts";
import type { VerdictRecord } from "../../src/chatops/verdict-record.ts";

const record = { expiresAt: "2026-11-02T14:00:00Z" };
const early = "2026-11-02T10:05:00Z";
const late = "2026-11-02T14:00:00Z";
const digest = "d".repeat(64);

type Found = Extract<RequestRun, { kind: "found" }>;

const url = "https://github.test/run";
const done: RequestJob = {
  url,
  status: "completed",
  conclusion: "success",
  labels: ["self-hosted"],
  hasRunner: true,
  completedAt: "2026-11-02T10:01:00Z",
};
const standing: RequestJob = {
  ...done,
  status: "queued",
  conclusion: undefined,
  hasRunner: false,
  completedAt: undefined,
};
const running: RequestJob = { ...standing, status: "in_progress", hasRunner: true };
const unstarted: RequestJob = { ...done, conclusion: "failure", hasRunner: false };

function run(more: Partial<Found> = {}): Found {
  return {
    kind: "found",
    id: 7,
    url,
    status: "in_progress",
    conclusion: undefined,
    createdAt: "2026-11-02T10:00:00Z",
    goesOn: false,
    plan: done,
    operate: undefined,
    ...more,
  };
}

function over(conclusion: string, more: Partial<Found> = {}): Found {
  return run({ status: "completed", conclusion, ...more });
}

const gone: RequestRun = { kind: "gone", id: 7, url };

function plan(outcome: RunNote["outcome"], more: Partial<RunNote> = {}): RunNote {
  return { version: 1, request: 4711, phase: "plan", outcome, ...more };
}

const forEnvironment = plan("planned", { digest, approval: "environment" });
const forComment = plan("planned", { digest, approval: "comment" });

function operate(outcome: RunNote["outcome"], more: Partial<RunNote> = {}): RunNote {
  return { version: 1, request: 4711, phase: "operate", outcome, ...more };
}

function verdict(said: VerdictRecord["verdict"], at = "2026-11-02T10:02:00Z"): VerdictRecord {
  const person = { id: 12, login: "bob" };
  return { version: 1, verdict: said, request: 4711, digest, person, commentId: 901, number: 1, at };
}

const pending = [{ environment: "talos-main", reviewers: ["bob"], waitMinutes: 0 }];

interface Case extends Partial<RequestTruth> {
  readonly name: string;
  readonly expected: RequestProgress;
}

const ended = { kind: "ended", begun: false } as const;
const begunAndEnded = { kind: "ended", begun: true } as const;
const tooLate = { ...ended, outcome: "expired", code: "request_expired" } as const;

const cases: readonly Case[] = [
  { name: "no run yet", expected: { kind: "starting" } },
  { name: "no run, and too late for one", now: late, expected: tooLate },
  { name: "a run without jobs", run: run({ plan: undefined }), expected: { kind: "queued", phase: "plan" } },
  { name: "a plan without a runner", run: run({ plan: standing }), expected: { kind: "queued", phase: "plan" } },
  { name: "no runner before it expired", run: run({ plan: standing }), now: late, expected: tooLate },
  { name: "a plan that runs", run: run({ plan: running }), expected: { kind: "planning" } },
  { name: "a plan that runs past the end", run: run({ plan: running }), now: late, expected: { kind: "planning" } },
  { name: "a plan that has just ended", run: run(), expected: { kind: "finishing" } },
  {
    name: "a read command that was answered, its run still ending",
    run: run(),
    notes: [plan("answered")],
    expected: { ...ended, outcome: "answered" },
  },
  {
    name: "nothing to do",
    run: over("success"),
    notes: [plan("nothing-to-do")],
    expected: { ...ended, outcome: "nothing-to-do" },
  },
  {
    name: "a refusal with its code",
    run: over("failure"),
    notes: [plan("refused", { code: "head_moved" })],
    expected: { ...ended, outcome: "refused", code: "head_moved" },
  },
  {
    name: "reviewers who are asked",
    run: run({ status: "waiting", operate: { ...standing, status: "waiting" } }),
    notes: [forEnvironment],
    pending,
    expected: { kind: "in-review", pending },
  },
  {
    name: "reviewers who let it expire",
    run: run({ status: "waiting" }),
    notes: [forEnvironment],
    pending,
    now: late,
    expected: tooLate,
  },
  {
    name: "a reviewer who rejects",
    run: over("failure", { operate: unstarted }),
    notes: [forEnvironment],
    reviews: [
      { state: "approved", login: "carol", id: 13 },
      { state: "rejected", login: "bob", id: 12 },
    ],
    expected: { ...ended, outcome: "rejected", by: "bob" },
  },
  {
    name: "an approved job that waits for a runner",
    run: run({ status: "queued", operate: standing }),
    notes: [forEnvironment],
    expected: { kind: "queued", phase: "operate" },
  },
  {
    name: "work",
    run: run({ operate: running }),
    notes: [forEnvironment],
    expected: { kind: "operating" },
  },
  {
    name: "work that goes on past the end",
    run: run({ operate: running }),
    notes: [forEnvironment],
    now: late,
    expected: { kind: "operating" },
  },
  {
    name: "success",
    run: over("success", { operate: done }),
    notes: [forEnvironment, operate("succeeded")],
    now: late,
    expected: { ...begunAndEnded, outcome: "succeeded" },
  },
  {
    name: "failure with its code, whatever GitHub calls the run",
    run: over("success", { operate: done }),
    notes: [forEnvironment, operate("failed", { code: "node_timeout" })],
    expected: { ...begunAndEnded, outcome: "failed", code: "node_timeout" },
  },
  {
    name: "a run that was cancelled before anything began",
    run: over("cancelled"),
    notes: [forEnvironment],
    expected: { ...ended, outcome: "cancelled" },
  },
  {
    name: "a run that was cancelled while it worked, and could not say so",
    run: over("cancelled", { operate: { ...done, conclusion: "cancelled" } }),
    notes: [forEnvironment],
    expected: { ...begunAndEnded, outcome: "cancelled" },
  },
  { name: "a run that took too long", run: over("timed_out"), expected: { ...ended, outcome: "timed-out" } },
  {
    name: "a run that could not start",
    run: over("startup_failure", { plan: undefined }),
    expected: { ...ended, outcome: "failed" },
  },
  { name: "an action that crashed", run: over("failure"), expected: { ...ended, outcome: "failed" } },
  { name: "a successful run that told nothing", run: over("success"), expected: { ...ended, outcome: "failed" } },
  {
    name: "an operation that told nothing",
    run: over("success", { operate: done }),
    notes: [forEnvironment],
    expected: { ...begunAndEnded, outcome: "failed" },
  },
  { name: "a run that was deleted", run: gone, expected: { ...ended, outcome: "failed", code: "run_deleted" } },
  {
    name: "an operation that goes on elsewhere",
    run: over("success", { operate: done }),
    notes: [forEnvironment, operate("handed-over", { operation: "20261102-1" })],
    expected: { kind: "handed-over", operation: "20261102-1" },
  },
  {
    name: "an operation that nobody went on with",
    run: over("success", { operate: done }),
    notes: [forEnvironment, operate("handed-over", { operation: "20261102-1" })],
    now: late,
    expected: { ...begunAndEnded, outcome: "expired", code: "request_expired" },
  },
  {
    name: "reviewers of the run that goes on, later than anything could begin",
    run: run({ status: "waiting", goesOn: true }),
    notes: [forEnvironment],
    pending,
    now: late,
    expected: { kind: "in-review", pending },
  },
  {
    name: "a reviewer who does not let it go on",
    run: over("failure", { operate: unstarted, goesOn: true }),
    notes: [forEnvironment],
    reviews: [{ state: "rejected", login: "bob", id: 12 }],
    expected: { ...begunAndEnded, outcome: "rejected", by: "bob" },
  },
  {
    name: "a plan that waits for a comment",
    run: over("success"),
    notes: [forComment],
    expected: { kind: "awaits-verdict", digest },
  },
  { name: "a comment that never came", run: over("success"), notes: [forComment], now: late, expected: tooLate },
  {
    name: "an approving comment",
    run: over("success"),
    notes: [forComment],
    verdict: verdict("approved"),
    expected: { kind: "approved", verdict: verdict("approved") },
  },
  {
    name: "an approving comment that no run followed in time",
    run: over("success"),
    notes: [forComment],
    verdict: verdict("approved"),
    now: late,
    expected: tooLate,
  },
  {
    name: "the run after the approving comment",
    run: run({ createdAt: "2026-11-02T10:02:01Z", operate: running }),
    notes: [forComment],
    verdict: verdict("approved"),
    expected: { kind: "operating" },
  },
  {
    name: "the run after the approving comment, which ends without a word: no third one",
    run: over("failure", { createdAt: "2026-11-02T10:02:01Z" }),
    notes: [forComment],
    verdict: verdict("approved"),
    expected: { ...ended, outcome: "failed" },
  },
  {
    name: "a rejecting comment",
    run: over("success"),
    notes: [forComment],
    verdict: verdict("rejected"),
    expected: { ...ended, outcome: "rejected", by: "bob" },
  },
  {
    name: "a rejecting comment that came after the work had begun",
    run: run({ operate: running }),
    notes: [forEnvironment],
    verdict: verdict("rejected"),
    expected: { kind: "operating" },
  },
];

describe("judgeProgress()", () => {
  it.each(cases)("finds $name", ({ name: _, expected, ...more }) => {
    const truth: RequestTruth = { now: early, run: undefined, notes: [], pending: [], reviews: [], ...more };
    expect(judgeProgress(record, truth)).toEqual(expected);
  });
});
