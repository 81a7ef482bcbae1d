import { describe, expect, test } from "vitest";
import type { App, Deliveries, Installation, Webhook } from "../../../src/adapters/github/app-state.ts";
import type { EnvironmentRules } from "../../../src/adapters/github/environment-rules.ts";
import type { Runner } from "../../../src/adapters/github/runners.ts";
import { eventNeeds, permissionNeeds } from "../../../src/app-needs.ts";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { judgeApp, judgeDeliveries, judgeInstallation, judgeWebhook } from "../../../src/cli/doctor/judge-app.ts";
import { type EnvironmentFacts, judgeEnvironment } from "../../../src/cli/doctor/judge-environment.ts";
import { judgeDefaults, judgeRunners } from "../../../src/cli/doctor/judge-runners.ts";
import { judgeBranchSettings, judgePeople, judgeSettings } from "../../../src/cli/doctor/judge-settings.ts";
import { judgeCredential, judgeReach } from "../../../src/cli/doctor/judge-talos.ts";
import { readSettings } from "../../../src/cluster/read-settings.ts";
import { memoryFiles } from "../../support/memory-files.ts";

/** `severity code`, in order. */
function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

async function settingsOf(rest: string, bot = "bot: { appId: 7 }") {
  const text = `clusters:\n  main:\n    config: { base: base.yaml }\n    nodes: { m01: { address: 10.0.0.1, role: controlplane } }\n${rest}${bot}\n`;
  return readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }));
}

async function clusterOf(rest: string) {
  const [cluster] = (await settingsOf(rest)).clusters;
  if (cluster === undefined) throw new Error("no cluster");
  return cluster;
}

describe("judgeSettings()", () => {
  test.each([
    { rest: "    environment: talos-main\n", gives: [] },
    { rest: "", gives: ["error environment_unnamed"] },
    { rest: "    approvals: { change: comment, destroy: comment }\n", gives: [] },
    { rest: "    approvals: { change: comment, destroy: comment }\n", bot: "", gives: ["error comment_without_bot"] },
    { rest: "    approvals: { change: none, destroy: comment }\n", gives: ["warning approval_none"] },
  ])("gives $gives for $rest", async ({ rest, bot, gives }) => {
    expect(told(judgeSettings(await settingsOf(rest, bot)))).toEqual(["ok settings_valid", ...gives]);
  });

  test("tells of clusters that share an environment", async () => {
    const settings = await settingsOf("    environment: talos-main\n");
    const [main] = settings.clusters;
    const clusters = main ? [main, { ...main, name: "edge" }] : [];
    expect(told(judgeSettings({ ...settings, clusters }))).toContain("warning environment_shared");
  });
});

describe("judgePeople()", () => {
  test("tells who is not there, and who cannot be seen", () => {
    expect(told(judgePeople([]))).toEqual([]);
    expect(told(judgePeople([{ login: "ann", kind: "user", found: true }]))).toEqual(["ok people_found"]);
    const named = [
      { login: "ghost", kind: "user", found: false },
      { login: "acme/infra", kind: "team", found: "unknown" },
    ] as const;
    expect(told(judgePeople(named))).toEqual(["error user_missing", "unknown team_hidden"]);
  });
});

describe("judgeBranchSettings()", () => {
  test("tells that the default branch says something else", () => {
    expect(judgeBranchSettings("a", "a", "main")).toEqual([]);
    expect(judgeBranchSettings(undefined, "a", "main")).toEqual([]);
    expect(told(judgeBranchSettings("b", "a", "main"))).toEqual(["warning settings_differ"]);
  });
});

const guarded: EnvironmentRules = {
  reviewers: ["ann", "bob"],
  preventsSelfReview: true,
  branches: ["main"],
  apps: [],
  adminsBypass: false,
};
const known: Omit<EnvironmentFacts, "asked"> = { isPrivate: false, defaultBranch: "main", appId: 7 };

