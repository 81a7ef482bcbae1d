/** Whose word lets a request of the bot begin: a comment that was written down, or a review of the environment. */
import { describe, expect, it } from "vitest";
import { openAsking } from "../../../src/action/ask/asking.ts";
import { type Approval, requireApproval } from "../../../src/action/operate/choose-approval.ts";
import { createPosting } from "../../../src/action/posting.ts";
import { parseCommand } from "../../../src/chatops/parse-command.ts";
import { type ErrorCode, UserError } from "../../../src/errors.ts";
import { startRun } from "../../../src/playground/github/runs/run-life.ts";
import { installBot } from "../../support/install-bot.ts";
import { type RequestScene, startRequestScene } from "../../support/request-scene.ts";

const digest = "3fa9c1d2".padEnd(64, "0");
const other = "ffffffff".padEnd(64, "0");
const comment: Approval = { kind: "comment" };
const environment: Approval = { kind: "environment", environment: "talos-main" };

/** Writes down what somebody says. */
async function say(scene: RequestScene, author: string, body = "/talos approve 3fa9c1d2", word = digest) {
  const said = scene.world.comment(scene.issue, { author, body });
  await scene.bot.judge(scene.request, said, { digest: word });
  return said;
}

/** Logins, or the code of what is missing. */
async function ask(
  scene: RequestScene,
  approval: Approval = comment,
  {
    line = "reboot talos-m02",
    ...given
  }: { readonly line?: string; readonly runId?: string; readonly token?: string } = {},
): Promise<readonly string[] | ErrorCode> {
  const { request, bot, issue, comment: asked } = scene;
  const run = scene.run({
    ...(given.runId !== undefined && { GITHUB_RUN_ID: given.runId }),
    ...(given.token !== undefined && { "INPUT_GITHUB-TOKEN": given.token }),
  });
  const author = { login: "alice", id: asked.user.id };
  const opened = { stored: request, appId: bot.app.id };
  const asking = openAsking(
    { kind: "request", request: opened, number: issue.number, author, commands: [] },
    createPosting(run.log, { isExpected: false }),
    run,
  );
  const [cluster] = (await asking.settings()).clusters;
  const parsed = parseCommand(line);
  if (cluster === undefined || parsed.kind !== "command") throw new Error("the scene has a cluster and commands");
  const risk = line.startsWith("shutdown") ? "destroy" : "change";
  try {
    return await requireApproval({ approval, risk, command: parsed.command, cluster, digest }, asking, run);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
}

describe("requireApproval() for a request that waits for a comment", () => {
  it("goes by another person's word", async () => {
    const scene = await startRequestScene();
    await say(scene, "bob");
    expect(await ask(scene)).toEqual(["bob"]);
  });

  it.each<{ name: string; code: ErrorCode; happens: (scene: RequestScene) => unknown }>([
    { name: "nobody's word", code: "approval_missing", happens: () => undefined },
    { name: "the requester's own", code: "approval_missing", happens: (scene) => say(scene, "alice") },
    { name: "a stranger's", code: "permission_denied", happens: (scene) => say(scene, "mallory") },
    {
      name: "that of somebody who has lost the right",
      code: "permission_denied",
      happens: async (scene) => {
        await say(scene, "bob");
        scene.world.setRole(scene.repository, "bob", "read");
      },
    },
    { name: "a rejection", code: "approval_missing", happens: (scene) => say(scene, "bob", "/talos reject") },
    {
      name: "a word for another plan",
      code: "plan_changed",
      happens: (scene) => say(scene, "bob", "/talos approve", other),
    },
    {
      name: "a comment that names another plan",
      code: "comment_changed",
      happens: (scene) => say(scene, "bob", "/talos approve ffffffff"),
    },
    {
      name: "a comment that says something else",
      code: "comment_changed",
      happens: (scene) => say(scene, "bob", "/talos status"),
    },
    {
      name: "an edited comment",
      code: "comment_changed",
      happens: async (scene) => scene.world.editComment(await say(scene, "bob"), "/talos approve"),
    },
    {
      name: "a deleted comment",
      code: "comment_changed",
      happens: async (scene) => scene.world.deleteComment(await say(scene, "bob")),
    },
    {
      name: "what was said of an earlier request",
      code: "comment_changed",
      happens: async (scene) => {
        const said = await say(scene, "bob", "/talos approve");
        const earlier = new Date(Date.parse(scene.request.record.askedAt) - 1_000).toISOString();
        Object.assign(said, { createdAt: earlier, updatedAt: earlier });
      },
    },
    {
      name: "a word in somebody else's mouth",
      code: "comment_changed",
      happens: ({ bot, request, world, issue }) => {
        const said = world.comment(issue, { author: "mallory", body: "/talos approve" });
        return bot.judge(request, { ...said, user: world.addUser("bob") }, { digest });
      },
    },
    {
      name: "what another App has written down",
      code: "approval_missing",
      happens: (scene) => {
        const said = scene.world.comment(scene.issue, { author: "bob", body: "/talos approve" });
        return installBot(scene, "another-app").judge(scene.request, said, { digest });
      },
    },
  ])("does not go by $name", async ({ code, happens }) => {
    const scene = await startRequestScene();
    await happens(scene);
    expect(await ask(scene)).toBe(code);
  });

  it("wants the plan named where it destroys", async () => {
    const line = "shutdown talos-m02 --confirm talos-m02";
    const [vague, clear] = [await startRequestScene(), await startRequestScene()];
    for (const scene of [vague, clear]) scene.world.setRole(scene.repository, "bob", "admin");
    await say(vague, "bob", "/talos approve");
    await say(clear, "bob");
    expect(await ask(vague, comment, { line })).toBe("approval_missing");
    expect(await ask(clear, comment, { line })).toEqual(["bob"]);
  });

  it("goes by the first word, whatever comes after it", async () => {
    const scene = await startRequestScene();
    await say(scene, "bob", "/talos reject");
    await say(scene, "bob");
    expect(await ask(scene)).toBe("approval_missing");
    const again = await startRequestScene();
    await say(again, "bob");
    await say(again, "bob", "/talos reject");
    expect(await ask(again)).toEqual(["bob"]);
  });
});

/** A run that people have reviewed for the environment. */
function reviewed({ world, repository }: RequestScene, people: readonly string[], preventsSelfReview = false): string {
  const reviewers = ["alice", "bob"].map((login) => world.addUser(login));
  world.addEnvironment(repository, "talos-main", { reviewers, preventsSelfReview });
  const actor = world.addUser("talos-bot[bot]", { type: "Bot" });
  const start = { path: ".github/workflows/bot.yaml", event: "workflow_dispatch", actor, ref: "refs/heads/main" };
  const run = startRun(world.state, repository, start);
  for (const login of people) {
    run.reviews.push({ state: "approved", user: world.addUser(login), environment: "talos-main", comment: "" });
  }
  return String(run.id);
}

const shutdown = "shutdown talos-m02 --confirm talos-m02";

describe("requireApproval() for a request that waits for an environment", () => {
  it.each([
    { name: "a change, by whoever asked", people: ["alice"], line: "reboot talos-m02", prevents: false, is: ["alice"] },
    { name: "a change, by nobody", people: [], line: "reboot talos-m02", prevents: false, is: [] },
    {
      name: "a change, by whoever asked where the environment prevents that",
      ...{ people: ["alice"], line: "reboot talos-m02", prevents: true, is: "approval_missing" },
    },
    {
      name: "a change, by another person where the environment asks for one",
      ...{ people: ["bob"], line: "reboot talos-m02", prevents: true, is: ["bob"] },
    },
    {
      name: "what destroys, by whoever asked",
      ...{ people: ["alice"], line: shutdown, prevents: false, is: "approval_missing" },
    },
    { name: "what destroys, by another person", people: ["bob"], line: shutdown, prevents: false, is: ["bob"] },
  ])("judges $name", async ({ people, line, prevents, is }) => {
    const scene = await startRequestScene();
    expect(await ask(scene, environment, { line, runId: reviewed(scene, people, prevents) })).toEqual(is);
  });

  it("takes a word in a comment for another person's review, of somebody with the right to it", async () => {
    const scene = await startRequestScene();
    const runId = reviewed(scene, ["alice"]);
    await say(scene, "bob");
    expect(await ask(scene, environment, { line: shutdown, runId })).toBe("permission_denied");
    scene.world.setRole(scene.repository, "bob", "admin");
    expect(await ask(scene, environment, { line: shutdown, runId })).toEqual(["alice", "bob"]);
  });

  it("heeds a rejection in a comment, whoever has reviewed it", async () => {
    const scene = await startRequestScene();
    const runId = reviewed(scene, ["bob"]);
    await say(scene, "bob", "/talos reject");
    expect(await ask(scene, environment, { runId })).toBe("approval_missing");
  });

  it("asks for another person where it cannot see what the environment wants", async () => {
    const scene = await startRequestScene();
    const { value: token } = scene.world.addWorkflowToken(scene.repository, {
      contents: "read",
      checks: "read",
      pull_requests: "read",
    });
    expect(await ask(scene, environment, { runId: reviewed(scene, ["bob"]), token })).toEqual("approval_missing");
  });
});
