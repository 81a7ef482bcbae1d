/** What following a request asks of GitHub: the run, its jobs and what they tell, what it waits for, the App's own rule. */
import { describe, expect, it } from "vitest";
import { listRequestRuns } from "../../../src/adapters/github/list-request-runs.ts";
import { readPendingDeployments } from "../../../src/adapters/github/pending-deployments.ts";
import { answerProtectionRule, hasProtectionRule } from "../../../src/adapters/github/protection-rule.ts";
import { cancelRun, listJobs, readRun, readRunNotes } from "../../../src/adapters/github/workflow-run.ts";
import { formatRunNote, type RunNote, runNoteTitle } from "../../../src/chatops/run-note.ts";
import { calm } from "../../support/github.ts";
import { startSingleCalls } from "../../support/single-calls.ts";

const repository = "/repos/acme/home-ops";

function run(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 7,
    html_url: "https://github.test/acme/home-ops/actions/runs/7",
    display_title: "Talos reboot talos-m01 (request 4711)",
    path: ".github/workflows/talos.yaml",
    event: "workflow_dispatch",
    head_branch: "main",
    status: "in_progress",
    conclusion: null,
    created_at: "2026-11-02T10:00:05Z",
    run_attempt: 1,
    actor: { login: "talos[bot]", type: "Bot" },
    ...more,
  };
}

