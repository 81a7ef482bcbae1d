/** Requests of the bot, carried out by the shipped workflow and the built bundle, and what the bot is told of them. */
import { describe, expect, it } from "vitest";
import { dispatchEvent } from "../../src/playground/github/event-payloads.ts";
import { startRun } from "../../src/playground/github/runs/run-life.ts";
import { type BotScene, type Requested, startBotScene } from "../support/bot-scene.ts";
import type { Answer } from "../support/chatops-scene.ts";
import { buildOnce, changeMtu, expectNoSecrets, node, openPull } from "../support/drive-action.ts";

buildOnce();

const states = ({ jobs }: Answer) => jobs.map(({ job, state }) => `${job} ${state}`);
const shown = ({ comments }: Answer) => comments.at(-1) ?? "";
const outputs = ({ jobs }: Answer) => jobs.at(-1)?.step?.outputs ?? {};
const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
const byComment = (text: string) => `${text}    approvals: { change: comment, destroy: comment }\n`;

/** Bob may approve what a writer may ask for. */
function letBobWrite({ world, repository }: BotScene): void {
  world.setRole(repository, "bob", "write");
}

describe.concurrent("requests of the bot", { timeout: 240_000 }, () => {
  it("are planned, wait for the environment, are carried out, and told of in notes", async () => {
    const scene = await startBotScene();
    const answer = await scene.request("/talos reboot talos-m02");
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    const [plan = "", live = "", ...more] = answer.comments;
    expect(more).toEqual([]);
    expect(plan).toContain("needs approval");
    expect(live).toContain("✅ done, 1 of 1 node");
    expect(live).toContain("Asked for by **alice**");
    expect(live).toContain("approved by **bob**");
    // They are the bot's.
    expect(answer.comment?.reactions).toEqual([]);
    const request = answer.request.id;
    expect(answer.notes).toEqual([
      { version: 1, request, phase: "plan", outcome: "planned", approval: "environment", digest },
      { version: 1, request, phase: "operate", outcome: "succeeded", digest, operation: expect.any(String) },
    ]);
    for (const { step } of answer.jobs) {
      expect(step?.post).toEqual({ exitCode: 0, log: "" });
      if (step) expectNoSecrets(scene, step);
    }
  });

  it("are answered where they only look, and where there is nothing to do", async () => {
    const scene = await startBotScene();
    const status = await scene.request("/talos status");
    expect(status.notes).toMatchObject([{ phase: "plan", outcome: "answered" }]);
    expect(shown(status)).toContain("talos-m02");
    const dry = await scene.request("/talos reboot talos-m02 --dry-run");
    expect(dry.notes).toMatchObject([{ phase: "plan", outcome: "answered", digest }]);
    const version = await scene.request("/talos upgrade talos-m02 --version v1.11.5");
    expect(version.notes).toMatchObject([{ phase: "plan", outcome: expect.not.stringMatching("planned") }]);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("wait for another person's comment where the settings say so, and are carried out by a second run", async () => {
    const scene = await startBotScene({ settings: byComment });
    letBobWrite(scene);
    const first = await scene.request("/talos apply talos-m02");
    expect(states(first)).toEqual(["plan done", "operate skipped"]);
    expect(first.notes).toMatchObject([{ outcome: "planned", approval: "comment", digest }]);
    expect(shown(first)).toContain(`/talos approve ${first.notes[0]?.digest?.slice(0, 8)}`);
    expect(shown(first)).toMatch(/^\+\s*mtu: "?1400/m);
    await scene.approve(first.request, first.notes[0]);
    const second = await scene.carryOn(first.request);
    expect(states(second)).toEqual(["plan done", "operate done"]);
    expect(second.comments).toHaveLength(1);
    expect(shown(second)).toContain("approved by **bob**");
    expect(second.notes).toMatchObject([
      { phase: "plan", outcome: "planned", approval: "none", digest: first.notes[0]?.digest },
      { phase: "operate", outcome: "succeeded", digest: first.notes[0]?.digest },
    ]);
  });

  it("are not carried out when what was approved is another plan by then", async () => {
    const scene = await startBotScene({ settings: byComment });
    letBobWrite(scene);
    const first = await scene.request("/talos apply talos-m02");
    await scene.approve(first.request, { ...first.notes[0], digest: "0".repeat(64) } as (typeof first.notes)[number]);
    const second = await scene.carryOn(first.request);
    expect(outputs(second)).toMatchObject({ outcome: "refused" });
    expect(second.comments.join()).toContain("plan_changed");
    expect(second.notes).toMatchObject([{ outcome: "planned" }, { outcome: "refused", code: "plan_changed" }]);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("unlock what was locked, after another person's comment", async () => {
    const scene = await startBotScene({ settings: byComment });
    letBobWrite(scene);
    const locked = await scene.request("/talos lock");
    expect(locked.notes).toMatchObject([{ outcome: "answered" }]);
    const first = await scene.request("/talos unlock");
    expect(first.notes).toMatchObject([{ outcome: "planned", approval: "comment", digest }]);
    expect(shown(first)).toContain("/talos approve");
    await scene.approve(first.request, first.notes[0]);
    const second = await scene.carryOn(first.request);
    expect(states(second)).toEqual(["plan done", "operate done"]);
    expect(second.notes.at(-1)).toMatchObject({ phase: "operate", outcome: "succeeded" });
  });

  it.each([
    { name: "approved alone", author: "alice", role: "write", code: "approval_missing" },
    { name: "approved by somebody without the right", author: "bob", role: "triage", code: "permission_denied" },
  ] as const)("are refused when $name", async ({ author, role, code }) => {
    const scene = await startBotScene({ settings: byComment });
    scene.world.setRole(scene.repository, author, role);
    const first = await scene.request("/talos reboot talos-m02");
    await scene.approve(first.request, first.notes[0], author);
    const second = await scene.carryOn(first.request);
    expect(states(second)).toEqual(["plan failed", "operate skipped"]);
    expect(second.notes).toMatchObject([{ phase: "plan", outcome: "refused", code }]);
    expect(shown(second)).toContain(code);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it.each<{ name: string; code: string; before: (scene: BotScene) => void }>([
    {
      name: "whoever asked has lost the right",
      code: "permission_denied",
      before: ({ world, repository }) => world.setRole(repository, "alice", "read"),
    },
    {
      name: "the branch was pushed to",
      code: "head_moved",
      before: ({ world, repository }) => void world.push(repository, "change", { "x.yaml": "1" }),
    },
    {
      name: "the pull request was closed",
      code: "input_invalid",
      before: ({ world, issue }) => world.closePullRequest(issue, "alice"),
    },
  ])("are refused, and not in silence, when $name", async ({ code, before }) => {
    const scene = await startBotScene();
    const answer = await scene.request("/talos reboot talos-m02", { before: () => before(scene) });
    expect(states(answer)).toEqual(["plan failed", "operate skipped"]);
    expect(shown(answer)).toContain(code);
    expect(answer.notes).toMatchObject([{ phase: "plan", outcome: "refused", code }]);
  });

  it.each<{ name: string; code: string; meanwhile: (scene: BotScene) => void | Promise<void> }>([
    {
      name: "the comment was edited",
      code: "comment_changed",
      meanwhile: ({ world, issue }) => {
        const comment = issue.comments.find(({ user }) => user.type === "User");
        if (comment) world.editComment(comment, "/talos reboot all");
      },
    },
    {
      name: "another person rejects it",
      code: "approval_missing",
      meanwhile: async (scene) => {
        const [check] = [...scene.repository.checkRuns.values()].filter(({ app }) => app === scene.bot.app);
        const { readRequest } = await import("../../src/adapters/github/request-store.ts");
        const request = await readRequest(scene.bot.github, check?.id ?? 0, { signal: new AbortController().signal });
        if (request === undefined) throw new Error("nobody has written a request down");
        await scene.bot.judge(request, scene.say("/talos reject", { author: "bob" }), { digest: "0".repeat(64) });
      },
    },
  ])("are refused after a review when $name", async ({ code, meanwhile }) => {
    const scene = await startBotScene();
    const answer = await scene.request("/talos reboot talos-m02", { meanwhile: () => meanwhile(scene) });
    expect(states(answer)).toEqual(["plan done", "operate failed"]);
    expect(outputs(answer)).toMatchObject({ outcome: "refused" });
    expect(JSON.parse(outputs(answer)["result"] ?? "")).toMatchObject({ state: "refused", error: { code } });
    expect(answer.notes.at(-1)).toMatchObject({ phase: "operate", outcome: "refused", code });
    expect(shown(answer)).toContain(code);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("need a second person for what destroys, and for changes where the environment says so", async () => {
    const scene = await startBotScene({ reviewers: ["alice", "bob"] });
    const { world, repository } = scene;
    world.setRole(repository, "alice", "admin");
    const destroy = await scene.request("/talos shutdown talos-m02 --confirm talos-m02", { approver: "alice" });
    expect(destroy.notes.at(-1)).toMatchObject({ outcome: "refused", code: "approval_missing" });
    const reviewers = ["alice", "bob"].map((login) => world.addUser(login));
    world.addEnvironment(repository, "talos-main", { reviewers, preventsSelfReview: true, branches: "protected" });
    const change = await scene.request("/talos reboot talos-m02", { approver: "alice" });
    expect(change.notes.at(-1)).toMatchObject({ outcome: "refused", code: "approval_missing" });
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("are refused for a fork, in words", async () => {
    const scene = await startBotScene();
    const { bot, cluster, repository, world } = scene;
    const issue = openPull(scene, {
      head: world.fork(repository, "mallory"),
      ...{ branch: "theirs", change: changeMtu, path: node },
    });
    const comment = world.comment(issue, { author: "alice", body: "/talos apply talos-m02" });
    const answer = await scene.carryOn(await bot.record(issue, comment));
    expect(answer.notes).toMatchObject([{ outcome: "refused", code: "fork_refused" }]);
    expect(issue.comments.at(-1)?.body).toContain("fork_refused");
    expect(cluster.nodes.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it("are not for a person who starts the workflow with their number, and nothing is said in their name then", async () => {
    const scene = await startBotScene();
    const { bot, repository, server, world } = scene;
    const request = await bot.record(scene.issue, scene.say("/talos reboot talos-m02"));
    const sender = world.addUser("alice");
    const inputs = { "request-id": String(request.id) };
    const event = dispatchEvent({ repository, apiUrl: server.url, sender }, inputs);
    const answer = await scene.dispatch({}, { event });
    expect(states(answer)).toEqual(["plan failed", "operate skipped"]);
    expect(answer.jobs[0]?.step?.summary).toContain("request_unknown");
    expect(answer.comments).toEqual([]);
  });

  it("are not carried out again by a run that is started again", async () => {
    const scene = await startBotScene();
    const first = await scene.request("/talos reboot talos-m02", { approver: undefined });
    const again = await scene.carryOut(first.request, first.run, { attempt: 2 });
    expect(states(again)).toEqual(["plan failed", "operate skipped"]);
    expect(shown(again)).toContain("rerun_refused");
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("go on in another run where the runner's own node is next, by the same word", async () => {
    const scene = await startBotScene({ settings: byComment });
    letBobWrite(scene);
    const environment = { KUBERNETES_SERVICE_HOST: "10.96.0.1", NODE_NAME: "talos-m01" };
    const first = await scene.request("/talos reboot talos-m01 talos-m02");
    await scene.approve(first.request, first.notes[0]);
    const second = await scene.carryOn(first.request, { environment });
    expect(second.notes.at(-1)).toMatchObject({ outcome: "handed-over", operation: expect.any(String) });
    const started = [...scene.repository.runs.values()].at(-1);
    expect(started?.title).toBe(`request ${first.request.id}: /talos continue`);
    expect(started?.actor.login).toBe("github-actions[bot]");
    if (started === undefined) throw new Error("nobody goes on");
    // Another request's word does not let it go on.
    const other = await scene.request("/talos reboot talos-m03");
    const inputs = { ...started.inputs, "request-id": String(other.request.id) };
    const { actor, path, event, ref } = started;
    const wrong = startRun(scene.world.state, scene.repository, { actor, path, event, ref, inputs });
    expect((await scene.carryOut(other.request, wrong)).notes).toMatchObject([{ code: "permission_denied" }]);
    const rest = await scene.carryOut(first.request, started);
    expect(states(rest)).toEqual(["plan done", "operate done"]);
    expect(rest.notes).toMatchObject([
      { phase: "plan", outcome: "planned", approval: "none" },
      { phase: "operate", outcome: "succeeded", operation: second.notes.at(-1)?.operation },
    ]);
  });

  it("are told of by the post step when the run was killed", async () => {
    const scene = await startBotScene({ speed: 4 });
    const killing = new AbortController();
    void scene.cluster
      .node("talos-m02")
      .until(({ apiUp }) => !apiUp)
      .then(() => killing.abort());
    const cancelTimes = { terminateMs: 1_000, killMs: 1 };
    const answer: Requested = await scene.request("/talos reboot talos-m02", { signal: killing.signal, cancelTimes });
    expect(answer.jobs.at(-1)?.step?.exitCode).toBeNull();
    expect(answer.notes.at(-1)).toMatchObject({
      ...{ phase: "operate", outcome: "cancelled", code: "interrupted" },
      operation: expect.any(String),
    });
  });
});
