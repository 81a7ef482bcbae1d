import { describe, expect, it } from "vitest";
import { chooseTask } from "../../src/action/choose-task.ts";
import type { RunEvent } from "../../src/action/read-event.ts";

const sha = (digit: string) => digit.repeat(40);
const repository = { id: 1, default_branch: "main" };

function pushed(payload: Readonly<Record<string, unknown>>, ref = "refs/heads/main"): RunEvent {
  return { name: "push", payload: { repository, after: sha("a"), before: sha("b"), ...payload }, sha: sha("c"), ref };
}

function pulled(payload: Readonly<Record<string, unknown>>, headRepository: unknown = { id: 1 }): RunEvent {
  const pull_request = {
    number: 7,
    head: { sha: sha("a"), repo: headRepository },
    base: { sha: sha("b"), repo: { id: 1 } },
  };
  const base = { action: "opened", pull_request };
  return { name: "pull_request", payload: { ...base, ...payload }, sha: sha("f"), ref: "refs/pull/7/merge" };
}

const person = { login: "alice", id: 11, type: "User" };

function commented(
  comment: Readonly<Record<string, unknown>>,
  changes: { readonly issue?: object; readonly payload?: object } = {},
): RunEvent {
  return {
    name: "issue_comment",
    payload: {
      action: "created",
      repository,
      sender: person,
      issue: { number: 7, state: "open", pull_request: {}, ...changes.issue },
      comment: { id: 99, user: person, body: "/talos diff", performed_via_github_app: null, ...comment },
      ...changes.payload,
    },
    sha: sha("c"),
    ref: "refs/heads/main",
  };
}

function dispatched(inputs: Readonly<Record<string, string>>, sender: object = person): RunEvent {
  return {
    name: "workflow_dispatch",
    payload: { repository, sender, inputs },
    sha: sha("c"),
    ref: "refs/heads/main",
  };
}

describe("chooseTask() for workflow_dispatch", () => {
  it("takes a command with what it is about", () => {
    const inputs = { command: " upgrade a ", "pull-request": "7", sha: "", cluster: "home", operation: "" };
    expect(chooseTask(dispatched(inputs))).toEqual({
      kind: "dispatch",
      author: { login: "alice", id: 11 },
      byProgram: false,
      commands: [{ text: "upgrade a", line: 1 }],
      number: 7,
      cluster: "home",
    });
  });

  it("tells a run that an earlier one started", () => {
    const bot = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" };
    expect(chooseTask(dispatched({ command: "continue", operation: "x" }, bot))).toMatchObject({
      byProgram: true,
      operation: "x",
    });
  });

  it("plans as ever without a command", () => {
    expect(chooseTask(dispatched({ command: "" }))).toMatchObject({ kind: "commit", trigger: "workflow_dispatch" });
  });

  it.each([
    { name: "a short commit", inputs: { command: "reboot a", sha: "1234567" } },
    { name: "a branch", inputs: { command: "reboot a", sha: "main" } },
    { name: "no number", inputs: { command: "reboot a", "pull-request": "7; x" } },
  ])("ignores $name", ({ inputs }) => {
    expect(chooseTask(dispatched(inputs))).toMatchObject({ kind: "ignored" });
  });
});

describe("chooseTask() for the bot's requests", () => {
  const bot = { login: "talos-chatops[bot]", id: 77, type: "Bot" };

  it("takes the number of the request, and nothing else that it is handed", () => {
    const inputs = { "request-id": "4711", command: "reset a", "pull-request": "9", cluster: "other" };
    expect(chooseTask(dispatched(inputs, bot))).toEqual({ kind: "request", requestId: 4711, byProgram: true });
  });

  it("tells a person who pressed the button", () => {
    expect(chooseTask(dispatched({ "request-id": "4711" }))).toMatchObject({ kind: "request", byProgram: false });
  });

  it("takes what was handed over for what it is, with the request that it was begun for", () => {
    const inputs = { "request-id": "4711", command: "continue", operation: "x" };
    expect(chooseTask(dispatched(inputs, bot))).toMatchObject({ kind: "dispatch", operation: "x", requestId: 4711 });
  });

  it.each([
    { name: "a word", inputs: { "request-id": "latest" } },
    { name: "zero", inputs: { "request-id": "0" } },
    { name: "a number beyond all", inputs: { "request-id": "9".repeat(17) } },
    { name: "two numbers", inputs: { "request-id": "1 2", command: "reboot a" } },
    { name: "an operation without a command", inputs: { "request-id": "1", operation: "x" } },
  ])("ignores $name", ({ inputs }) => {
    expect(chooseTask(dispatched(inputs, bot))).toMatchObject({ kind: "ignored" });
  });
});

