/** Starting a workflow run, finding it again, and taking off the label that asked for it. */
import { describe, expect, it } from "vitest";
import { dispatchWorkflow } from "../../../src/adapters/github/dispatch-workflow.ts";
import { findRun, requestOfTitle } from "../../../src/adapters/github/find-run.ts";
import { removeLabel } from "../../../src/adapters/github/remove-label.ts";
import { calm } from "../../support/github.ts";
import { startSingleCalls } from "../../support/single-calls.ts";

const dispatch = { workflow: "talos.yaml", ref: "main", inputs: { "request-id": "4711" } };
const path = "/repos/acme/home-ops/actions/workflows/talos.yaml/dispatches";
const plain = { ref: "main", inputs: { "request-id": "4711" } };
const detailed = { ...plain, return_run_details: true };
const details = { workflow_run_id: 88, run_url: "https://api.github.test/88", html_url: "https://github.test/88" };

describe("dispatchWorkflow()", () => {
  it("gives the run that it became", async () => {
    const { api, github } = startSingleCalls();
    api.post(path, detailed).reply(200, details);
    expect(await dispatchWorkflow(github, dispatch, calm)).toEqual({ runId: 88, url: "https://github.test/88" });
  });

  it("takes a server that does not answer with it", async () => {
    const { api, github } = startSingleCalls();
    api.post(path, detailed).reply(204);
    expect(await dispatchWorkflow(github, dispatch, calm)).toBeUndefined();
  });

  it.each([400, 422])("asks no server again that refuses to tell it with %i", async (status) => {
    const { api, github } = startSingleCalls(`https://ghes-${status}.test`);
    api.post(path, detailed).reply(status, { message: "return_run_details is not a permitted key" });
    api.post(path, plain).twice().reply(204);
    expect(await dispatchWorkflow(github, dispatch, calm)).toBeUndefined();
    expect(await dispatchWorkflow(github, dispatch, calm)).toBeUndefined();
    expect(api.isDone()).toBe(true);
  });

  it("does not take another refusal for that one", async () => {
    const { api, github } = startSingleCalls("https://ghes-other.test");
    api.post(path, detailed).reply(422, { message: "Unexpected inputs provided" });
    api.post(path, plain).reply(422, { message: "Unexpected inputs provided" });
    await expect(dispatchWorkflow(github, dispatch, calm)).rejects.toMatchObject({ code: "github_failed" });
    api.post(path, detailed).reply(200, details);
    expect(await dispatchWorkflow(github, dispatch, calm)).toMatchObject({ runId: 88 });
  });

  it.each([500, 502])("is not tried again after %i: it may have been carried out", async (status) => {
    const { api, github } = startSingleCalls();
    api.post(path, detailed).reply(status);
    await expect(dispatchWorkflow(github, dispatch, calm)).rejects.toMatchObject({ code: "github_failed" });
    expect(api.isDone()).toBe(true);
  });
});

describe("requestOfTitle()", () => {
  it.each([
    { title: "Talos reboot talos-m01 (request 4711)", id: 4711 },
    { title: "request 4711", id: 4711 },
    { title: "request 4711: reboot a", id: 4711 },
    { title: "request 04711", id: undefined },
    { title: "request 4711a", id: undefined },
    { title: "prerequest 4711", id: undefined },
    { title: "talos", id: undefined },
  ])("finds $id in $title", ({ title, id }) => {
    expect(requestOfTitle(title)).toBe(id);
  });
});

describe("findRun()", () => {
  const bot = { type: "Bot", login: "talos[bot]" };
  const wanted = { workflow: "talos.yaml", branch: "main", requestId: 4711, startedBy: "talos[bot]" };
  const run = (id: number, more: Readonly<Record<string, unknown>> = {}) => ({
    id,
    display_title: "reboot a (request 4711)",
    head_branch: "main",
    actor: bot,
    status: "queued",
    html_url: `https://github.test/${id}`,
    ...more,
  });

  it("gives the first run of the request that goes on and that the App has started", async () => {
    const { api, github } = startSingleCalls();
    const list = [
      run(95),
      run(93),
      run(89, { head_branch: "change" }),
      run(92, { actor: { type: "User", login: "mallory" } }),
      run(88, { actor: { type: "Bot", login: "github-actions[bot]" } }),
      run(91, { status: "completed" }),
      run(90, { display_title: "reboot a (request 4712)" }),
    ];
    api
      .get("/repos/acme/home-ops/actions/workflows/talos.yaml/runs")
      .query({ event: "workflow_dispatch", branch: "main", per_page: "100" })
      .reply(200, { total_count: list.length, workflow_runs: list });
    expect(await findRun(github, wanted, calm)).toEqual({
      runId: 93,
      url: "https://github.test/93",
    });
  });

  it("is undefined where there is no such workflow", async () => {
    const { api, github } = startSingleCalls();
    api.get(/runs/).reply(404, { message: "Not Found" });
    expect(await findRun(github, wanted, calm)).toBeUndefined();
  });
});

describe("removeLabel()", () => {
  it.each([200, 404])("is content with %i", async (status) => {
    const { api, github } = startSingleCalls();
    api.delete("/repos/acme/home-ops/issues/7/labels/talos%2Fdiff").reply(status, []);
    await removeLabel(github, { number: 7, label: "talos/diff" }, calm);
    expect(api.isDone()).toBe(true);
  });
});
