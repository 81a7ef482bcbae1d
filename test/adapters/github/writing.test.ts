/** What the writing half asks of GitHub: comments as they stand, environments, approvals, deployments, dispatches. */
import { describe, expect, it } from "vitest";
import { readApprovals } from "../../../src/adapters/github/approvals.ts";
import { isAncestor } from "../../../src/adapters/github/commits.ts";
import { createDeployment, setDeploymentStatus } from "../../../src/adapters/github/deployment.ts";
import { dispatchWorkflow } from "../../../src/adapters/github/dispatch-workflow.ts";
import { readEnvironment } from "../../../src/adapters/github/environment.ts";
import { readLastPush } from "../../../src/adapters/github/last-push.ts";
import { openLiveComment } from "../../../src/adapters/github/live-comment.ts";
import { readComment } from "../../../src/adapters/github/read-comment.ts";
import { enterEnvironment } from "../../../src/playground/github/runs/gate.ts";
import { addJob } from "../../../src/playground/github/runs/job-life.ts";
import { startRun } from "../../../src/playground/github/runs/run-life.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

const writing = {
  contents: "read",
  issues: "write",
  pull_requests: "write",
  actions: "write",
  deployments: "write",
} as const;

async function start() {
  const test = await startTestGitHub();
  test.world.push(test.repository, "change", { "a.yaml": "1" });
  const issue = test.world.openPullRequest({ base: test.repository, branch: "change", author: "alice" });
  return { ...test, issue, github: test.connect(writing) };
}

describe("readComment()", () => {
  it("tells an edited comment and a deleted one", async () => {
    const { world, issue, github } = await start();
    const comment = world.comment(issue, { author: "alice", body: "/talos reboot a" });
    const { id, login } = world.addUser("alice");
    expect(await readComment(github, comment.id, calm)).toEqual({
      id: comment.id,
      body: "/talos reboot a",
      author: { id, login },
      createdAt: comment.createdAt,
      edited: false,
      number: issue.number,
    });
    world.editComment(comment, "/talos reset a");
    expect(await readComment(github, comment.id, calm)).toMatchObject({ edited: true });
    issue.comments.splice(0, 1);
    expect(await readComment(github, comment.id, calm)).toBeUndefined();
  });
});

describe("readEnvironment()", () => {
  it("tells what protects it", async () => {
    const { world, repository, github } = await start();
    const team = world.addTeam("acme", "infra", ["bob"]);
    world.addEnvironment(repository, "talos-main", {
      reviewers: [world.addUser("alice"), team],
      preventsSelfReview: true,
      branches: "protected",
    });
    world.addEnvironment(repository, "open");
    expect(await readEnvironment(github, "talos-main", calm)).toEqual({
      kind: "found",
      reviewers: 2,
      preventsSelfReview: true,
      limitsBranches: true,
      hasOwnRules: false,
    });
    expect(await readEnvironment(github, "open", calm)).toMatchObject({ reviewers: 0, limitsBranches: false });
    expect(await readEnvironment(github, "nowhere", calm)).toEqual({ kind: "missing" });
  });

  it("is unknown to a token that may not look", async () => {
    const { connect } = await startTestGitHub();
    expect(await readEnvironment(connect({ contents: "read" }), "talos-main", calm)).toEqual({ kind: "unknown" });
  });
});

describe("readApprovals()", () => {
  it("gives who approved the run for the environment", async () => {
    const { world, repository, github } = await start();
    const bob = world.addUser("bob");
    world.addEnvironment(repository, "talos-main", { reviewers: [bob] });
    const run = startRun(world.state, repository, {
      path: ".github/workflows/talos.yaml",
      event: "issue_comment",
      actor: world.addUser("alice"),
      ref: "refs/heads/main",
    });
    const site = { state: world.state, repository, run };
    enterEnvironment(site, addJob(site, { name: "operate", labels: [], environment: "talos-main", steps: [] }));
    world.review(run, "talos-main", bob, "approved");
    const wanted = { runId: run.id, environment: "Talos-Main" };
    expect(await readApprovals(github, wanted, calm)).toEqual([{ state: "approved", login: "bob", id: bob.id }]);
    expect(await readApprovals(github, { ...wanted, environment: "other" }, calm)).toEqual([]);
    expect(await readApprovals(github, { ...wanted, runId: 1 }, calm)).toBeUndefined();
  });
});

