import { describe, expect, it } from "vitest";
import {
  decideVerdict,
  type VerdictQuestion,
  type VerdictRefusal,
  type WaitingRequest,
} from "../../src/chatops/decide-verdict.ts";
import type { RequestRecord } from "../../src/chatops/request-record.ts";
import type { VerdictRecord } from "../../src/chatops/verdict-record.ts";

const headSha = "a".repeat(40);
const digest = "3f9a1c2e".repeat(8);
const otherDigest = "77aa0011".repeat(8);

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

const allowed = { kind: "allowed", rule: 1, reason: "Rule 1" } as const;
const denied = { kind: "denied", rule: 1, reason: "Rule 1 asks for more" } as const;
const pending = [{ environment: "talos-main", reviewers: ["carol"], waitMinutes: 0 }];

function waits(more: Partial<WaitingRequest> = {}, id = 4711): WaitingRequest {
  return {
    request: { id, record },
    digest,
    plannedAt: "2026-11-02T10:05:00Z",
    approval: "comment",
    pending: [],
    verdict: undefined,
    right: allowed,
    ...more,
  };
}

const verdict: VerdictRecord = {
  version: 1,
  verdict: "approved",
  request: 4711,
  digest,
  person: { id: 13, login: "carol" },
  commentId: 901,
  number: 1,
  at: "2026-11-02T10:06:00Z",
};

const bob = { id: 12, login: "bob" };
const alice = record.requester;
const comment = { id: 950, number: 1, createdAt: "2026-11-02T10:10:00Z" };

function question(more: Partial<VerdictQuestion> = {}): VerdictQuestion {
  return {
    command: { name: "approve" },
    person: bob,
    comment,
    headSha,
    lastPushAt: "2026-11-02T09:00:00Z",
    now: "2026-11-02T10:10:02Z",
    ...more,
  };
}

interface Case extends Partial<VerdictQuestion> {
  readonly name: string;
  readonly waiting?: readonly WaitingRequest[];
}

const approve = (plan: string) => ({ name: "approve", plan }) as const;
const reject = { name: "reject" } as const;
const early = { ...comment, createdAt: "2026-11-02T10:04:59Z" };
const destroying = { request: { id: 4711, record: { ...record, risk: "destroy" } } } as const;
const two = [waits(), waits({ digest: otherDigest }, 4712)];

const counting: readonly (Case & { readonly request?: number })[] = [
  { name: "another person's approval" },
  { name: "an approval that names the plan", command: approve("3f9a1c2e") },
  {
    name: "an approval in the very second in which the plan was there",
    comment: { ...comment, createdAt: "2026-11-02T10:05:00Z" },
  },
  { name: "an early approval that names the plan: it was seen", command: approve("3f9a1c"), comment: early },
  { name: "one of several, named", command: approve("77aa00"), waiting: two, request: 4712 },
  { name: "a name in capitals", command: approve("77AA00"), waiting: two, request: 4712 },
  { name: "the only one that is not decided", waiting: [waits({ verdict }), waits({}, 4712)], request: 4712 },
  { name: "a word to the App's own rule", waiting: [waits({ approval: "rule", pending })] },
  { name: "a word on what destroys that names the plan", waiting: [waits(destroying)], command: approve("3f9a1c") },
  { name: "a rejection of what destroys", waiting: [waits(destroying)], command: reject },
  { name: "a branch whose pushes are not known", lastPushAt: undefined },
  { name: "a rejection", command: reject },
  { name: "a rejection by whoever asked", command: reject, person: alice },
  {
    name: "a rejection by whoever asked and may ask no more",
    command: reject,
    person: alice,
    waiting: [waits({ right: denied })],
  },
  {
    name: "a rejection of what waits for an environment",
    command: reject,
    waiting: [waits({ approval: "environment" })],
  },
  { name: "a rejection after a push", command: reject, lastPushAt: comment.createdAt },
];

const refused: readonly (Case & { readonly code: VerdictRefusal["code"] })[] = [
  { name: "nothing", waiting: [], code: "nothing_to_decide" },
  { name: "another plan", command: approve("000000"), code: "plan_changed" },
  { name: "two, and none named", waiting: two, code: "verdict_ambiguous" },
  {
    name: "what names two",
    waiting: [waits(), waits({}, 4712)],
    command: approve("3f9a1c"),
    code: "verdict_ambiguous",
  },
  { name: "oneself", person: alice, code: "self_approval" },
  { name: "oneself under a new name", person: { ...alice, login: "alicia" }, code: "self_approval" },
  { name: "whoever lacks the right to the command", waiting: [waits({ right: denied })], code: "permission_denied" },
  {
    name: "a rejection without the right",
    command: reject,
    waiting: [waits({ right: denied })],
    code: "permission_denied",
  },
  { name: "what is decided", waiting: [waits({ verdict })], code: "verdict_given" },
  { name: "a rejection of what is decided", command: reject, waiting: [waits({ verdict })], code: "verdict_given" },
  { name: "what has waited too long", now: record.expiresAt, code: "request_expired" },
  {
    name: "what waits for reviewers",
    waiting: [waits({ approval: "environment", pending })],
    code: "approval_elsewhere",
  },
  { name: "a push in the second of the comment", lastPushAt: comment.createdAt, code: "head_moved" },
  { name: "another head", headSha: "b".repeat(40), code: "head_moved" },
  {
    name: "a word on the same plan of an earlier request",
    command: approve("3f9a1c2e"),
    comment: { ...comment, createdAt: "2026-11-02T09:59:59Z" },
    code: "nothing_to_decide",
  },
  { name: "a word on what destroys that names no plan", waiting: [waits(destroying)], code: "plan_unnamed" },
  { name: "a word before the plan", comment: early, code: "nothing_to_decide" },
];

describe("decideVerdict()", () => {
  it.each(counting)("counts $name", ({ name: _, waiting = [waits()], request = 4711, ...more }) => {
    expect(decideVerdict(question(more), waiting)).toMatchObject({
      kind: "counts",
      verdict: more.command?.name === "reject" ? "rejected" : "approved",
      waiting: { request: { id: request } },
    });
  });

  it.each(refused)("refuses $name", ({ name: _, code, waiting = [waits()], ...more }) => {
    expect(decideVerdict(question(more), waiting)).toMatchObject({ kind: "refused", code });
  });

  it("knows its own word again, whatever has changed since", () => {
    const own = { ...verdict, person: bob, commentId: comment.id };
    const waiting = [waits({ verdict: own, right: denied }), waits({}, 4712)];
    expect(decideVerdict(question({ now: record.expiresAt, lastPushAt: comment.createdAt }), waiting)).toMatchObject({
      kind: "known",
      waiting: { request: { id: 4711 } },
    });
  });
});