describe("judgeEnvironment()", () => {
  test.each<{ what: string; rules: Partial<EnvironmentRules>; facts?: Partial<EnvironmentFacts>; gives: string[] }>([
    { what: "a guarded one", rules: {}, gives: ["ok approval_environment", "ok branches_limited"] },
    { what: "no reviewers", rules: { reviewers: [] }, gives: ["error reviewers_missing", "ok branches_limited"] },
    {
      what: "no reviewers on a private repository",
      rules: { reviewers: [] },
      facts: { isPrivate: true },
      gives: ["error reviewers_unavailable", "ok branches_limited"],
    },
    {
      what: "the App instead of reviewers",
      rules: { reviewers: [], apps: [7] },
      gives: ["ok approval_app", "ok branches_limited"],
    },
    {
      what: "somebody else's App instead of reviewers",
      rules: { reviewers: [], apps: [8] },
      gives: ["error reviewers_missing", "ok branches_limited"],
    },
    {
      what: "one reviewer",
      rules: { reviewers: ["ann"] },
      gives: ["ok approval_environment", "warning reviewer_single", "ok branches_limited"],
    },
    { what: "all branches", rules: { branches: "all" }, gives: ["ok approval_environment", "error branches_open"] },
    {
      what: "protected branches",
      rules: { branches: "protected" },
      gives: ["ok approval_environment", "warning branches_protected"],
    },
    {
      what: "more branches",
      rules: { branches: ["main", "release/*"] },
      gives: ["ok approval_environment", "error branches_many"],
    },
    {
      what: "administrators that may pass",
      rules: { adminsBypass: true },
      gives: ["ok approval_environment", "ok branches_limited", "warning bypass_open"],
    },
    {
      what: "a server that does not tell of administrators",
      rules: { adminsBypass: undefined },
      gives: ["ok approval_environment", "ok branches_limited", "unknown bypass_hidden"],
    },
  ])("judges $what", async ({ rules, facts, gives }) => {
    const asked = { kind: "found", value: { ...guarded, ...rules } } as const;
    const cluster = await clusterOf("    environment: talos-main\n");
    expect(told(judgeEnvironment(cluster, "talos-main", { ...known, asked, ...facts }))).toEqual(gives);
  });

  test("says which way of approving is real", async () => {
    const cluster = await clusterOf("    approvals: { change: comment, destroy: comment }\n");
    const asked = { kind: "found", value: { ...guarded, reviewers: [] } } as const;
    expect(told(judgeEnvironment(cluster, "talos-main", { ...known, asked }))).toContain("ok approval_comment");
  });

  test("tells what is not there, and what may not be seen", async () => {
    const cluster = await clusterOf("");
    const judge = (kind: "missing" | "forbidden") => judgeEnvironment(cluster, "x", { ...known, asked: { kind } });
    expect(told(judge("missing"))).toEqual(["error environment_missing"]);
    expect(told(judge("forbidden"))).toEqual(["unknown environment_hidden"]);
  });
});

const runner: Runner = {
  name: "pi",
  online: true,
  labels: ["self-hosted", "Linux", "talos-plan"],
  ephemeral: false,
  version: "2.330.1",
};

describe("judgeRunners()", () => {
  const wanted = [["self-hosted", "talos-plan"]];
  test.each<{ runners: readonly Partial<Runner>[]; gives: string[] }>([
    { runners: [{}], gives: ["ok runner_online"] },
    { runners: [], gives: ["warning runner_missing"] },
    { runners: [{ labels: ["self-hosted"] }], gives: ["warning runner_missing"] },
    { runners: [{ online: false }], gives: ["error runner_offline"] },
    { runners: [{ online: false, ephemeral: true }], gives: ["warning runner_missing"] },
    { runners: [{ version: "2.328.9" }], gives: ["ok runner_online", "error runner_old"] },
    { runners: [{ version: "2.329.0" }], gives: ["ok runner_online"] },
    { runners: [{ version: "3.0.0" }], gives: ["ok runner_online"] },
    { runners: [{ version: undefined }], gives: ["ok runner_online"] },
  ])("gives $gives for $runners", ({ runners, gives }) => {
    const value = { runners: runners.map((given) => ({ ...runner, ...given })), complete: true };
    expect(told(judgeRunners({ kind: "found", value }, wanted))).toEqual(gives);
  });

  test.each(["forbidden", "missing"] as const)("knows nothing of runners that are %s", (kind) => {
    expect(told(judgeRunners({ kind }, wanted))).toEqual(["unknown runners_hidden"]);
  });
});

describe("judgeDefaults()", () => {
  test("tells what workflows may do that ask for nothing", () => {
    const judge = (writes: boolean, approvesPullRequests: boolean) =>
      told(judgeDefaults({ kind: "found", value: { writes, approvesPullRequests } }));
    expect(judge(false, false)).toEqual(["ok defaults_read"]);
    expect(judge(true, true)).toEqual(["warning defaults_write", "warning defaults_approve"]);
    expect(told(judgeDefaults({ kind: "forbidden" }))).toEqual(["unknown defaults_hidden"]);
  });
});

const grants = {
  permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access as string])),
  events: eventNeeds.map(({ name }) => name),
};
const app: App = { id: 7, slug: "talos-chatops", url: "https://github.com/apps/talos-chatops", ...grants };

describe("judgeApp()", () => {
  test("is content with what is needed", () => {
    expect(told(judgeApp(app, 7))).toEqual(["ok app_fit"]);
    expect(told(judgeApp(app, undefined))).toEqual(["ok app_fit"]);
  });

  test("tells of another App than the settings'", () => {
    expect(told(judgeApp(app, 8))).toEqual(["error app_other", "ok app_fit"]);
  });

  test.each(permissionNeeds)("tells that $name is missing", ({ name, access }) => {
    const { [name]: _, ...permissions } = grants.permissions;
    expect(told(judgeApp({ ...app, permissions }, 7))).toEqual(["error app_permission"]);
    const less = { ...permissions, ...(access === "write" && { [name]: "read" }) };
    expect(told(judgeApp({ ...app, permissions: less }, 7))).toEqual(["error app_permission"]);
  });

  test.each(eventNeeds)("tells that $name is not heard", ({ name }) => {
    const events = grants.events.filter((event) => event !== name);
    expect(told(judgeApp({ ...app, events }, 7))).toEqual(["error app_event"]);
  });

  test.each([{ administration: "read" }, { contents: "write" }])("tells that %j is more than it needs", (more) => {
    const permissions = { ...grants.permissions, ...more };
    expect(told(judgeApp({ ...app, permissions }, 7))).toEqual(["warning app_excess"]);
  });
});

