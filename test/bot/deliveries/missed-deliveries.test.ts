import { describe, expect, it } from "vitest";
import type { DeliveryAttempt } from "../../../src/adapters/github/webhook-deliveries.ts";
import {
  findMissed,
  inOrder,
  isDue,
  type MissedRules,
  mostAttempts,
} from "../../../src/bot/deliveries/missed-deliveries.ts";

const minute = 60_000;

const rules: MissedRules = {
  isWanted: (event) => event === "issue_comment",
  failedAt: () => undefined,
  isRecent: () => false,
  knows: () => false,
};

function attempt(id: string, at: number, status: number, guid = "g"): DeliveryAttempt {
  return { id, guid, at, status, event: "issue_comment", action: "created" };
}

describe("findMissed()", () => {
  it.each([
    { name: "nobody took in", attempts: [attempt("1", 0, 502), attempt("2", 5, 0)], reason: "missed" },
    { name: "was taken in", attempts: [attempt("1", 0, 202)], reason: undefined },
    { name: "was taken in at last", attempts: [attempt("2", 5, 202), attempt("1", 0, 503)], reason: undefined },
    { name: "failed here", attempts: [attempt("1", 0, 202)], failedAt: 3, reason: "failed" },
    {
      name: "failed here, and was taken in elsewhere",
      attempts: [attempt("1", 0, 202), attempt("2", 5, 202)],
      failedAt: 3,
    },
    { name: "was taken in just before the start", attempts: [attempt("1", 8, 202)], recentSince: 7, reason: "recent" },
    { name: "was taken in long before the start", attempts: [attempt("1", 6, 202)], recentSince: 7 },
    { name: "this process took in", attempts: [attempt("1", 8, 202)], recentSince: 7, knows: true },
  ])("finds whether a delivery is wanted again that $name", ({ attempts, reason, failedAt, recentSince, knows }) => {
    const missed = findMissed(attempts, {
      ...rules,
      failedAt: () => failedAt,
      knows: () => knows ?? false,
      isRecent: (at) => recentSince !== undefined && at >= recentSince,
    });
    expect(missed.map((one) => one.reason)).toEqual(reason === undefined ? [] : [reason]);
  });

  it("asks for the newest attempt, and knows how many there were", () => {
    expect(findMissed([attempt("2", 5, 502), attempt("1", 0, 502), attempt("3", 1, 502, "h")], rules)).toMatchObject([
      { guid: "g", attemptId: "2", attempts: 2, lastAt: 5 },
      { guid: "h", attemptId: "3", attempts: 1, lastAt: 1 },
    ]);
  });

  it("leaves out what nobody listens to", () => {
    expect(findMissed([{ ...attempt("1", 0, 502), event: "push" }], rules)).toEqual([]);
  });
});

describe("isDue()", () => {
  const missed = { guid: "g", event: "issue_comment", attemptId: "1", lastAt: 0, reason: "missed" } as const;

  it.each([
    { attempts: 1, after: minute },
    { attempts: 2, after: 2 * minute },
    { attempts: 5, after: 16 * minute },
    { attempts: 7, after: 60 * minute },
  ])("waits longer after each attempt: $after ms after number $attempts", ({ attempts, after }) => {
    expect([after - 1, after].map((now) => isDue({ ...missed, attempts }, now))).toEqual([false, true]);
  });

  it("gives up in the end", () => {
    expect(isDue({ ...missed, attempts: mostAttempts }, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it("does not wait for what is recent", () => {
    expect(isDue({ ...missed, attempts: 1, reason: "recent" }, 0)).toBe(true);
  });
});

describe("inOrder()", () => {
  it("puts what people said first, each in the order in which it was tried", () => {
    const one = (guid: string, event: string, lastAt: number) => ({
      ...{ guid, event, lastAt },
      ...{ attemptId: guid, attempts: 1, reason: "recent" as const },
    });
    const missed = [
      one("a", "workflow_job", 1),
      one("b", "pull_request", 9),
      one("c", "workflow_run", 0),
      one("d", "issue_comment", 5),
    ];
    expect(inOrder(missed).map(({ guid }) => guid)).toEqual(["d", "b", "c", "a"]);
  });
});
