/** A simulated GitHub with the App's requests on a pull request; the test plays the runs, and delivers their events as it likes. */
import { readFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { connectGitHub } from "../../src/adapters/github/connect-github.ts";
import { dispatchWorkflow } from "../../src/adapters/github/dispatch-workflow.ts";
import { bindRun, createRequest } from "../../src/adapters/github/request-store.ts";
import { createVerdict } from "../../src/adapters/github/verdict-store.ts";
import type { BotEvent, BotParts } from "../../src/bot/bot-parts.ts";
import { onProtectionRule } from "../../src/bot/follow/on-protection-rule.ts";
import { onRunEvent } from "../../src/bot/follow/on-run-event.ts";
import { createSettingsCache } from "../../src/bot/requests/settings-cache.ts";
import type { RequestRecord } from "../../src/chatops/request-record.ts";
import { formatRunNote, type RunNote, runNoteTitle } from "../../src/chatops/run-note.ts";
import type { StoredVerdict, VerdictRecord } from "../../src/chatops/verdict-record.ts";
import { mintToken } from "../../src/playground/github/apps.ts";
import { enterEnvironment } from "../../src/playground/github/runs/gate.ts";
import { addJob, annotateJob, beginJob, completeJob, queueJob } from "../../src/playground/github/runs/job-life.ts";
import { completeRun, startRun } from "../../src/playground/github/runs/run-life.ts";
import type { RunSite } from "../../src/playground/github/runs/run-site.ts";
import type {
  Job,
  JobConclusion,
  RunConclusion,
  Runner,
  WorkflowRun,
} from "../../src/playground/github/runs/run-state.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import type { CheckRun } from "../../src/playground/github/state.ts";
import { createWorld } from "../../src/playground/github/world.ts";
import { calm } from "./github.ts";

const example = readFileSync(new URL("../../examples/workflows/bot.yaml", import.meta.url), "utf8");
const workflow = "talos.yaml";
const start = Date.parse("2026-11-02T10:00:00Z");

const settings = (appId: number) => `bot: { appId: ${appId}, workflow: ${workflow} }
clusters:
  main:
    environment: talos-main
    config: { base: talos/machineconfig.yaml.j2 }
    nodes:
      talos-m01: { address: 10.0.0.1, role: controlplane }
`;

const permissions = {
  actions: "write",
  checks: "write",
  contents: "read",
  deployments: "write",
  issues: "write",
  members: "read",
  pull_requests: "write",
} as const;

const runner: Runner = {
  id: 1,
  name: "runner",
  labels: ["self-hosted"],
  version: "2.330.0",
  isOnline: true,
  isBusy: false,
};

export interface Told {
  readonly name: string;
  readonly payload: unknown;
}

export type FollowScene = Awaited<ReturnType<typeof startFollowScene>>;

export async function startFollowScene() {
  let now = start;
  const world = createWorld(() => new Date(now));
  world.state.rateLimit = 1_000_000;
  world.state.installationRateLimit = 1_000_000;
  const app = world.addApp({ slug: "talos", permissions });
  const repository = world.addRepository("acme/home-ops", {
    files: { [`.github/workflows/${workflow}`]: example, ".github/talos-chatops.yaml": settings(app.id) },
  });
  const headSha = world.push(repository, "change", { "a.yaml": "1" });
  const issue = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
  const installation = world.install(app, repository);
  const server = await startGitHub(world);
  onTestFinished(() => server.close());
  const events: Told[] = [];
  world.state.listeners.add(({ event: name, action, payload, sender }) => {
    const place = { id: repository.id, name: "home-ops", owner: { login: "acme" }, default_branch: "main" };
    const fields = JSON.parse(JSON.stringify(payload(server.url)));
    if (name !== "installation") events.push({ name, payload: { action, repository: place, sender, ...fields } });
  });
  const connect = (token: string) =>
    connectGitHub({
      token,
      apiUrl: server.url,
      repository: "acme/home-ops",
      log: { warn: () => {} },
      retryUnitMs: 1,
      paced: false,
    });
  const github = () => connect(mintToken(world.state, installation).value);
  const pass = (ms = 5_000) => {
    now += ms;
  };
  const outcomes: string[] = [];
  const addReplica = () => {
    const parts = createParts({ appId: app.id, now: () => now, outcomes, serverUrl: "https://github.test" });
    const client = github();
    const follower = { github: client, log: parts.log, repositoryId: repository.id };
    const deliver = async ({ name, payload }: Told) => {
      const event: BotEvent = { id: "guid", name, payload, github: client, log: parts.log };
      if (name === "deployment_protection_rule") await onProtectionRule(event, parts);
      else if (/^workflow_|^deployment_review$/.test(name)) await onRunEvent(event, parts);
    };
    return { parts, github: client, follower, deliver };
  };
  const ask = async (more: Partial<RequestRecord> = {}, body = "/talos reboot talos-m01") => {
    const comment = world.comment(issue, { author: "alice", body });
    const requester = world.addUser("alice");
    const record: RequestRecord = {
      version: 1,
      command: "reboot talos-m01",
      risk: "change",
      cluster: "main",
      pullRequest: issue.number,
      headSha,
      requester: { id: requester.id, login: "alice" },
      origin: { kind: "comment", commentId: comment.id, number: 1 },
      askedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 3_600_000).toISOString(),
      ...more,
    };
    const request = await createRequest(github(), record, calm);
    return { comment, request, checkRun: watch(repository.checkRuns.get(request.id)) };
  };
  /** As the bot does it for a new request. */
  const dispatch = async ({ id, record }: { readonly id: number; readonly record: RequestRecord }) => {
    pass();
    const inputs = { "request-id": String(id), command: record.command };
    const told = await dispatchWorkflow(github(), { workflow, ref: "main", inputs }, calm);
    await bindRun(github(), { id, status: "queued" }, told?.url ?? "", calm);
    return playRun(runOf(told?.runId ?? 0));
  };
  const runOf = (id: number): WorkflowRun => {
    const run = repository.runs.get(id);
    if (run === undefined) throw new Error(`there is no run ${id}`);
    return run;
  };
  const playRun = (run: WorkflowRun) => play({ state: world.state, repository, run }, pass);
  /** As a run does whose runner is on a node that is next. */
  const handOver = async ({ id }: { readonly id: number }) => {
    pass();
    const inputs = { "request-id": String(id), command: "continue", operation: "op-1" };
    const own = connect(world.addWorkflowToken(repository, { actions: "write" }).value);
    const told = await dispatchWorkflow(own, { workflow, ref: "main", inputs }, calm);
    return playRun(runOf(told?.runId ?? 0));
  };
  /** A run of the repository's tests. */
  const startOther = () => {
    const actor = world.addUser("alice");
    const run = startRun(world.state, repository, {
      path: ".github/workflows/ci.yaml",
      event: "push",
      actor,
      ref: "main",
    });
    const other = playRun(run);
    other.plan(undefined);
    other.complete();
  };
  /** A person presses the button. */
  const startByHand = () => {
    const actor = world.addUser("mallory");
    const place = { path: `.github/workflows/${workflow}`, event: "workflow_dispatch", ref: "refs/heads/main" };
    return playRun(startRun(world.state, repository, { ...place, actor, inputs: { command: "reset talos-m01" } }));
  };
  const say = (
    { id }: { readonly id: number },
    verdict: VerdictRecord["verdict"],
    login: string,
  ): Promise<StoredVerdict> => {
    const about = { request: id, digest: "d".repeat(64), commentId: 1, number: 1, at: new Date(now).toISOString() };
    const person = { id: world.addUser(login).id, login };
    return createVerdict(github(), { sha: headSha, record: { version: 1, verdict, person, ...about } }, calm);
  };
  return {
    world,
    server,
    startByHand,
    say,
    handOver,
    startOther,
    boundRun: ({ id }: { readonly id: number }) =>
      Number(/\d+$/.exec(repository.checkRuns.get(id)?.detailsUrl ?? "")?.[0]),
    app,
    repository,
    issue,
    events,
    outcomes,
    pass,
    addReplica,
    ask,
    dispatch,
    playRun,
    now: () => now,
    runs: () => [...repository.runs.values()],
    reactions: (commentId: number) =>
      issue.comments.find(({ id }) => id === commentId)?.reactions.map(({ content }) => content) ?? [],
  };
}

