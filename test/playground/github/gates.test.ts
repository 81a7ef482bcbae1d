import { describe, expect, it } from "vitest";
import type { EnvironmentSettings } from "../../../src/playground/github/world/runs.ts";
import { permissions, startRunnerScene } from "../../support/runner-scene.ts";
import { checkPayload } from "../../support/webhook-schemas.ts";

const workflow = `
on: workflow_dispatch
jobs:
  operate:
    runs-on: [self-hosted]
    environment: talos-main
    steps:
      - uses: OWNER/action@0000000
`;

type Scene = Awaited<ReturnType<typeof startRunnerScene>>;

async function start(settings: (scene: Scene) => EnvironmentSettings) {
  const scene = await startRunnerScene({ files: { ".github/workflows/run.yaml": workflow } });
  const environment = scene.world.addEnvironment(scene.repository, "talos-main", settings(scene));
  const dispatch = async () => {
    const run = scene.repository.runs.get(await scene.dispatch());
    if (run === undefined) throw new Error("no run");
    await scene.runner.settled();
    return run;
  };
  return { ...scene, environment, dispatch };
}

async function startWithRule(reviewers: readonly string[] = []) {
  const test = await start(({ world, repository }) => {
    const app = world.addApp({ slug: "talos-bot", permissions: { actions: "read", deployments: "write" } });
    world.install(app, repository);
    return { protectionRules: [app], reviewers: reviewers.map((login) => world.addUser(login)) };
  });
  const [rule] = test.environment.protectionRules;
  if (rule === undefined) throw new Error("no rule");
  const token = test.world.addToken({
    actor: rule.app.bot,
    app: rule.app,
    permissions,
    repositories: [test.repository],
  });
  const answer = (run: number, body: Readonly<Record<string, unknown>>, as = token.value) =>
    test.ask("POST", `/actions/runs/${run}/deployment_protection_rule`, {
      token: as,
      body: { environment_name: "talos-main", ...body },
    });
  return { ...test, app: rule.app, answer };
}

describe("an environment's reviewers", () => {
  it("are shown while a run waits, and answer through the API", async () => {
    const scene = await start(({ world }) => ({ reviewers: [world.addTeam("acme", "infra", ["bob"])] }));
    const run = await scene.dispatch();
    const path = `/actions/runs/${run.id}/pending_deployments`;
    expect((await scene.ask("GET", path, { as: "bob" })).body).toMatchObject([
      {
        environment: { id: scene.environment.id, name: "talos-main" },
        wait_timer: 0,
        current_user_can_approve: true,
        reviewers: [{ type: "Team", reviewer: { slug: "infra" } }],
      },
    ]);
    const body = { environment_ids: [scene.environment.id], state: "approved", comment: "go" };
    expect(await scene.ask("POST", path, { as: "mallory", body })).toMatchObject({ status: 422 });
    expect(await scene.ask("POST", path, { as: "bob", body })).toMatchObject({
      status: 200,
      body: [{ task: "deploy" }],
    });
    await scene.runner.settled();
    expect(run.conclusion).toBe("success");
    expect(await scene.ask("POST", path, { as: "bob", body })).toMatchObject({ status: 422 });
  });

  it("are no Apps", async () => {
    const scene = await start(({ world }) => ({ reviewers: [world.addUser("bob")] }));
    const run = await scene.dispatch();
    const token = scene.world.addWorkflowToken(scene.repository, permissions).value;
    const body = { environment_ids: [scene.environment.id], state: "approved", comment: "go" };
    const answer = await scene.ask("POST", `/actions/runs/${run.id}/pending_deployments`, { token, body });
    expect(answer.status).toBe(403);
    expect(run.status).toBe("waiting");
  });

  it("may not review what they have started where that is prevented", async () => {
    const scene = await start(({ world }) => ({ reviewers: [world.addUser("alice")], preventsSelfReview: true }));
    const run = await scene.dispatch();
    expect(() => scene.world.review(run, "talos-main", "alice", "approved")).toThrow();
    expect(run.reviews).toEqual([]);
  });

  it("are passed over by an administrator, unless the environment forbids it", async () => {
    const scene = await start(({ world }) => ({ reviewers: [world.addUser("bob")] }));
    const run = await scene.dispatch();
    expect(() => scene.world.bypass(run, "talos-main", "mallory")).toThrow();
    scene.world.setRole(scene.repository, "root", "admin");
    scene.world.bypass(run, "talos-main", "root", "emergency");
    await scene.runner.settled();
    expect([run.conclusion, run.reviews.map(({ user }) => user.login)]).toEqual(["success", ["root"]]);
    const strict = await start(({ world }) => ({ reviewers: [world.addUser("bob")], adminsMayBypass: false }));
    const held = await strict.dispatch();
    strict.world.setRole(strict.repository, "root", "admin");
    expect(() => strict.world.bypass(held, "talos-main", "root")).toThrow();
  });
});

