import { describe, expect, it } from "vitest";
import { decideRule, type RuleDecision, type RuleQuestion } from "../../src/chatops/decide-rule.ts";
import type { RequestRecord } from "../../src/chatops/request-record.ts";
import type { VerdictRecord } from "../../src/chatops/verdict-record.ts";

const headSha = "a".repeat(40);

const record: RequestRecord = {
  version: 1,
  command: "reboot talos-m01",
  risk: "change",
  cluster: "main",
  pullRequest: 7,
  headSha,
  requester: { id: 11, login: "alice" },
  origin: { kind: "comment", commentId: 900, number: 1 },
  askedAt: "2026-11-02T10:00:00Z",
  expiresAt: "2026-11-02T14:00:00Z",
};

const request = { id: 4711, record, runId: 7, status: "in_progress" } as const;
const destroying = { ...request, record: { ...record, risk: "destroy", command: "reset talos-m01" } } as const;
const run = { id: 7, attempts: 1, event: "workflow_dispatch", branch: "main" };

const goesOn = { ...run, goesOn: true };

function review(login: string, id: number, state: "approved" | "rejected" = "approved") {
  return { state, login, id };
}

function word(said: VerdictRecord["verdict"], id: number): VerdictRecord {
  const person = { id, login: `person-${id}` };
  const about = { request: 4711, digest: "d".repeat(64), commentId: 901, number: 1, at: "2026-11-02T10:06:00Z" };
  return { version: 1, verdict: said, person, ...about };
}

interface Case extends Partial<RuleQuestion> {
  readonly name: string;
  readonly kind: RuleDecision["kind"];
}

const cases: readonly Case[] = [
  { name: "a change by its own run", kind: "approved" },
  { name: "a run without a request", request: undefined, kind: "rejected" },
  { name: "a run that is not the bound one", run: { ...run, id: 8 }, kind: "rejected" },
  { name: "a request without a run", request: { ...request, runId: undefined }, kind: "rejected" },
  { name: "a run that was started again", run: { ...run, attempts: 2 }, kind: "rejected" },
  { name: "another event", run: { ...run, event: "push" }, kind: "rejected" },
  { name: "another branch", run: { ...run, branch: "change" }, kind: "rejected" },
  { name: "a request that is concluded", request: { ...request, status: "completed" }, kind: "rejected" },
  { name: "a closed pull request", headSha: undefined, kind: "rejected" },
  { name: "a push since", headSha: "b".repeat(40), kind: "rejected" },
  { name: "a request that has waited too long", now: record.expiresAt, kind: "rejected" },
  { name: "a push since, where the operation goes on", run: goesOn, headSha: "b".repeat(40), kind: "approved" },
  { name: "too long a wait, where the operation goes on", run: goesOn, now: record.expiresAt, kind: "approved" },
  { name: "what goes on in a run that is not bound", run: { ...goesOn, id: 8 }, kind: "rejected" },
  { name: "destruction that goes on without anybody", run: goesOn, request: destroying, kind: "waiting" },
  { name: "a rejecting word", verdict: word("rejected", 12), kind: "rejected" },
  { name: "destruction without anybody", request: destroying, kind: "waiting" },
  { name: "destruction by oneself", request: destroying, reviews: [review("alice", 11)], kind: "waiting" },
  { name: "destruction by one's own word", request: destroying, verdict: word("approved", 11), kind: "waiting" },
  { name: "a reviewer who rejects", request: destroying, reviews: [review("bob", 12, "rejected")], kind: "waiting" },
  {
    name: "destruction with another reviewer",
    request: destroying,
    reviews: [review("alice", 11), review("bob", 12)],
    kind: "approved",
  },
  { name: "destruction with another's word", request: destroying, verdict: word("approved", 12), kind: "approved" },
  {
    name: "destruction with another reviewer, after a push",
    request: destroying,
    reviews: [review("bob", 12)],
    headSha: "b".repeat(40),
    kind: "rejected",
  },
];

describe("decideRule()", () => {
  it.each(cases)("finds $name $kind", ({ name: _, kind, ...more }) => {
    const question: RuleQuestion = {
      run,
      defaultBranch: "main",
      request,
      headSha,
      reviews: [],
      verdict: undefined,
      now: "2026-11-02T10:10:00Z",
      ...more,
    };
    const decision = decideRule(question);
    expect(decision.kind).toBe(kind);
    expect(decision.comment).toMatch(/^[\w#].*\.$/);
  });
});
