import { describe, expect, it } from "vitest";
import { startRunnerScene } from "../../support/runner-scene.ts";

const workflow = `
name: Talos
run-name: \${{ inputs.command && format('/talos {0}', inputs.command) || 'Talos' }}
on:
  workflow_dispatch:
    inputs:
      command: { type: string }
      mode: { type: choice, options: [fast, slow], default: slow }
jobs: {}
`;
const path = "/actions/workflows/talos.yaml";

async function start() {
  const scene = await startRunnerScene({
    files: {
      ".github/workflows/talos.yaml": workflow,
      ".github/workflows/push.yaml": "on: push\njobs: {}\n",
      ".github/workflows/strict.yaml":
        "on:\n  workflow_dispatch:\n    inputs:\n      node: { required: true }\njobs: {}\n",
    },
  });
  const dispatch = (body: unknown, file = "talos.yaml") =>
    scene.ask("POST", `/actions/workflows/${file}/dispatches`, { body });
  return { ...scene, dispatch: dispatch };
}

describe("dispatching a workflow", () => {
  it("answers with the run's details only when asked to", async () => {
    const { dispatch, repository, server } = await start();
    expect(await dispatch({ ref: "main" })).toEqual({ status: 204, body: undefined });
    const { status, body } = await dispatch({ ref: "main", return_run_details: true });
    const [, run] = repository.runs.values();
    expect([status, body]).toEqual([
      200,
      {
        workflow_run_id: run?.id,
        run_url: `${server.url}/repos/acme/home-ops/actions/runs/${run?.id}`,
        html_url: `${server.url}/acme/home-ops/actions/runs/${run?.id}`,
      },
    ]);
  });

  it("fills in defaults, and titles the run as its file says", async () => {
    const { dispatch, repository } = await start();
    await dispatch({ ref: "refs/heads/main", inputs: { command: "help" } });
    await dispatch({ ref: "main", inputs: { mode: "fast" } });
    expect([...repository.runs.values()]).toMatchObject([
      { inputs: { command: "help", mode: "slow" }, title: "/talos help", number: 1 },
      { inputs: { mode: "fast" }, title: "Talos", number: 2 },
    ]);
  });

  it.each([
    { name: "no file", file: "other.yaml", body: { ref: "main" }, status: 404 },
    { name: "no trigger", file: "push.yaml", body: { ref: "main" }, status: 422 },
    { name: "no branch", body: { ref: "other" }, status: 422 },
    { name: "an unknown input", body: { ref: "main", inputs: { x: "1" } }, status: 422 },
    { name: "an input that is no text", body: { ref: "main", inputs: { command: 1 } }, status: 422 },
    { name: "none of the options", body: { ref: "main", inputs: { mode: "other" } }, status: 422 },
    { name: "a required input that is missing", file: "strict.yaml", body: { ref: "main" }, status: 422 },
    {
      name: "26 inputs",
      body: { ref: "main", inputs: Object.fromEntries(Array.from({ length: 26 }, (_, n) => [`i${n}`, ""])) },
      status: 422,
    },
    { name: "too much", body: { ref: "main", inputs: { command: "x".repeat(65_536) } }, status: 422 },
    { name: "a field that is none", body: { ref: "main", other: true }, status: 422 },
  ])("answers $status to $name", async ({ body, status, file }) => {
    const { dispatch, repository } = await start();
    expect(await dispatch(body, file)).toMatchObject({ status });
    expect(repository.runs.size).toBe(0);
  });

  it("takes inputs of 65,535 characters", async () => {
    const { dispatch } = await start();
    const inputs = { command: "x".repeat(65_531), mode: "slow" };
    expect(await dispatch({ ref: "main", inputs })).toMatchObject({ status: 204 });
  });

  it.each([400, 422] as const)(
    "refuses return_run_details with %i where the server is too old for it",
    async (status) => {
      const { dispatch, world, repository } = await start();
      world.state.refusesRunDetails = status;
      expect(await dispatch({ ref: "main", return_run_details: true })).toMatchObject({ status });
      expect(await dispatch({ ref: "main" })).toMatchObject({ status: 204 });
      expect(repository.runs.size).toBe(1);
    },
  );

  it("starts nothing of a disabled workflow", async () => {
    const { dispatch, world, repository, ask } = await start();
    world.disableWorkflow(repository, ".github/workflows/talos.yaml");
    expect(await dispatch({ ref: "main" })).toMatchObject({ status: 422 });
    expect((await ask("GET", path)).body).toMatchObject({ name: "Talos", state: "disabled_manually" });
  });

  it("knows a workflow by its id as well", async () => {
    const { ask } = await start();
    const { body } = await ask("GET", path);
    expect((await ask("GET", `/actions/workflows/${body.id}`)).body).toEqual(body);
    expect((await ask("GET", "/actions/workflows")).body).toMatchObject({ total_count: 3 });
  });
});

describe("listing runs", () => {
  it.each([
    { query: "", found: 2 },
    { query: "event=workflow_dispatch&branch=main&actor=alice", found: 2 },
    { query: "event=push", found: 0 },
    { query: "branch=other", found: 0 },
    { query: "actor=bob", found: 0 },
    { query: "status=completed", found: 2 },
    { query: "status=success", found: 0 },
    { query: "status=skipped", found: 2 },
    { query: "created=>=2026-01-01T00:00:00Z", found: 2 },
    { query: "created=<2026-01-01", found: 0 },
    { query: "created=2026-01-01..*", found: 2 },
    { query: "created=*..2026-01-01", found: 0 },
  ])("finds $found with '$query'", async ({ query, found }) => {
    const scene = await start();
    await scene.dispatch({ ref: "main", inputs: { command: "one" } });
    await scene.dispatch({ ref: "main", inputs: { command: "two" } });
    await scene.runner.settled();
    const of = async (where: string) => (await scene.ask("GET", `${where}/runs?${query.replaceAll(">", "%3E")}`)).body;
    const all = await of("/actions");
    expect(all.total_count).toBe(found);
    expect(await of(path)).toEqual(all);
    const titles = all.workflow_runs.map((run: { display_title: string }) => run.display_title);
    expect(titles).toEqual(["/talos two", "/talos one"].slice(0, found));
  });
});