describe("an environment's branch policy", () => {
  it.each([
    { settings: { branches: "protected" }, ref: "change", conclusion: "failure" },
    { settings: { branches: "protected" }, ref: "main", conclusion: "success" },
    { settings: { branches: "custom", allowedBranches: ["change"] }, ref: "change", conclusion: "success" },
    { settings: { branches: "custom", allowedBranches: ["change"] }, ref: "main", conclusion: "failure" },
  ] as const)("ends a run on $ref with $conclusion ($settings)", async ({ settings, ref, conclusion }) => {
    const scene = await start(() => settings);
    scene.world.push(scene.repository, "change", { a: "1" });
    await scene.ask("POST", "/actions/workflows/run.yaml/dispatches", { body: { ref } });
    await scene.runner.settled();
    expect([...scene.repository.runs.values()]).toMatchObject([{ conclusion, status: "completed" }]);
  });
});

describe("an environment's timer", () => {
  it("holds a run until it is over", async () => {
    const scene = await start(() => ({ waitMinutes: 0.001 }));
    const run = await scene.dispatch();
    await scene.until(() => run.status === "completed");
    expect([run.conclusion, run.gates.map(({ state }) => state)]).toEqual(["success", ["approved"]]);
  });
});

describe("an App's protection rule", () => {
  it("is asked, says why it waits, and lets the job in", async () => {
    const scene = await startWithRule();
    const run = await scene.dispatch();
    const asked = scene.heard.find(({ event }) => event === "deployment_protection_rule");
    expect(checkPayload("deployment_protection_rule", asked?.payload ?? {})).toEqual([]);
    expect(asked?.payload).toMatchObject({
      environment: "talos-main",
      event: "workflow_dispatch",
      deployment_callback_url: `${scene.server.url}/repos/acme/home-ops/actions/runs/${run.id}/deployment_protection_rule`,
    });
    expect(await scene.answer(run.id, { comment: "waits for bob" })).toMatchObject({ status: 204 });
    expect(run.status).toBe("waiting");
    expect(await scene.answer(run.id, { state: "approved", comment: "yes" })).toMatchObject({ status: 204 });
    await scene.runner.settled();
    expect(run.conclusion).toBe("success");
    expect(await scene.answer(run.id, { state: "approved" })).toMatchObject({ status: 422 });
  });

  it("agrees together with a reviewer, in any order", async () => {
    const scene = await startWithRule(["bob"]);
    const [first, second] = [await scene.dispatch(), await scene.dispatch()];
    await scene.answer(first.id, { state: "approved" });
    scene.world.review(second, "talos-main", "bob", "approved");
    await scene.runner.settled();
    expect([first.status, second.status]).toEqual(["waiting", "waiting"]);
    scene.world.review(first, "talos-main", "bob", "approved");
    await scene.answer(second.id, { state: "approved" });
    await scene.runner.settled();
    expect([first.conclusion, second.conclusion]).toEqual(["success", "success"]);
  });

  it("fails the run when it says no, whatever the reviewer said", async () => {
    const scene = await startWithRule(["bob"]);
    const run = await scene.dispatch();
    scene.world.review(run, "talos-main", "bob", "approved");
    await scene.answer(run.id, { state: "rejected", comment: "no" });
    await scene.runner.settled();
    expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("takes an answer from its own App only, and ten reports of 1,024 characters", async () => {
    const scene = await startWithRule();
    const run = await scene.dispatch();
    const other = scene.world.addWorkflowToken(scene.repository, permissions).value;
    expect(await scene.answer(run.id, { state: "approved" }, other)).toMatchObject({ status: 422 });
    expect(await scene.answer(run.id, { comment: "x".repeat(1025) })).toMatchObject({ status: 422 });
    for (let count = 0; count < 10; count += 1) await scene.answer(run.id, { comment: `${count}` });
    expect(await scene.answer(run.id, { comment: "11th" })).toMatchObject({ status: 422 });
    expect(run.status).toBe("waiting");
  });

  it("is listed", async () => {
    const scene = await startWithRule();
    expect((await scene.ask("GET", "/environments/talos-main/deployment_protection_rules")).body).toMatchObject({
      total_count: 1,
      custom_deployment_protection_rules: [{ enabled: true, app: { id: scene.app.id, slug: "talos-bot" } }],
    });
    expect((await scene.ask("GET", "/environments")).body).toMatchObject({
      total_count: 1,
      environments: [{ name: "talos-main" }],
    });
  });
});
