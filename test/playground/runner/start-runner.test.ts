import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type RunnerScene, startRunnerScene } from "../../support/runner-scene.ts";
import { checkPayload } from "../../support/webhook-schemas.ts";

const inputs = `
      request-id: { type: string }
      print: { type: string, default: hello }
      wait: { type: string, default: "false" }
      exit: { type: string, default: "0" }
      group: { type: string, default: main }`;

const step = `
    steps:
      - id: act
        uses: OWNER/action@0000000
        with: { print: "\${{ inputs.print }}", wait: "\${{ inputs.wait }}", exit: "\${{ inputs.exit }}" }`;

/** A plan, then what an environment guards. */
const guarded = `
name: Talos
run-name: \${{ inputs.request-id && format('talos request {0}', inputs.request-id) || 'Talos' }}
on:
  workflow_dispatch:
    inputs:${inputs}
jobs:
  plan:
    runs-on: [self-hosted, talos-plan]
    permissions: { checks: write }
    outputs: { value: "\${{ steps.act.outputs.value }}" }${step}
  operate:
    needs: plan
    if: needs.plan.outputs.value != 'skip'
    runs-on: [self-hosted]
    environment: talos-main${step}
`;

const grouped = (queue: string) => `
on:
  workflow_dispatch:
    inputs:${inputs}
jobs:
  only:
    concurrency: { group: "talos-\${{ inputs.group }}", cancel-in-progress: false${queue} }
    runs-on: [self-hosted]${step}
`;

const files = {
  ".github/workflows/run.yaml": guarded,
  ".github/workflows/queued.yaml": grouped(", queue: max"),
  ".github/workflows/single.yaml": grouped(""),
};

async function start() {
  const scene = await startRunnerScene({ files, labels: ["talos-plan"] });
  scene.world.addEnvironment(scene.repository, "talos-main", { reviewers: [scene.world.addUser("bob")] });
  return scene;
}

const runOf = ({ repository }: RunnerScene, id: number) => {
  const run = repository.runs.get(id);
  if (run === undefined) throw new Error(`no run ${id}`);
  return run;
};

const jobsOf = async ({ ask }: RunnerScene, id: number) => {
  const { body } = await ask("GET", `/actions/runs/${id}/jobs`);
  return body.jobs.map((job: { name: string; status: string; conclusion: string | null }) =>
    [job.name, job.status, job.conclusion].join(" "),
  );
};