describe("judgeInstallation()", () => {
  const installation: Installation = { id: 1, suspended: false, onAll: false, url: "https://x.example/1", ...grants };
  test.each<{ what: string; given: Partial<Installation>; gives: string[] }>([
    { what: "a fitting one", given: {}, gives: ["ok installation_found"] },
    { what: "a suspended one", given: { suspended: true }, gives: ["error installation_suspended"] },
    {
      what: "one on everything",
      given: { onAll: true },
      gives: ["ok installation_found", "warning installation_wide"],
    },
    {
      what: "permissions that nobody accepted",
      given: { permissions: { ...grants.permissions, checks: "read" } },
      gives: ["ok installation_found", "error installation_lags"],
    },
  ])("judges $what", ({ given, gives }) => {
    const value = { ...installation, ...given };
    expect(told(judgeInstallation({ kind: "found", value }, app, "acme/home-ops"))).toEqual(gives);
  });

  test("tells that there is none", () => {
    expect(told(judgeInstallation({ kind: "missing" }, app, "acme/home-ops"))).toEqual(["error installation_missing"]);
  });
});

describe("judgeWebhook()", () => {
  const webhook: Webhook = {
    url: "https://bot.example.com/secret-path",
    hasSecret: true,
    sendsJson: true,
    verifiesTls: true,
  };
  test.each<{ given: Partial<Webhook>; gives: string[] }>([
    { given: {}, gives: ["ok webhook_fit"] },
    { given: { url: "" }, gives: ["error webhook_missing"] },
    { given: { url: "http://bot.example.com/" }, gives: ["error webhook_plain"] },
    { given: { verifiesTls: false }, gives: ["error webhook_unverified"] },
    { given: { hasSecret: false }, gives: ["error webhook_secret"] },
    { given: { sendsJson: false }, gives: ["error webhook_form"] },
  ])("gives $gives for $given", ({ given, gives }) => {
    const findings = judgeWebhook({ ...webhook, ...given }, app);
    expect(told(findings)).toEqual(gives);
    expect(JSON.stringify(findings)).not.toContain("secret-path");
  });
});

describe("judgeDeliveries()", () => {
  const failure = { event: "issue_comment", status: 503 };
  test.each<{ deliveries: Deliveries; gives: string }>([
    { deliveries: { count: 0, failed: [] }, gives: "unknown deliveries_none" },
    { deliveries: { count: 5, failed: [] }, gives: "ok deliveries_fit" },
    { deliveries: { count: 5, failed: [failure] }, gives: "warning deliveries_failed" },
    { deliveries: { count: 1, failed: [failure] }, gives: "error deliveries_failing" },
  ])("gives $gives", ({ deliveries, gives }) => {
    expect(told(judgeDeliveries(deliveries, app))).toEqual([gives]);
  });
});

describe("judgeCredential()", () => {
  const access = { endpoints: ["10.0.0.1:50000"], roles: ["os:admin"], daysLeft: 200 };
  test.each([
    { given: {}, gives: ["ok role_admin", "ok certificate_valid"] },
    { given: { roles: ["os:operator"] }, gives: ["warning role_operator", "ok certificate_valid"] },
    { given: { roles: ["os:reader"] }, gives: ["warning role_reader", "ok certificate_valid"] },
    { given: { roles: [] }, gives: ["error role_unfit", "ok certificate_valid"] },
    { given: { daysLeft: 30 }, gives: ["ok role_admin", "ok certificate_valid"] },
    { given: { daysLeft: 29 }, gives: ["ok role_admin", "warning certificate_soon"] },
    { given: { daysLeft: 7 }, gives: ["ok role_admin", "warning certificate_soon"] },
    { given: { daysLeft: 6 }, gives: ["ok role_admin", "error certificate_due"] },
    { given: { daysLeft: 0, shortLived: true }, gives: ["ok role_admin", "ok certificate_renewed"] },
  ])("gives $gives for $given", async ({ given, gives }) => {
    expect(told(judgeCredential(await clusterOf(""), "main", { ...access, ...given }))).toEqual(gives);
  });
});

describe("judgeReach()", () => {
  const answers = { node: "m01", trouble: undefined };
  const silent = { node: "m02", trouble: "unreachable" };
  test.each([
    { given: [], gives: [] },
    { given: [answers], gives: ["ok nodes_answer"] },
    { given: [answers, silent], gives: ["warning node_silent"] },
    { given: [silent], gives: ["error nodes_silent"] },
  ])("gives $gives for $given", async ({ given, gives }) => {
    expect(told(judgeReach(await clusterOf(""), given))).toEqual(gives);
  });
});