/** The jobs of one run, as the workflow has them. */
function play(site: RunSite, pass: () => void) {
  const request = Number(site.run.inputs["request-id"]);
  const begin = (job: Job) => {
    pass();
    beginJob(site, job, runner);
  };
  const end = (job: Job, note: Partial<RunNote> | undefined, conclusion: JobConclusion = "success") => {
    pass();
    if (note !== undefined) {
      const message = formatRunNote({ version: 1, request, phase: "plan", outcome: "answered", ...note });
      const place = { path: ".github", start_line: 1, end_line: 1, start_column: null, end_column: null };
      annotateJob(site, job, [
        { ...place, annotation_level: "notice", title: runNoteTitle, message, raw_details: null },
      ]);
    }
    completeJob(site, job, conclusion);
  };
  return {
    run: site.run,
    begin,
    end,
    queuePlan() {
      const job = addJob(site, { name: "talos / plan", labels: ["self-hosted"], environment: "", steps: ["plan"] });
      queueJob(site, job);
      return job;
    },
    /** The whole of job plan. */
    plan(note: Partial<RunNote> | undefined, conclusion: JobConclusion = "success") {
      const job = this.queuePlan();
      begin(job);
      end(job, note, conclusion);
    },
    enterOperate(environment: string) {
      pass();
      const job = addJob(site, { name: "talos / reboot", labels: ["self-hosted"], environment, steps: ["operate"] });
      enterEnvironment(site, job);
      return job;
    },
    complete(conclusion?: RunConclusion) {
      pass();
      completeRun(site, conclusion);
    },
  };
}

/** Keeps every status that a check run has had. */
function watch(checkRun: CheckRun | undefined) {
  if (checkRun === undefined) throw new Error("there is no such check run");
  const statuses = [checkRun.status];
  Object.defineProperty(checkRun, "status", {
    get: () => statuses.at(-1),
    set: (status: string) => void statuses.push(status),
    enumerable: true,
  });
  return { statuses, shown: checkRun };
}

function createParts(given: {
  readonly appId: number;
  readonly now: () => number;
  readonly outcomes: string[];
  readonly serverUrl: string;
}): BotParts {
  const log: BotParts["log"] = {
    debug() {},
    info() {},
    warn() {},
    failure() {},
    with: () => log,
  };
  return {
    log,
    metrics: { acknowledged() {}, dispatched() {}, request: (outcome) => void given.outcomes.push(outcome) },
    appId: given.appId,
    settingsPath: ".github/talos-chatops.yaml",
    settings: createSettingsCache(),
    serverUrl: given.serverUrl,
    now: given.now,
    sleep: async () => {},
    paced: {
      update: (_, work) => void work(),
      finish: (_, work) => work(),
      flush: async () => {},
    },
    signal: calm.signal,
  };
}