describe("startRunner()", () => {
  it("carries a dispatched run out as far as its environment lets it, and to the end when a reviewer agrees", async () => {
    const scene = await start();
    const id = await scene.dispatch({ "request-id": "77" });
    await scene.runner.settled();
    expect(await jobsOf(scene, id)).toEqual(["plan completed success", "operate waiting "]);
    expect((await scene.ask("GET", `/actions/runs/${id}`)).body).toMatchObject({
      status: "waiting",
      conclusion: null,
      display_title: "talos request 77",
      run_attempt: 1,
    });
    scene.world.review(runOf(scene, id), "talos-main", "bob", "approved", "looks good");
    await scene.runner.settled();
    expect(await jobsOf(scene, id)).toEqual(["plan completed success", "operate completed success"]);
    expect(runOf(scene, id)).toMatchObject({ status: "completed", conclusion: "success" });
    expect((await scene.ask("GET", `/actions/runs/${id}/approvals`)).body).toMatchObject([
      { state: "approved", comment: "looks good", user: { login: "bob" }, environments: [{ name: "talos-main" }] },
    ]);
    expect(scene.runner.finished.map(({ job, step }) => [job, step?.outputs])).toEqual([
      ["plan", { value: "hello" }],
      ["operate", { value: "hello" }],
    ]);
  });

  it("tells every step of it, in GitHub's words", async () => {
    const scene = await start();
    const id = await scene.dispatch();
    await scene.runner.settled();
    scene.world.review(runOf(scene, id), "talos-main", "bob", "approved");
    await scene.runner.settled();
    expect(scene.heard.map(({ name }) => name)).toEqual([
      "workflow_run.requested",
      "workflow_job.queued",
      "workflow_run.in_progress",
      "workflow_job.in_progress",
      "workflow_job.completed",
      "deployment.created",
      "deployment_status.created",
      "workflow_job.waiting",
      "deployment_review.requested",
      "deployment_review.approved",
      "deployment_status.created",
      "workflow_job.queued",
      "deployment_status.created",
      "workflow_job.in_progress",
      "deployment_status.created",
      "workflow_job.completed",
      "workflow_run.completed",
    ]);
    // GitHub published the schema of reviews from a repository of an organisation.
    const complaints = scene.heard.flatMap(({ event, payload }) => checkPayload(event, payload));
    expect(complaints.filter((complaint) => !complaint.includes('"organization"'))).toEqual([]);
  });

  it("fails the job and the run that a reviewer rejects", async () => {
    const scene = await start();
    const id = await scene.dispatch();
    await scene.runner.settled();
    scene.world.review(runOf(scene, id), "talos-main", "bob", "rejected");
    await scene.runner.settled();
    expect(await jobsOf(scene, id)).toEqual(["plan completed success", "operate completed failure"]);
    expect(runOf(scene, id)).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("skips what the condition excludes, and what needs a job that failed", async () => {
    const scene = await start();
    const skipped = await scene.dispatch({ print: "skip" });
    const failed = await scene.dispatch({ exit: "1" });
    await scene.runner.settled();
    expect(await jobsOf(scene, skipped)).toEqual(["plan completed success", "operate completed skipped"]);
    expect(await jobsOf(scene, failed)).toEqual(["plan completed failure", "operate completed skipped"]);
    expect([runOf(scene, skipped).conclusion, runOf(scene, failed).conclusion]).toEqual(["success", "failure"]);
  });

  it("makes what a step prints annotations of the job's check run, which nobody else may change", async () => {
    const scene = await start();
    const id = await scene.dispatch({ print: "::notice title=talos-chatops::{}\n::error::bad" });
    await scene.runner.settled();
    const [plan] = runOf(scene, id).jobs;
    const path = `/check-runs/${plan?.id}`;
    expect((await scene.ask("GET", path)).body).toMatchObject({
      name: "plan",
      app: { slug: "github-actions" },
      status: "completed",
      conclusion: "success",
      details_url: expect.stringMatching(new RegExp(`/actions/runs/${id}/job/${plan?.id}$`)),
    });
    expect((await scene.ask("GET", `${path}/annotations`)).body).toMatchObject([
      { annotation_level: "notice", title: "talos-chatops", message: "{}" },
      { annotation_level: "failure", title: "", message: "bad" },
    ]);
    const token = scene.world.addWorkflowToken(scene.repository, { checks: "write" }).value;
    const body = { conclusion: "success" };
    expect(await scene.ask("PATCH", path, { token, body })).toMatchObject({ status: 403 });
  });

  it("leaves jobs queued while its runners are offline", async () => {
    const scene = await start();
    scene.runner.online = false;
    const id = await scene.dispatch({ print: "skip" });
    expect(await jobsOf(scene, id)).toEqual(["plan queued "]);
    expect((await scene.ask("GET", "/actions/runners")).body).toMatchObject({
      total_count: 1,
      runners: [{ name: "runner-1", status: "offline", busy: false, labels: { length: 4 } }],
    });
    scene.runner.online = true;
    await scene.runner.settled();
    expect(runOf(scene, id).conclusion).toBe("success");
  });

  it("leaves a job queued that no runner has the labels for", async () => {
    const scene = await startRunnerScene({ files });
    const id = await scene.dispatch();
    expect(await jobsOf(scene, id)).toEqual(["plan queued "]);
    expect((await scene.ask("POST", `/actions/runs/${id}/cancel`)).status).toBe(202);
    await scene.runner.settled();
    expect(await jobsOf(scene, id)).toEqual(["plan completed cancelled"]);
  });

  it("cancels a job in hand, a waiting one, and no completed one", async () => {
    const scene = await start();
    const running = await scene.dispatch({ wait: "true" });
    await scene.until(() => runOf(scene, running).status === "in_progress");
    expect((await scene.ask("POST", `/actions/runs/${running}/cancel`)).status).toBe(202);
    await scene.runner.settled();
    expect(await jobsOf(scene, running)).toEqual(["plan completed cancelled"]);
    const waiting = await scene.dispatch();
    await scene.runner.settled();
    scene.world.cancelRun(runOf(scene, waiting));
    await scene.runner.settled();
    expect(await jobsOf(scene, waiting)).toEqual(["plan completed success", "operate completed cancelled"]);
    expect(runOf(scene, waiting).conclusion).toBe("cancelled");
    expect((await scene.ask("POST", `/actions/runs/${waiting}/cancel`)).status).toBe(409);
  });

  it("runs again as the next attempt", async () => {
    const scene = await start();
    const id = await scene.dispatch({ print: "skip" });
    await scene.runner.settled();
    scene.world.rerun(runOf(scene, id), "mallory");
    await scene.runner.settled();
    expect((await scene.ask("GET", `/actions/runs/${id}`)).body).toMatchObject({
      run_attempt: 2,
      actor: { login: "alice" },
      triggering_actor: { login: "mallory" },
    });
    expect((await scene.ask("GET", `/actions/runs/${id}/attempts/1`)).body).toMatchObject({
      run_attempt: 1,
      conclusion: "success",
      triggering_actor: { login: "alice" },
    });
    const all = await scene.ask("GET", `/actions/runs/${id}/jobs?filter=all`);
    expect([await jobsOf(scene, id), all.body.total_count]).toEqual([
      ["plan completed success", "operate completed skipped"],
      4,
    ]);
  });

  it.each([
    { file: "queued.yaml", ended: ["first cancelled", "second success", "third success"] },
    { file: "single.yaml", ended: ["first cancelled", "second cancelled", "third success"] },
  ])("keeps a concurrency group in order ($file)", async ({ file, ended }) => {
    const scene = await startRunnerScene({ files, atOnce: 3 });
    const first = await scene.dispatch({ print: "first", wait: "true" }, file);
    await scene.until(() => runOf(scene, first).status === "in_progress");
    const second = await scene.dispatch({ print: "second" }, file);
    const third = await scene.dispatch({ print: "third" }, file);
    const other = await scene.dispatch({ print: "other", group: "else" }, file);
    await scene.until(() => runOf(scene, other).status === "completed");
    scene.world.cancelRun(runOf(scene, first));
    await scene.runner.settled();
    const names = { first, second, third };
    expect(Object.entries(names).map(([name, id]) => `${name} ${runOf(scene, id).conclusion}`)).toEqual(ended);
    const order = scene.runner.finished.flatMap(({ runId, step }) => (step ? [runId] : []));
    expect(order.toSorted((a, b) => a - b).filter((id) => id !== other)).toEqual(order.filter((id) => id !== other));
  });

  describe("with a workflow that calls another", () => {
    const caller = (permissions: string) => `
on:
  workflow_dispatch:
    inputs:${inputs}
jobs:
  talos:
    permissions: { ${permissions} }
    uses: OWNER/talos-chatops/.github/workflows/reusable.yaml@0000000
    with: { print: "from the caller: \${{ inputs.print }}" }
    secrets: { TOKEN: "\${{ secrets.OTHER }}" }
`;
    const reusable = `
on:
  workflow_call:
    inputs:
      print: { type: string, default: "" }
      runner: { type: string, default: '["self-hosted"]' }
jobs:
  act:
    name: \${{ inputs.print }}
    runs-on: \${{ fromJSON(inputs.runner) }}
    permissions: { checks: write }
    steps:
      - uses: OWNER/action@0000000
        with: { print: "\${{ inputs.print }} \${{ secrets.TOKEN }}" }
`;
    const startCaller = (permissions: string) =>
      startRunnerScene({
        files: { ".github/workflows/run.yaml": caller(permissions) },
        workflowText: (path) => (path === ".github/workflows/reusable.yaml" ? reusable : undefined),
        secrets: { OTHER: "s3cret" },
      });

    it("hands inputs and secrets on, and names the jobs after both", async () => {
      const scene = await startCaller("checks: write");
      const id = await scene.dispatch();
      await scene.runner.settled();
      expect(await jobsOf(scene, id)).toEqual(["talos / from the caller: hello completed success"]);
      expect(scene.runner.finished[0]?.step?.log).toContain("from the caller: hello s3cret");
    });

    it("starts nothing that wants more than the caller may", async () => {
      const scene = await startCaller("checks: read");
      const id = await scene.dispatch();
      await scene.runner.settled();
      expect(runOf(scene, id).conclusion).toBe("startup_failure");
      expect(scene.runner.problems).toEqual([expect.stringContaining("'checks: write'")]);
    });
  });

  it("takes the workflow that is offered for the bot, as its file and the reusable one stand", async () => {
    const read = (path: string) => readFileSync(path, "utf8");
    const scene = await startRunnerScene({
      files: { ".github/workflows/bot.yaml": read("examples/workflows/bot.yaml") },
      workflowText: read,
      labels: ["talos-plan", "talos-operate"],
    });
    const id = await scene.dispatch({ "request-id": "4711", command: "diff" }, "bot.yaml");
    await scene.runner.settled();
    expect(scene.runner.problems).toEqual([]);
    expect(await jobsOf(scene, id)).toEqual(["talos / plan completed success", "talos / operate completed skipped"]);
    expect(runOf(scene, id).title).toContain("request 4711");
  });
});