describe("readLastPush()", () => {
  it("goes by the server's clock", async () => {
    const { world, repository, github } = await start();
    const sha = world.push(repository, "change", { "a.yaml": "2" });
    expect(await readLastPush(github, "change", calm)).toEqual({ sha, at: repository.activity[0]?.timestamp });
    expect(await readLastPush(github, "never", calm)).toBeUndefined();
  });
});

describe("isAncestor()", () => {
  it("takes what is in the history, and nothing of a fork", async () => {
    const { world, repository, github } = await start();
    const old = repository.branches.get("main") ?? "";
    const of = world.push(repository, "main", { "b.yaml": "1" });
    const fork = world.fork(repository, "mallory");
    const foreign = world.push(fork, "main", { "b.yaml": "2" });
    expect(await isAncestor(github, { commit: old, of }, calm)).toBe(true);
    expect(await isAncestor(github, { commit: of, of }, calm)).toBe(true);
    expect(await isAncestor(github, { commit: foreign, of }, calm)).toBe(false);
    expect(await isAncestor(github, { commit: "0".repeat(40), of }, calm)).toBe(false);
  });
});

describe("dispatchWorkflow()", () => {
  const file = ".github/workflows/talos.yaml";
  const workflow = "on:\n  workflow_dispatch:\n    inputs:\n      command: { type: string }\n";

  it("starts a run with its inputs", async () => {
    const { world, repository, github } = await start();
    world.push(repository, "main", { [file]: workflow });
    await dispatchWorkflow(github, { workflow: "talos.yaml", ref: "main", inputs: { command: "continue" } }, calm);
    expect([...repository.runs.values()]).toMatchObject([
      { path: file, event: "workflow_dispatch", ref: "refs/heads/main", inputs: { command: "continue" } },
    ]);
  });

  it.each([
    { name: "an input that is not declared", inputs: { other: "x" }, text: workflow },
    { name: "a workflow without the trigger", inputs: {}, text: "on: push\n" },
  ])("fails for $name", async ({ inputs, text }) => {
    const { world, repository, github } = await start();
    world.push(repository, "main", { [file]: text });
    await expect(dispatchWorkflow(github, { workflow: "talos.yaml", ref: "main", inputs }, calm)).rejects.toMatchObject(
      { code: "github_failed" },
    );
  });

  it("names the permission that is missing", async () => {
    const { world, repository, connect } = await startTestGitHub();
    world.push(repository, "main", { [file]: workflow });
    const github = connect({ contents: "read" });
    await expect(
      dispatchWorkflow(github, { workflow: "talos.yaml", ref: "main", inputs: {} }, calm),
    ).rejects.toMatchObject({ code: "github_failed", hint: expect.stringContaining("actions: write") });
  });
});

describe("createDeployment()", () => {
  it("records the commit and what became of it", async () => {
    const { repository, github, issue } = await start();
    const sha = issue.pull?.headSha ?? "";
    const payload = { operation: "20261123-upgrade" };
    const id = await createDeployment(
      github,
      { sha, environment: "talos-main", description: "d".repeat(200), payload },
      calm,
    );
    await setDeploymentStatus(
      github,
      id,
      { state: "in_progress", description: "begun", logUrl: "https://x.test" },
      calm,
    );
    await setDeploymentStatus(github, id, { state: "success", description: "s".repeat(200) }, calm);
    expect([...repository.deployments.values()]).toMatchObject([
      {
        sha,
        environment: "talos-main",
        task: "talos",
        payload,
        statuses: [{ state: "in_progress", logUrl: "https://x.test" }, { state: "success" }],
      },
    ]);
  });
});

describe("openLiveComment()", () => {
  it("makes one comment, edits it, and makes it again when somebody deleted it", async () => {
    const { server, issue, github } = await start();
    const live = openLiveComment(github, { number: issue.number, key: "operation 1" });
    expect(server.requests).toEqual([]);
    await live.write("one", calm);
    await live.write("two", calm);
    expect(issue.comments.map(({ body }) => body)).toEqual(["<!-- talos-chatops operation%201 1 -->\ntwo"]);
    expect(live.url).toContain(`#issuecomment-${issue.comments[0]?.id}`);
    issue.comments.splice(0, 1);
    await live.write("three", calm);
    expect(issue.comments).toHaveLength(1);
  });

  it("goes on in the comment that an earlier run made", async () => {
    const { issue, github, connect } = await start();
    await openLiveComment(github, { number: issue.number, key: "operation 1" }).write("one", calm);
    await openLiveComment(connect(writing), { number: issue.number, key: "operation 1" }).write("two", calm);
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).toMatch(/two$/);
  });
});
