import { describe, expect, it } from "vitest";
import { orderRequests } from "../../../src/bot/requests/order-requests.ts";
import type { StoredRequest } from "../../../src/chatops/request-record.ts";

const now = Date.parse("2026-11-02T10:00:00Z");

interface Given {
  readonly risk?: "read" | "change";
  readonly state?: "open" | "running" | "success" | "failure";
  readonly number?: number;
  readonly late?: boolean;
}

function request(id: number, { risk = "change", state = "open", number = id, late = false }: Given): StoredRequest {
  const isOver = state === "success" || state === "failure";
  return {
    id,
    url: "",
    appId: 1,
    sha: "a".repeat(40),
    key: `comment-9-${number}`,
    record: {
      version: 1,
      command: "reboot a",
      risk,
      pullRequest: 7,
      headSha: "a".repeat(40),
      requester: { id: 1, login: "alice" },
      origin: { kind: "comment", commentId: 9, number },
      askedAt: new Date(now - 60_000).toISOString(),
      expiresAt: new Date(late ? now : now + 60_000).toISOString(),
    },
    runId: state === "running" ? 1 : undefined,
    status: isOver ? "completed" : "queued",
    conclusion: isOver ? state : undefined,
  };
}

describe("orderRequests()", () => {
  it.each<{ name: string; given: readonly Given[]; start: readonly number[]; end?: readonly (number | string)[][] }>([
    { name: "the first that changes something", given: [{}, {}], start: [1] },
    { name: "the next when it has succeeded", given: [{ state: "success" }, {}, {}], start: [2] },
    { name: "none while one goes on", given: [{ state: "running" }, {}], start: [] },
    { name: "what reads at any time", given: [{ state: "running" }, { risk: "read" }], start: [2] },
    {
      name: "what changes something behind what only reads",
      given: [{ risk: "read", state: "failure" }, {}],
      start: [2],
    },
    {
      name: "nothing behind a failure but what reads",
      given: [{ state: "failure" }, {}, { risk: "read" }, {}],
      start: [3],
      end: [
        [2, "earlier_failed"],
        [4, "earlier_failed"],
      ],
    },
    {
      name: "nothing behind what came too late",
      given: [{ late: true }, {}],
      start: [],
      end: [
        [1, "request_expired"],
        [2, "earlier_failed"],
      ],
    },
    { name: "the lowest id of a key", given: [{}, { number: 1 }], start: [1], end: [[2, "duplicate"]] },
    { name: "by number, not by id", given: [{ number: 2 }, { number: 1 }], start: [2] },
  ])("starts $name", ({ given, start, end = [] }) => {
    const next = orderRequests(given.map((one, index) => request(index + 1, one)).toReversed(), now);
    expect(next.start.map(({ id }) => id)).toEqual(start);
    expect(next.end.map(({ request: { id }, reason }) => [id, reason])).toEqual(end);
  });
});
