import { describe, expect, it } from "vitest";
import {
  bindRun,
  createRequest,
  listRequests,
  readRequest,
  showRequest,
} from "../../../src/adapters/github/request-store.ts";
import { formatRecord, type RequestRecord } from "../../../src/chatops/request-record.ts";
import { calm } from "../../support/github.ts";
import { startSingleCalls } from "../../support/single-calls.ts";

const sha = "a".repeat(40);

const record: RequestRecord = {
  version: 1,
  command: "reboot talos-m01",
  risk: "change",
  cluster: "main",
  pullRequest: 7,
  headSha: sha,
  requester: { id: 11, login: "alice" },
  origin: { kind: "comment", commentId: 900, number: 2 },
  askedAt: "2026-11-02T10:00:00Z",
  expiresAt: "2026-11-02T11:00:00Z",
};

function check(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 4711,
    html_url: "https://github.com/acme/home-ops/runs/4711",
    head_sha: sha,
    external_id: "comment-900-2",
    details_url: "https://example.com/about-the-app",
    status: "queued",
    conclusion: null,
    app: { id: 5 },
    output: { title: "Received", summary: "…", text: formatRecord(record) },
    ...more,
  };
}

const request = {
  id: 4711,
  url: "https://github.com/acme/home-ops/runs/4711",
  appId: 5,
  sha,
  key: "comment-900-2",
  record,
  runId: undefined,
  status: "queued",
  conclusion: undefined,
  shown: { title: "Received", summary: "…" },
};

const runs = "/repos/acme/home-ops/check-runs";

describe("createRequest()", () => {
  it("writes the record into a queued check run under the key of its origin", async () => {
    const { api, github } = startSingleCalls();
    api
      .post(runs, (body) => {
        expect(body).toMatchObject({
          name: "talos reboot talos-m01",
          head_sha: sha,
          external_id: "comment-900-2",
          status: "queued",
          output: { text: formatRecord(record) },
        });
        return true;
      })
      .reply(201, check());
    expect(await createRequest(github, record, calm)).toEqual(request);
  });

  it("names the missing permission", async () => {
    const { api, github } = startSingleCalls();
    api.post(runs).reply(403, { message: "Resource not accessible by integration" });
    await expect(createRequest(github, record, calm)).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("checks: write"),
    });
  });
});

describe("readRequest()", () => {
  it.each([
    { name: "a bound run", more: { details_url: "https://github.com/acme/home-ops/actions/runs/88" }, runId: 88 },
    { name: "an address behind a run", more: { details_url: "https://x.test/actions/runs/88/job/1" } },
    { name: "no address", more: { details_url: null } },
  ])("reads $name", async ({ more, runId }) => {
    const { api, github } = startSingleCalls();
    api.get(`${runs}/4711`).reply(200, check(more));
    expect(await readRequest(github, 4711, calm)).toEqual({ ...request, runId });
  });

  it.each([
    { given: "completed", status: "completed" },
    { given: "in_progress", status: "in_progress" },
    { given: "waiting", status: "queued" },
    { given: "pending", status: "queued" },
  ])("takes the status $given for $status", async ({ given, status }) => {
    const { api, github } = startSingleCalls();
    api.get(`${runs}/4711`).reply(200, check({ status: given }));
    expect(await readRequest(github, 4711, calm)).toMatchObject({ status });
  });

  it.each([
    { name: "another check run", more: { output: { title: "Tests", summary: "green", text: null } } },
    { name: "a record under another key", more: { external_id: "comment-900-1" } },
    { name: "a record of another commit", more: { head_sha: "b".repeat(40) } },
    { name: "a check run without an App", more: { app: null } },
    { name: "a damaged record", more: { output: { text: formatRecord(record).replace("version", "v") } } },
  ])("does not take $name for a request", async ({ more }) => {
    const { api, github } = startSingleCalls();
    api.get(`${runs}/4711`).reply(200, check(more));
    expect(await readRequest(github, 4711, calm)).toBeUndefined();
  });

  it("is undefined where there is no such check run", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${runs}/4711`).reply(404, { message: "Not Found" });
    expect(await readRequest(github, 4711, calm)).toBeUndefined();
  });
});

describe("listRequests()", () => {
  it("gives all requests of the App, the lowest id first", async () => {
    const { api, github } = startSingleCalls();
    const list = [check({ id: 30 }), check({ id: 20, app: { id: 6 } }), check({ id: 10 }), check({ external_id: "x" })];
    api
      .get(`/repos/acme/home-ops/commits/${sha}/check-runs`)
      .query({ app_id: "5", filter: "all", per_page: "100" })
      .reply(200, { total_count: 4, check_runs: list });
    const found = await listRequests(github, { sha, appId: 5 }, calm);
    expect(found.map(({ id }) => id)).toEqual([10, 30]);
  });
});

describe("bindRun()", () => {
  it.each([
    { status: "queued", sent: { status: "in_progress" } },
    { status: "in_progress", sent: {} },
    { status: "completed", sent: {} },
  ] as const)("sets the address of the run; $status goes on", async ({ status, sent }) => {
    const { api, github } = startSingleCalls();
    const url = "https://github.com/acme/home-ops/actions/runs/88";
    api.patch(`${runs}/4711`, { details_url: url, ...sent }).reply(200, check({ details_url: url }));
    expect(await bindRun(github, { id: 4711, status }, url, calm)).toMatchObject({ runId: 88 });
  });
});

describe("showRequest()", () => {
  const completed = { status: "completed", conclusion: "failure" } as const;

  it.each([
    { name: "no status while it works", status: "queued", view: { status: "in_progress" }, sent: {} },
    { name: "its conclusion", status: "in_progress", view: completed, sent: completed },
    { name: "nothing that opens it again", status: "completed", view: { status: "in_progress" }, sent: {} },
    { name: "no second conclusion", status: "completed", view: completed, sent: {} },
  ] as const)("sends the record along, and $name", async ({ status, view, sent }) => {
    const { api, github } = startSingleCalls();
    const text = { title: "Planning", summary: "…" };
    const patch = api
      .patch(`${runs}/4711`, { ...sent, output: { ...text, text: formatRecord(record) } })
      .reply(200, check(view));
    await showRequest(github, { id: 4711, record, status }, { ...view, ...text }, calm);
    expect(patch.isDone()).toBe(true);
  });
});