describe("chooseTask()", () => {
  it("plans a push to the default branch with its own settings", () => {
    expect(chooseTask(pushed({}))).toEqual({
      kind: "commit",
      trigger: "push",
      sha: sha("a"),
      before: sha("b"),
      onDefaultBranch: true,
    });
  });

  it("plans a new branch without a commit before it", () => {
    expect(chooseTask(pushed({ before: sha("0") }, "refs/heads/x"))).toEqual({
      kind: "commit",
      trigger: "push",
      sha: sha("a"),
      onDefaultBranch: false,
    });
  });

  it("takes the pull request's commits from the event, not from the trial merge", () => {
    expect(chooseTask(pulled({}))).toEqual({
      kind: "pull-request",
      number: 7,
      headSha: sha("a"),
      baseSha: sha("b"),
      fork: false,
    });
  });

  it.each([
    { name: "another repository", head: { id: 2 } },
    { name: "a deleted one", head: null },
    { name: "one with the same id in words", head: { id: "1" } },
  ])("takes a pull request from $name for a fork", ({ head }) => {
    expect(chooseTask(pulled({}, head))).toMatchObject({ kind: "pull-request", fork: true });
  });

  it("plans again when the pull request moves to another base branch", () => {
    const moved = pulled({ action: "edited", changes: { base: { ref: { from: "old" } } } });
    expect(chooseTask(moved)).toMatchObject({ kind: "pull-request" });
  });

  it("reads a schedule as the default branch's, whatever the payload holds", () => {
    const event = { name: "schedule", payload: {}, sha: sha("c"), ref: "refs/heads/main" };
    expect(chooseTask(event)).toEqual({ kind: "commit", trigger: "schedule", sha: sha("c"), onDefaultBranch: true });
  });

  it("reads a dispatch on another branch as not the default one's", () => {
    const event = { name: "workflow_dispatch", payload: { repository }, sha: sha("c"), ref: "refs/heads/x" };
    expect(chooseTask(event)).toMatchObject({ trigger: "workflow_dispatch", onDefaultBranch: false });
  });

  it("hears a command", () => {
    expect(chooseTask(commented({ body: "Hello\r\n/talos diff a\r\n" }))).toEqual({
      kind: "comment",
      number: 7,
      commentId: 99,
      author: { login: "alice", id: 11 },
      commands: [{ text: "/talos diff a", line: 2 }],
    });
  });

  it.each<{ name: string; event: RunEvent }>([
    { name: "a comment without a command", event: commented({ body: "Nice" }) },
    { name: "a command in code", event: commented({ body: "```\n/talos diff\n```" }) },
    { name: "an edited comment", event: commented({}, { payload: { action: "edited" } }) },
    { name: "a comment on an issue", event: commented({}, { issue: { pull_request: undefined } }) },
    { name: "a comment on a closed pull request", event: commented({}, { issue: { state: "closed" } }) },
    { name: "a bot's comment", event: commented({ user: { ...person, type: "Bot" } }) },
    { name: "a bot as sender", event: commented({}, { payload: { sender: { ...person, type: "Bot" } } }) },
    { name: "a comment by an app for a person", event: commented({ performed_via_github_app: { id: 1 } }) },
    { name: "a closed pull request", event: pulled({ action: "closed" }) },
    { name: "another title", event: pulled({ action: "edited", changes: { title: {} } }) },
    { name: "a label", event: pulled({ action: "labeled" }) },
    { name: "a deleted branch", event: pushed({ deleted: true, after: sha("0") }) },
    { name: "a tag", event: pushed({}, "refs/tags/v1") },
    { name: "pull_request_target", event: { ...pulled({}), name: "pull_request_target" } },
    { name: "another event", event: { name: "watch", payload: {}, sha: "", ref: "" } },
    { name: "no event at all", event: { name: "", payload: {}, sha: "", ref: "" } },
    { name: "an empty payload", event: { name: "issue_comment", payload: {}, sha: "", ref: "" } },
  ])("ignores $name", ({ event }) => {
    expect(chooseTask(event)).toMatchObject({ kind: "ignored" });
  });
});