describe("readRun()", () => {
  it("gives how it stands", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7`).reply(200, run());
    expect(await readRun(github, 7, calm)).toEqual({
      id: 7,
      attempts: 1,
      url: "https://github.test/acme/home-ops/actions/runs/7",
      title: "Talos reboot talos-m01 (request 4711)",
      path: ".github/workflows/talos.yaml",
      event: "workflow_dispatch",
      branch: "main",
      status: "in_progress",
      conclusion: undefined,
      createdAt: "2026-11-02T10:00:05Z",
      startedBy: { login: "talos[bot]", isBot: true },
    });
  });

  it("gives the first attempt of a run that was started again", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7`).reply(200, run({ run_attempt: 3 }));
    api
      .get(`${repository}/actions/runs/7/attempts/1`)
      .reply(200, run({ status: "completed", conclusion: "failure", path: ".github/workflows/talos.yaml@main" }));
    expect(await readRun(github, 7, calm)).toMatchObject({
      attempts: 3,
      status: "completed",
      conclusion: "failure",
      path: ".github/workflows/talos.yaml",
    });
  });

  it("tells that it was deleted", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7`).reply(404);
    expect(await readRun(github, 7, calm)).toBeUndefined();
  });

  it("names the permission that is missing", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7`).reply(403);
    await expect(readRun(github, 7, calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

function job(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 70,
    name: "talos / plan",
    html_url: "https://github.test/acme/home-ops/actions/runs/7/job/70",
    status: "completed",
    conclusion: "success",
    started_at: "2026-11-02T10:00:10Z",
    completed_at: "2026-11-02T10:00:40Z",
    labels: ["self-hosted", "talos-plan"],
    runner_id: 3,
    run_attempt: 1,
    ...more,
  };
}

describe("listJobs()", () => {
  it("gives those of the first attempt, the oldest first", async () => {
    const { api, github } = startSingleCalls();
    const waiting = { status: "waiting", conclusion: null, started_at: null, completed_at: null, runner_id: 0 };
    api
      .get(`${repository}/actions/runs/7/jobs`)
      .query({ filter: "all", per_page: 100 })
      .reply(200, { total_count: 3, jobs: [job({ id: 72, run_attempt: 2 }), job({ id: 71, ...waiting }), job()] });
    expect(await listJobs(github, 7, calm)).toEqual([
      {
        id: 70,
        name: "talos / plan",
        url: "https://github.test/acme/home-ops/actions/runs/7/job/70",
        status: "completed",
        conclusion: "success",
        startedAt: "2026-11-02T10:00:10Z",
        completedAt: "2026-11-02T10:00:40Z",
        labels: ["self-hosted", "talos-plan"],
        hasRunner: true,
      },
      expect.objectContaining({ id: 71, status: "waiting", hasRunner: false, startedAt: undefined }),
    ]);
  });

  it("is empty for a run that was deleted", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7/jobs`).query(true).reply(404);
    expect(await listJobs(github, 7, calm)).toEqual([]);
  });
});

const note: RunNote = { version: 1, request: 4711, phase: "plan", outcome: "planned", approval: "comment" };

function annotation(message: string, title = runNoteTitle) {
  return { title, message, annotation_level: "notice", path: ".github", start_line: 1, end_line: 1 };
}

describe("readRunNotes()", () => {
  it.each([
    { name: "before", told: [{ outcome: "succeeded" }, { outcome: "failed" }] },
    { name: "after", told: [{ outcome: "failed" }, { outcome: "succeeded" }] },
  ] as const)("believes nothing where another word was slipped in $name the job's", async ({ told }) => {
    const { api, github } = startSingleCalls();
    const app = { slug: "github-actions" };
    api.get(`${repository}/check-runs/70`).reply(200, { app, output: { annotations_count: 3 } });
    const words = told.map((word) => annotation(formatRunNote({ ...note, phase: "operate", ...word })));
    api
      .get(`${repository}/check-runs/70/annotations`)
      .query({ per_page: 100 })
      .reply(200, [annotation(formatRunNote(note)), ...words]);
    expect(await readRunNotes(github, { jobs: [{ id: 70 }], request: 4711 }, calm)).toEqual([note]);
  });

  it("takes what is told of the request, once, of checks that GitHub Actions made", async () => {
    const { api, github } = startSingleCalls();
    const output = { annotations_count: 5 };
    api.get(`${repository}/check-runs/70`).reply(200, { app: { slug: "github-actions" }, output });
    api
      .get(`${repository}/check-runs/70/annotations`)
      .query({ per_page: 100 })
      .reply(200, [
        annotation("Process completed with exit code 1."),
        annotation(formatRunNote(note), "somebody else"),
        annotation(formatRunNote({ ...note, request: 4712 })),
        annotation(formatRunNote(note)),
        annotation(formatRunNote(note)),
      ]);
    api.get(`${repository}/check-runs/71`).reply(200, { app: { slug: "other" }, output });
    api
      .get(`${repository}/check-runs/72`)
      .reply(200, { app: { slug: "github-actions" }, output: { annotations_count: 0 } });
    api.get(`${repository}/check-runs/73`).reply(404);
    const jobs = [70, 71, 72, 73].map((id) => ({ id }));
    expect(await readRunNotes(github, { jobs, request: 4711 }, calm)).toEqual([note]);
    expect(api.pendingMocks()).toEqual([]);
  });
});

describe("cancelRun()", () => {
  it.each([202, 409, 404])("is done when GitHub answers %i", async (status) => {
    const { api, github } = startSingleCalls();
    api.post(`${repository}/actions/runs/7/cancel`).reply(status, {});
    await expect(cancelRun(github, 7, calm)).resolves.toBeUndefined();
  });

  it("fails without the permission", async () => {
    const { api, github } = startSingleCalls();
    api.post(`${repository}/actions/runs/7/cancel`).reply(403, {});
    await expect(cancelRun(github, 7, calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

describe("readPendingDeployments()", () => {
  it("names people by login and teams by organisation", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7/pending_deployments`).reply(200, [
      {
        environment: { id: 1, name: "talos-main" },
        wait_timer: 5,
        wait_timer_started_at: null,
        current_user_can_approve: false,
        reviewers: [
          { type: "User", reviewer: { id: 12, login: "bob" } },
          { type: "Team", reviewer: { id: 3, slug: "infra", html_url: "https://github.com/orgs/acme/teams/infra" } },
        ],
      },
    ]);
    expect(await readPendingDeployments(github, 7, calm)).toEqual([
      { environment: "talos-main", reviewers: ["bob", "acme/infra"], waitMinutes: 5 },
    ]);
  });

  it("is empty where the token may not look", async () => {
    const { api, github } = startSingleCalls();
    api.get(`${repository}/actions/runs/7/pending_deployments`).reply(403);
    expect(await readPendingDeployments(github, 7, calm)).toEqual([]);
  });
});

