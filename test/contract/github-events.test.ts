/** Events as GitHub really sent them, against the reading of events and against the simulator's. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { chooseTask } from "../../src/action/choose-task.ts";
import {
  commentEvent,
  dispatchEvent,
  type EventPayload,
  pullRequestEvent,
  pushEvent,
} from "../../src/playground/github/event-payloads.ts";
import { createWorld } from "../../src/playground/github/world.ts";
import { checkPayload } from "../support/webhook-schemas.ts";

interface Examples {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

const all: readonly Examples[] = createRequire(import.meta.url)("@octokit/webhooks-examples");
const payloads = (name: string) => all.find((one) => one.name === name)?.examples ?? [];
const run = { sha: "c".repeat(40), ref: "refs/heads/main" };

describe("chooseTask() on GitHub's own payloads", () => {
  it("plans every pull request whose content changed, and no other", () => {
    const kinds = payloads("pull_request").map((payload) => {
      const task = chooseTask({ name: "pull_request", payload, ...run });
      return [payload["action"], task.kind];
    });
    expect(kinds.length).toBeGreaterThan(10);
    const planned = kinds.filter(([, kind]) => kind === "pull-request").map(([action]) => action);
    expect([...new Set(planned)].toSorted()).toEqual(["opened", "ready_for_review", "reopened", "synchronize"]);
  });

  it("plans every push to a branch", () => {
    const kinds = payloads("push").map((payload) => {
      const ref = typeof payload["ref"] === "string" ? payload["ref"] : "";
      const isPlanned = ref.startsWith("refs/heads/") && payload["deleted"] !== true;
      return [isPlanned, chooseTask({ name: "push", payload, sha: run.sha, ref }).kind === "commit"];
    });
    expect(kinds.length).toBeGreaterThan(2);
    for (const [isPlanned, kind] of kinds) expect(kind).toBe(isPlanned);
  });

  it("hears none of the comments that are no commands", () => {
    for (const payload of payloads("issue_comment")) {
      expect(chooseTask({ name: "issue_comment", payload, ...run })).toMatchObject({ kind: "ignored" });
    }
  });
});

describe("event payloads of the simulated GitHub", () => {
  const world = createWorld();
  const repository = world.addRepository("acme/home-ops");
  const before = repository.branches.get("main") ?? "";
  world.push(repository, "change", { "a.yaml": "a: 1\n" });
  const issue = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
  const comment = world.comment(issue, { author: "alice", body: "/talos diff" });
  const origin = { repository, apiUrl: "http://127.0.0.1", sender: world.addUser("alice") };
  const edited = { ...comment, body: "/talos plan" };
  const simulated: readonly EventPayload[] = [
    pushEvent(origin, { branch: "change", before }),
    pullRequestEvent(origin, { issue, action: "opened" }),
    pullRequestEvent(origin, { issue, action: "synchronize", before }),
    commentEvent(origin, { issue, comment }),
    commentEvent(origin, { issue, comment: edited, action: "edited", from: comment.body }),
    commentEvent(origin, { issue, comment, action: "deleted" }),
    dispatchEvent(origin, { command: "diff" }),
  ];

  it.each(simulated)("are what GitHub's schema of $name describes", ({ name, payload }) => {
    expect(checkPayload(name, payload)).toEqual([]);
  });
});

describe("checkPayload()", () => {
  const examples = all.flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ name, payload })));
  const used = ["issue_comment", "pull_request", "push", "check_run", "check_suite", "deployment_review"];

  it("misses in what GitHub really sent only what it sends since", () => {
    const heard = examples.filter(({ name }) => used.includes(name));
    const complaints = heard.flatMap(({ name, payload }) => checkPayload(name, payload));
    const isOfAge = /must have required property|must match format "date-time"|must be null|in oneOf/;
    expect(heard.length).toBeGreaterThan(30);
    expect(complaints.filter((complaint) => !isOfAge.test(complaint))).toEqual([]);
  });

  it.each([
    ["a field too few", ({ sender: _, ...rest }: Readonly<Record<string, unknown>>) => rest],
    ["a field too many", (payload: Readonly<Record<string, unknown>>) => ({ ...payload, author: "alice" })],
    ["another type", (payload: Readonly<Record<string, unknown>>) => ({ ...payload, comment: "text" })],
    ["an action that is none", (payload: Readonly<Record<string, unknown>>) => ({ ...payload, action: "sung" })],
  ])("complains of %s", (_name, change) => {
    const [payload = {}] = payloads("issue_comment");
    expect(checkPayload("issue_comment", change(payload))).not.toEqual([]);
  });
});
