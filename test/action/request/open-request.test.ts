/** Which runs may act on which requests: every way to come by one that is not the bot's, not this run's, or does not hold. */
import { describe, expect, it } from "vitest";
import type { RequestTask } from "../../../src/action/choose-task.ts";
import { type Opening, openRequest } from "../../../src/action/request/open-request.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { installBot } from "../../support/install-bot.ts";
import {
  clusterSettings,
  quickPace,
  type RequestScene,
  runId,
  startRequestScene,
} from "../../support/request-scene.ts";

const taskOf = (requestId: number): RequestTask => ({ kind: "request", requestId, byProgram: true });
const codeOf = (opening: Opening) => (opening.kind === "refused" ? opening.error.code : opening.kind);
const open = (scene: RequestScene, requestId = scene.request.id) =>
  openRequest(taskOf(requestId), quickPace(), scene.run());

describe("openRequest()", () => {
  it("gives what the bot wrote down, for the person who asked, at the commit of then", async () => {
    const scene = await startRequestScene();
    const { issue, comment, request, bot } = scene;
    expect(await open(scene)).toEqual({
      kind: "opened",
      ask: {
        kind: "request",
        request: { stored: request, appId: bot.app.id },
        number: issue.number,
        author: { id: comment.user.id, login: "alice" },
        commands: [{ text: "reboot talos-m02", line: 1 }],
      },
    });
  });

  it("waits until the bot has said which run it started", async () => {
    const scene = await startRequestScene();
    const { bot, issue, world } = scene;
    const unbound = await bot.record(issue, world.comment(issue, { author: "alice", body: "/talos reboot talos-m01" }));
    const pace = quickPace(async () => bot.bind(unbound, runId));
    expect(codeOf(await openRequest(taskOf(unbound.id), pace, scene.run()))).toBe("opened");
    expect(pace.slept()).toBeGreaterThan(0);
  });

  it("gives up after a minute where the bot names no run, and may not speak for the request", async () => {
    const scene = await startRequestScene();
    const { bot, issue, world } = scene;
    const unbound = await bot.record(issue, world.comment(issue, { author: "alice", body: "/talos reboot talos-m01" }));
    const pace = quickPace();
    const opening = await openRequest(taskOf(unbound.id), pace, scene.run());
    expect(codeOf(opening)).toBe("request_unknown");
    expect(opening).not.toHaveProperty("stored");
    expect(pace.slept()).toBe(60_000);
  });

  it("takes a label at the bot's word", async () => {
    const scene = await startRequestScene();
    const { bot, issue, comment } = scene;
    const origin = { kind: "label", label: "talos/reboot/talos-m02", eventId: 1 } as const;
    const request = await bot.bind(await bot.record(issue, comment, { origin }), runId);
    issue.comments.splice(0);
    expect(codeOf(await open(scene, request.id))).toBe("opened");
  });

  it("looks up the request of an operation that was handed over, and leaves the rest to its journal", async () => {
    const scene = await startRequestScene();
    const task = {
      ...({ kind: "dispatch" } as const),
      ...{ requestId: scene.request.id, byProgram: true, operation: "x" },
      ...{ author: { login: "github-actions[bot]", id: 41_898_282 }, commands: [{ text: "continue", line: 1 }] },
    };
    const opening = await openRequest(task, quickPace(), scene.run({ GITHUB_RUN_ID: "99" }));
    expect(opening).toMatchObject({ kind: "opened", ask: { ...task, request: { stored: { id: scene.request.id } } } });
    const unknown = await openRequest({ ...task, requestId: 1 }, quickPace(), scene.run());
    expect(codeOf(unknown)).toBe("request_unknown");
  });

  it.each<{ name: string; code: ErrorCode; happens: (scene: RequestScene) => unknown }>([
    {
      name: "an edited comment",
      code: "comment_changed",
      happens: ({ world, comment }) => world.editComment(comment, "/talos reboot all"),
    },
    {
      name: "an edit that says the same",
      code: "comment_changed",
      happens: ({ world, comment }) => world.editComment(comment, comment.body),
    },
    {
      name: "a deleted comment",
      code: "comment_changed",
      happens: ({ world, comment }) => world.deleteComment(comment),
    },
    {
      name: "a push",
      code: "head_moved",
      happens: ({ world, repository }) => world.push(repository, "change", { "x.yaml": "1" }),
    },
    {
      name: "a closed pull request",
      code: "input_invalid",
      happens: ({ world, issue }) => world.closePullRequest(issue, "alice"),
    },
    {
      name: "settings that name another App",
      code: "request_unknown",
      happens: (scene) => scene.settle(`${clusterSettings}bot: { appId: 1 }\n`),
    },
    {
      name: "settings that name no bot",
      code: "request_unknown",
      happens: (scene) => scene.settle(clusterSettings),
    },
    {
      name: "a request that is concluded",
      code: "request_expired",
      happens: ({ repository, request }) => {
        const check = repository.checkRuns.get(request.id);
        if (check !== undefined) check.status = "completed";
      },
    },
  ])("refuses after $name", async ({ code, happens }) => {
    const scene = await startRequestScene();
    await happens(scene);
    expect(codeOf(await open(scene))).toBe(code);
  });

  it.each<{ name: string; code: ErrorCode; environment: Readonly<Record<string, string>> }>([
    { name: "a run that was started again", code: "rerun_refused", environment: { GITHUB_RUN_ATTEMPT: "2" } },
    { name: "a run on another branch", code: "ref_refused", environment: { GITHUB_REF: "refs/heads/change" } },
    { name: "a run that the bot did not start for it", code: "request_unknown", environment: { GITHUB_RUN_ID: "99" } },
    {
      name: "another branch's run that it did not start",
      code: "ref_refused",
      environment: { GITHUB_RUN_ID: "99", GITHUB_REF: "refs/heads/x" },
    },
  ])("refuses $name", async ({ code, environment }) => {
    const scene = await startRequestScene();
    const opening = await openRequest(taskOf(scene.request.id), quickPace(), scene.run(environment));
    expect(codeOf(opening)).toBe(code);
  });

  it("refuses a person who pressed the button, though the run may be the bound one", async () => {
    const scene = await startRequestScene();
    const task = { ...taskOf(scene.request.id), byProgram: false };
    expect(codeOf(await openRequest(task, quickPace(), scene.run()))).toBe("request_unknown");
  });

  it("refuses what nobody has written down, and what somebody else has", async () => {
    const scene = await startRequestScene();
    const { issue, comment, repository, request } = scene;
    expect(codeOf(await open(scene, 1))).toBe("request_unknown");
    const other = installBot(scene, "another-app");
    const foreign = await other.bind(await other.record(issue, comment), runId);
    expect(codeOf(await open(scene, foreign.id))).toBe("request_unknown");
    // A workflow of any branch can make check runs with its own token.
    const actions = scene.world.state.apps.get("github-actions");
    const check = repository.checkRuns.get(request.id);
    const copy = { ...check, id: request.id + 1_000, app: actions };
    repository.checkRuns.set(copy.id, copy as NonNullable<typeof check>); // the fields of the one that is copied
    expect(codeOf(await open(scene, copy.id))).toBe("request_unknown");
  });

  it("refuses what is too old", async () => {
    const scene = await startRequestScene();
    const { bot, issue, comment } = scene;
    const past = new Date(Date.now() - 1_000).toISOString();
    const origin = { kind: "label", label: "talos/reboot/talos-m02", eventId: 2 } as const;
    const request = await bot.bind(await bot.record(issue, comment, { expiresAt: past, origin }), runId);
    const opening = await open(scene, request.id);
    expect(codeOf(opening)).toBe("request_expired");
    expect(opening).toMatchObject({ stored: { id: request.id } });
  });

  it("refuses the second of two that were written down for the same command", async () => {
    const scene = await startRequestScene();
    const { bot, issue, comment } = scene;
    const second = await bot.bind(await bot.record(issue, comment), runId);
    expect(codeOf(await open(scene, second.id))).toBe("request_unknown");
    expect(codeOf(await open(scene))).toBe("opened");
  });

  it.each([
    { name: "another command", changes: { command: "reboot all" } },
    { name: "a command that the comment does not have", changes: { origin: { number: 2 } } },
    { name: "another person", changes: { requester: { id: 1, login: "mallory" } } },
    { name: "another pull request", changes: { pullRequest: 2 } },
    { name: "a comment that is not there", changes: { origin: { commentId: 1 } } },
  ])("refuses a record of $name than the comment shows", async ({ changes }) => {
    const scene = await startRequestScene();
    const { bot, issue, comment, repository, request, world } = scene;
    world.openPullRequest({ base: repository, branch: "change", author: "alice" });
    const origin = { ...request.record.origin, ...changes.origin };
    if (origin.kind !== "comment") throw new Error("it came from a comment");
    const made = await bot.record(issue, comment, { ...changes, origin: { ...origin, commentId: origin.commentId } });
    // Only the first of a key is looked at.
    repository.checkRuns.delete(request.id);
    const bound = await bot.bind(made, runId);
    expect(codeOf(await open(scene, bound.id))).toBe("comment_changed");
  });
});
