import { generateKeyPairSync } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createReadingToken,
  readApp,
  readDeliveries,
  readInstallation,
  readWebhook,
} from "../../../src/adapters/github/app-state.ts";
import { connectApp } from "../../../src/adapters/github/connect-app.ts";
import { connectGitHub } from "../../../src/adapters/github/connect-github.ts";
import { readEnvironmentRules } from "../../../src/adapters/github/environment-rules.ts";
import { findTeam } from "../../../src/adapters/github/find-team.ts";
import { listRunners } from "../../../src/adapters/github/runners.ts";
import { readWorkflowPermissions } from "../../../src/adapters/github/workflow-permissions.ts";
import { calm } from "../../support/github.ts";

const apiUrl = "https://ghes.example.com/api/v3";
const connection = {
  apiUrl,
  repository: "acme/home-ops",
  log: { warn: () => undefined },
  paced: false,
  retryUnitMs: 1,
};
const github = () => connectGitHub({ ...connection, token: "t" });
const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const app = () => connectApp({ appId: 7, privateKey }, connection);

const api = () => nock("https://ghes.example.com").matchHeader("authorization", /^(token t|bearer ey)/i);
const home = "/api/v3/repos/acme/home-ops";

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe("readEnvironmentRules()", () => {
  test("reads reviewers, branches, Apps and the administrators' bypass", async () => {
    const path = `${home}/environments/talos%2Fmain`;
    api()
      .get(path)
      .reply(200, {
        can_admins_bypass: false,
        protection_rules: [
          { id: 1, type: "wait_timer", wait_timer: 5 },
          {
            id: 2,
            type: "required_reviewers",
            prevent_self_review: true,
            reviewers: [
              { type: "User", reviewer: { login: "ann" } },
              { type: "Team", reviewer: { slug: "infra" } },
            ],
          },
        ],
        deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
      })
      .get(`${path}/deployment-branch-policies`)
      .query({ per_page: 100 })
      .reply(200, {
        total_count: 2,
        branch_policies: [
          { name: "main", type: "branch" },
          { name: "v*", type: "tag" },
        ],
      })
      .get(`${path}/deployment_protection_rules`)
      .reply(200, {
        custom_deployment_protection_rules: [
          { id: 3, enabled: true, app: { id: 7 } },
          { id: 4, enabled: false, app: { id: 8 } },
        ],
      });
    expect(await readEnvironmentRules(github(), "talos/main", calm)).toEqual({
      kind: "found",
      value: {
        reviewers: ["ann", "team infra"],
        preventsSelfReview: true,
        branches: ["main", "tag v*"],
        apps: [7],
        adminsBypass: false,
      },
    });
  });

  test("does not know what a server does not tell", async () => {
    api()
      .get(`${home}/environments/open`)
      .reply(200, { deployment_branch_policy: null })
      .get(`${home}/environments/open/deployment_protection_rules`)
      .reply(403, {});
    expect(await readEnvironmentRules(github(), "open", calm)).toEqual({
      kind: "found",
      value: { reviewers: [], preventsSelfReview: false, branches: "all", apps: undefined, adminsBypass: undefined },
    });
  });

  test.each([
    { status: 404, kind: "missing" },
    { status: 403, kind: "forbidden" },
  ])("tells $kind from the rest", async ({ status, kind }) => {
    api().get(`${home}/environments/x`).reply(status, {});
    expect(await readEnvironmentRules(github(), "x", calm)).toEqual({ kind });
  });

  test("takes a rate limit for no answer", async () => {
    api().get(`${home}/environments/x`).reply(403, {}, { "x-ratelimit-remaining": "0" });
    await expect(readEnvironmentRules(github(), "x", calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

describe("listRunners()", () => {
  const runner = { id: 1, name: "pi", os: "linux", status: "online", busy: false, labels: [{ name: "talos-plan" }] };
  const query = { per_page: 100 };
  const mine = `${home}/actions/runners`;
  const shared = "/api/v3/orgs/acme/actions/runners";
  const read = { name: "pi", online: true, labels: ["talos-plan"], ephemeral: false, version: "2.330.0" };

  test("lists those of the repository and of its organisation", async () => {
    const ephemeral = { ...runner, name: "arc", status: "offline", ephemeral: true, version: null };
    api()
      .get(mine)
      .query(query)
      .reply(200, { total_count: 1, runners: [{ ...runner, version: "2.330.0" }] });
    api()
      .get(shared)
      .query(query)
      .reply(200, { total_count: 1, runners: [ephemeral] });
    const arc = { name: "arc", online: false, labels: ["talos-plan"], ephemeral: true, version: undefined };
    expect(await listRunners(github(), calm)).toEqual({
      kind: "found",
      value: { runners: [read, arc], complete: true },
    });
  });

  test("says that the organisation's are not among them", async () => {
    api()
      .get(mine)
      .query(query)
      .reply(200, { total_count: 1, runners: [{ ...runner, version: "2.330.0" }] });
    api().get(shared).query(query).reply(404, {});
    expect(await listRunners(github(), calm)).toEqual({ kind: "found", value: { runners: [read], complete: false } });
  });

  test("knows nothing where the token may not look", async () => {
    api().get(mine).query(query).reply(403, {});
    expect(await listRunners(github(), calm)).toEqual({ kind: "forbidden" });
  });
});

describe("readWorkflowPermissions()", () => {
  test("reads the default", async () => {
    api()
      .get(`${home}/actions/permissions/workflow`)
      .reply(200, { default_workflow_permissions: "write", can_approve_pull_request_reviews: false });
    const value = { writes: true, approvesPullRequests: false };
    expect(await readWorkflowPermissions(github(), calm)).toEqual({ kind: "found", value });
  });
});

describe("findTeam()", () => {
  test("finds a team, or does not see it", async () => {
    api().get("/api/v3/orgs/acme/teams/infra").reply(200, { id: 5 }).get("/api/v3/orgs/acme/teams/x").reply(404, {});
    expect(await findTeam(github(), "acme/infra", calm)).toEqual({ kind: "found", value: { id: 5 } });
    expect(await findTeam(github(), "acme/x", calm)).toEqual({ kind: "missing" });
  });
});

describe("a GitHub App's own view", () => {
  test("readApp() reads what it may", async () => {
    const permissions = { checks: "write", metadata: "read" };
    const url = "https://ghes.example.com/apps/bot";
    api()
      .get("/api/v3/app")
      .reply(200, { id: 7, slug: "bot", html_url: url, permissions, events: ["issue_comment"] });
    const read = { id: 7, slug: "bot", url, permissions, events: ["issue_comment"] };
    expect(await readApp(await app(), calm)).toEqual(read);
  });

  test("readApp() fails for a key that is not its own", async () => {
    api().get("/api/v3/app").reply(401, {});
    await expect(readApp(await app(), calm)).rejects.toMatchObject({ code: "github_failed" });
  });

  test("readInstallation() reads where it is installed", async () => {
    const installation = {
      id: 3,
      suspended_at: null,
      repository_selection: "selected",
      html_url: "https://ghes.example.com/settings/installations/3",
      permissions: { checks: "write" },
      events: [],
    };
    api().get(`${home}/installation`).reply(200, installation).get(`${home}/installation`).reply(404, {});
    expect(await readInstallation(await app(), calm)).toEqual({
      kind: "found",
      value: {
        id: 3,
        suspended: false,
        onAll: false,
        url: "https://ghes.example.com/settings/installations/3",
        permissions: { checks: "write" },
        events: [],
      },
    });
    expect(await readInstallation(await app(), calm)).toEqual({ kind: "missing" });
  });

  test("readWebhook() sees that there is a secret, not which", async () => {
    api()
      .get("/api/v3/app/hook/config")
      .reply(200, { url: "https://bot.example.com/", content_type: "json", secret: "********", insecure_ssl: "0" })
      .get("/api/v3/app/hook/config")
      .reply(200, { content_type: "form", insecure_ssl: "1" });
    const good = { url: "https://bot.example.com/", hasSecret: true, sendsJson: true, verifiesTls: true };
    expect(await readWebhook(await app(), calm)).toEqual(good);
    const bad = { url: "", hasSecret: false, sendsJson: false, verifiesTls: false };
    expect(await readWebhook(await app(), calm)).toEqual(bad);
  });

  test("readDeliveries() counts a delivery as taken once an attempt was", async () => {
    const since = new Date("2026-11-22T12:00:00Z");
    const attempts = [
      { guid: "a", delivered_at: "2026-11-23T11:00:00Z", status_code: 202, event: "issue_comment" },
      { guid: "b", delivered_at: "2026-11-23T10:59:00Z", status_code: 503, event: "workflow_run" },
      { guid: "a", delivered_at: "2026-11-23T10:58:00Z", status_code: 0, event: "issue_comment" },
      { guid: "c", delivered_at: "2026-11-20T10:58:00Z", status_code: 500, event: "issue_comment" },
    ];
    api().get("/api/v3/app/hook/deliveries").query({ per_page: 100 }).reply(200, attempts);
    expect(await readDeliveries(await app(), { ...calm, since })).toEqual({
      count: 2,
      failed: [{ event: "workflow_run", status: 503 }],
    });
  });

  test("createReadingToken() asks for no more than reading, on the one repository", async () => {
    const wanted = { repositories: ["home-ops"], permissions: { checks: "read", metadata: "read" } };
    api().post("/api/v3/app/installations/3/access_tokens", wanted).reply(201, { token: "ghs_x" });
    const permissions = { checks: "write", metadata: "read" };
    expect(await createReadingToken(await app(), { id: 3, permissions }, calm)).toBe("ghs_x");
  });
});
