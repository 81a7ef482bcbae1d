/** Events as GitHub really sent them, against the reading of events and against the simulator's. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { chooseTask } from "../../src/action/choose-task.ts";
import {
  commentEvent,
  type EventPayload,
  pullRequestEvent,
  pushEvent,
} from "../../src/playground/github/event-payloads.ts";
import { createWorld } from "../../src/playground/github/world.ts";

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
  const simulated: readonly EventPayload[] = [
    pushEvent(origin, { branch: "change", before }),
    pullRequestEvent(origin, { issue, action: "opened" }),
    commentEvent(origin, { issue, comment }),
  ];

  it.each(simulated)("have no field that GitHub's $name lacks, at any depth", ({ name, payload }) => {
    const known = new Set(payloads(name).flatMap((example) => paths(example)));
    // What GitHub added after these examples were taken; and of comments on pull requests there is no example.
    const recent =
      /^issue\.pull_request|user_view_type|state_reason|performed_via_github_app|\.type$|\.disabled|\.visibility/;
    const unknown = paths(payload).filter((path) => !known.has(path) && !recent.test(path));
    expect(unknown).toEqual([]);
  });
});

/** `issue.user.login`; lists count as their first entry. */
function paths(value: unknown, prefix = ""): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : paths(value[0], prefix);
  if (typeof value !== "object" || value === null) return [prefix];
  return [
    ...(prefix === "" ? [] : [prefix]),
    ...Object.entries(value).flatMap(([key, field]) => paths(field, prefix === "" ? key : `${prefix}.${key}`)),
  ];
}