describe("answerProtectionRule()", () => {
  const place = `${repository}/actions/runs/7/deployment_protection_rule`;
  const wanted = { runId: 7, environment: "talos-main", comment: "why" };

  it.each([
    { name: "approves", answer: { state: "approved" as const }, sent: { state: "approved" } },
    { name: "rejects", answer: { state: "rejected" as const }, sent: { state: "rejected" } },
    { name: "reports without an answer", answer: {}, sent: {} },
  ])("$name", async ({ answer, sent }) => {
    const { api, github } = startSingleCalls();
    api.post(place, { environment_name: "talos-main", comment: "why", ...sent }).reply(204);
    expect(await answerProtectionRule(github, { ...wanted, ...answer }, calm)).toBe(true);
  });

  it("keeps to the length that GitHub takes", async () => {
    const { api, github } = startSingleCalls();
    api.post(place, ({ comment }) => comment.length === 1024).reply(204);
    expect(await answerProtectionRule(github, { ...wanted, comment: "x".repeat(2000) }, calm)).toBe(true);
  });

  it("tells that nobody waits for an answer", async () => {
    const { api, github } = startSingleCalls();
    api.post(place).reply(422, { message: "No pending deployment requests to approve or reject" });
    expect(await answerProtectionRule(github, wanted, calm)).toBe(false);
  });

  it("fails without the permission", async () => {
    const { api, github } = startSingleCalls();
    api.post(place).reply(403, {});
    await expect(answerProtectionRule(github, wanted, calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

describe("hasProtectionRule()", () => {
  const place = `${repository}/environments/talos-main/deployment_protection_rules`;
  const rule = { id: 1, node_id: "x", enabled: true, app: { id: 5, slug: "talos", integration_url: "", node_id: "y" } };

  it.each([
    { name: "its own", rules: [rule], expected: true },
    { name: "one that is switched off", rules: [{ ...rule, enabled: false }], expected: false },
    { name: "another App's", rules: [{ ...rule, app: { ...rule.app, id: 6 } }], expected: false },
    { name: "none", rules: [], expected: false },
  ])("finds $name", async ({ rules, expected }) => {
    const { api, github } = startSingleCalls();
    api.get(place).reply(200, { total_count: rules.length, custom_deployment_protection_rules: rules });
    expect(await hasProtectionRule(github, { environment: "talos-main", appId: 5 }, calm)).toBe(expected);
  });

  it("is no where the token may not look", async () => {
    const { api, github } = startSingleCalls();
    api.get(place).reply(404);
    expect(await hasProtectionRule(github, { environment: "talos-main", appId: 5 }, calm)).toBe(false);
  });
});

describe("listRequestRuns()", () => {
  const wanted = { workflow: "talos.yaml", branch: "main", requestId: 4711 };
  const place = `${repository}/actions/workflows/talos.yaml/runs`;
  const query = { event: "workflow_dispatch", branch: "main", per_page: 100 };

  it("gives those that programs have started on the branch for the request, also when they are over", async () => {
    const { api, github } = startSingleCalls();
    const runs = [
      run({ id: 9, status: "completed" }),
      run({ id: 8, display_title: "request 47110: /talos reboot talos-m01" }),
      run({ id: 6, actor: { login: "mallory", type: "User" } }),
      run({ id: 5, head_branch: "change" }),
      run({ id: 4 }),
    ];
    api.get(place).query(query).reply(200, { total_count: runs.length, workflow_runs: runs });
    const found = await listRequestRuns(github, wanted, calm);
    expect(found.map(({ runId, startedBy, isOver }) => [runId, startedBy, isOver])).toEqual([
      [4, "talos[bot]", false],
      [9, "talos[bot]", true],
    ]);
  });

  it("is empty for a workflow that is not there", async () => {
    const { api, github } = startSingleCalls();
    api.get(place).query(query).reply(404);
    expect(await listRequestRuns(github, wanted, calm)).toEqual([]);
  });
});
