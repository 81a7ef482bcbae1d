import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { eventNeeds, permissionNeeds } from "../../../src/app-needs.ts";
import { startExampleCluster } from "../../../src/playground/example-cluster.ts";
import { exampleRepository } from "../../support/example-repository.ts";
import { startTestGitHub } from "../../support/github.ts";
import { runCli } from "../../support/run-cli.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const pin = "0123456789abcdef0123456789abcdef01234567";
const workflow = readFileSync("examples/workflows/bot.yaml", "utf8").replace(/@0{40}/, `@${pin}`);
const permissions = Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access]));

/** A repository that is set up, with its App, as GitHub has it. */
async function startSetUp() {
  const { world, server, repository } = await startTestGitHub();
  const app = world.addApp({
    slug: "talos-bot",
    permissions,
    events: eventNeeds.map(({ name }) => name),
  });
  world.install(app, repository);
  app.webhookUrl = "https://bot.example.com/api/github/webhooks";
  world.addEnvironment(repository, "talos-main", {
    reviewers: [world.addUser("ann"), world.addUser("bob")],
    preventsSelfReview: true,
    adminsMayBypass: false,
    branches: "custom",
    allowedBranches: ["main"],
  });
  const settings = (appId: number) =>
    `clusters:\n  main:\n    environment: talos-main\n    config: { base: base.yaml }\n    nodes: { m01: { address: 10.0.0.1, role: controlplane } }\nbot: { appId: ${appId} }\n`;
  const push = (files: Record<string, string | null>) => world.push(repository, "main", files);
  push({
    ".github/talos-chatops.yaml": settings(app.id),
    ".github/workflows/talos-chatops.yaml": workflow,
  });
  const root = await temporaryFolder();
  const key = join(root, "app.pem");
  await writeFile(key, app.privateKey);
  const base = { GITHUB_API_URL: server.url };
  const byApp = { ...base, APP_ID: String(app.id), PRIVATE_KEY_PATH: key };
  const doctor = async (environment: Record<string, string>, ...args: readonly string[]) => {
    const given = ["doctor", "--root", root, "--repository", "acme/home-ops", "--offline", "--json", ...args];
    // nobody listens there
    await server.webhooks.settled();
    app.deliveries.splice(0);
    const run = await runCli(given, { environment });
    const result = JSON.parse(run.stdout);
    const told: readonly string[] = (result.findings ?? []).map(
      ({ area, severity, code }: { area: string; severity: string; code: string }) => `${area}: ${severity} ${code}`,
    );
    return { ...run, result, told };
  };
  return { world, repository, app, push, settings, base, byApp, doctor };
}

