import { describe, expect, it } from "vitest";
import { chooseCommentWork, chooseLabelWork } from "../../../src/bot/requests/choose-work.ts";

const alice = { id: 11, login: "alice", type: "User" };
const robot = { id: 12, login: "robot[bot]", type: "Bot" };
const comment = { id: 900, body: "/talos status", user: alice, created_at: "2026-11-02T10:00:00Z" };
const issue = { number: 7, state: "open", pull_request: {} };
const created = { action: "created", issue, comment, sender: alice };

describe("chooseCommentWork()", () => {
  it("gives the commands of a person's new comment", () => {
    expect(chooseCommentWork(created)).toEqual({
      kind: "comment",
      number: 7,
      commentId: 900,
      asker: { id: 11, login: "alice" },
      body: "/talos status",
      commands: [{ text: "/talos status", line: 1 }],
      askedAt: "2026-11-02T10:00:00Z",
    });
  });

  it.each(["edited", "deleted"])("gives what was %s for taking back", (action) => {
    const changes = { body: { from: "/talos status" } };
    const payload = { ...created, action, changes, comment: { ...comment, body: "never mind" } };
    expect(chooseCommentWork(payload)).toMatchObject({ kind: action, commentId: 900 });
  });

  it.each([
    { code: "no_command", more: { comment: { ...comment, body: "fine" } } },
    { code: "no_command", more: { comment: { ...comment, body: "> /talos status" } } },
    { code: "no_command", more: { comment: null } },
    { code: "own_text", more: { comment: { ...comment, body: "<!-- talos-chatops x 1 -->\n/talos status" } } },
    { code: "bot_author", more: { comment: { ...comment, user: robot } } },
    { code: "bot_author", more: { sender: robot } },
    { code: "bot_author", more: { comment: { ...comment, performed_via_github_app: { id: 1 } } } },
    { code: "bot_author", more: { comment: { ...comment, user: null } } },
    { code: "closed", more: { issue: { ...issue, state: "closed" } } },
    { code: "no_pull_request", more: { issue: { number: 7, state: "open" } } },
    { code: "not_for_us", more: { action: "pinned" } },
    { code: "unreadable", more: { issue: { ...issue, number: "7" } } },
  ])("ignores with $code: $more", ({ code, more }) => {
    expect(chooseCommentWork({ ...created, ...more })).toEqual({ kind: "ignored", code });
  });
});

const pull = { number: 7, state: "open", updated_at: "2026-11-02T10:00:00Z", head: { sha: "a".repeat(40) } };
const labeled = { action: "labeled", label: { name: "talos/status" }, pull_request: pull, sender: alice };

describe("chooseLabelWork()", () => {
  it("pins the head and the person of the event", () => {
    expect(chooseLabelWork(labeled)).toEqual({
      kind: "label",
      number: 7,
      label: "talos/status",
      asker: { id: 11, login: "alice" },
      askedAt: "2026-11-02T10:00:00Z",
      headSha: "a".repeat(40),
    });
  });

  it.each([
    { code: "bot_author", more: { sender: robot } },
    { code: "closed", more: { pull_request: { ...pull, state: "closed" } } },
    { code: "unreadable", more: { label: null } },
  ])("ignores with $code", ({ code, more }) => {
    expect(chooseLabelWork({ ...labeled, ...more })).toEqual({ kind: "ignored", code });
  });
});