describe("talos-chatops doctor", () => {
  test.each(["http://github.example.com", "github.example.com"])("sends no token to %s", async (address) => {
    const environment = { GITHUB_API_URL: address, GITHUB_TOKEN: "ghp_token" };
    const { code, stdout, stderr } = await runCli(["doctor", "--repository", "acme/home-ops", "--json"], {
      environment,
    });
    expect(code).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain("GITHUB_API_URL");
    expect(`${stdout}${stderr}`).not.toContain("ghp_token");
  });

  test("finds a repository and its App well, by the App's key alone", async () => {
    const { byApp, doctor } = await startSetUp();
    const { told, stderr, result } = await doctor(byApp);
    expect(told).toEqual([
      "settings: ok settings_valid",
      "workflow: ok workflow_fit",
      "workflow: unknown defaults_hidden",
      "environment: ok approval_environment",
      "environment: ok branches_limited",
      "runners: unknown runners_hidden",
      "app: ok installation_found",
      "app: ok app_fit",
      "app: ok webhook_fit",
      "app: unknown deliveries_none",
      // there is no talosconfig on this machine
      "talosconfig: error talosconfig_invalid",
    ]);
    expect(stderr).toBe("");
    expect(result).toMatchObject({ version: 1, kind: "doctor", repository: "acme/home-ops", well: false });
  });

  test("tells what has to be mended, with its mend, and shows no secret", async () => {
    const { push, settings, app, byApp, doctor, world, repository } = await startSetUp();
    push({
      ".github/talos-chatops.yaml": settings(app.id + 1),
      ".github/workflows/talos-chatops.yaml": workflow.replace(`@${pin}`, "@v1").replace("request {0}", "{0}"),
      ".github/workflows/read.yaml": `on: issue_comment\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ uses: acme/talos-chatops@${pin} }] } }\n`,
    });
    world.addEnvironment(repository, "talos-main", { branches: "all" });
    const { told, code, stdout, result } = await doctor(byApp);
    expect(code).toBe(1);
    expect(told.filter((line) => line.includes("error"))).toEqual([
      "workflow: error run_name_missing",
      "workflow: error uses_unpinned",
      "workflow: error workflow_rival",
      "environment: error reviewers_missing",
      "environment: error branches_open",
      "app: error app_other",
      "talosconfig: error talosconfig_invalid",
    ]);
    const errors: readonly { severity: string; hint?: string }[] = result.findings;
    for (const { hint } of errors.filter(({ severity }) => severity === "error")) expect(hint).toMatch(/\S/);
    expect(stdout).not.toContain(app.webhookSecret);
    expect(stdout).not.toMatch(/PRIVATE KEY|ghs_/);
  });

  test("looks with a person's token, of a file as well, and says that there is no key of the App", async () => {
    const { world, repository, base, doctor } = await startSetUp();
    const token = world.addWorkflowToken(repository, { contents: "read", actions: "read", administration: "read" });
    const file = join(await temporaryFolder({ token: `${token.value}\n` }), "token");
    for (const { told, stdout } of [
      await doctor({ ...base, GITHUB_TOKEN: token.value }),
      await doctor(base, "--token-file", file),
    ]) {
      expect(told).toEqual(expect.arrayContaining(["workflow: ok workflow_fit", "app: unknown app_not_asked"]));
      expect(told).toContain("runners: warning runner_missing");
      expect(stdout).not.toContain(token.value);
    }
  });

  test("does not ask GitHub without a token, and says so", async () => {
    const { base, doctor } = await startSetUp();
    const { told } = await doctor(base);
    expect(told).toContain("workflow: unknown github_not_asked");
  });

  test("says that the App is not installed", async () => {
    const { world, base, doctor } = await startSetUp();
    const stranger = world.addApp({ slug: "stranger", permissions: { checks: "write" } });
    const PRIVATE_KEY = Buffer.from(stranger.privateKey).toString("base64");
    const { told, result } = await doctor({ ...base, APP_ID: String(stranger.id), PRIVATE_KEY });
    expect(told).toEqual(expect.arrayContaining(["app: error installation_missing", "app: error app_permission"]));
    expect(result.well).toBe(false);
  });

  test.each([
    { args: ["--token-file", "/nonexistent"], environment: {}, code: "input_invalid" },
    { args: [], environment: { APP_ID: "7", PRIVATE_KEY: "hunter2" }, code: "credential_invalid" },
    { args: ["--repository", "home-ops"], environment: {}, code: "input_invalid" },
  ])("refuses $args with $environment", async ({ args, environment, code }) => {
    const { stdout, code: exit } = await runCli(["doctor", "--json", ...args], { environment });
    expect(exit).toBe(1);
    expect(JSON.parse(stdout).error.code).toBe(code);
    expect(stdout).not.toContain("hunter2");
  });
});

describe("talos-chatops doctor, at the nodes", () => {
  test("finds the credential and the nodes well, and tells who does not answer", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    const { simulated } = await startExampleCluster({
      root,
      secrets: resolve("examples/secrets"),
      signal: new AbortController().signal,
    });
    onTestFinished(() => simulated.stop());
    const talosconfig = join(root, "..", "talosconfig");
    const sign = (days: number) =>
      writeFile(talosconfig, simulated.createTalosconfig({ notAfter: new Date(Date.now() + days * 86_400_000) }));
    await sign(200);
    const doctor = (...args: readonly string[]) =>
      runCli(["doctor", "--root", root, "--talosconfig", talosconfig, ...args]);
    const well = await doctor();
    expect(well.stderr).toBe("");
    expect(well.stdout).toMatch(/nothing has to be mended, 2 not known/);
    expect(well.stdout).toMatch(/ok +All 3 nodes of main answer from here/);
    expect(well.code).toBe(0);
    await simulated.node("talos-m03").setFault({ kind: "refuse" });
    await sign(20);
    const worse = await doctor();
    expect(worse.stdout).toMatch(/\(node_silent\)[\s\S]*mend:/);
    expect(worse.stdout).toMatch(/\(certificate_soon\)/);
    expect(worse.code).toBe(0);
    expect((await doctor("--strict")).code).toBe(1);
    expect((await doctor("--offline")).stdout).not.toContain("answer from here");
    expect(simulated.writes()).toEqual([]);
  });
});
