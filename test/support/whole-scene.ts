/**
 * Everything that is real together: the bot's bundle as its own process, webhooks over HTTP, runners that start the action's
 * bundle by the shipped workflows, and simulated nodes. People act; tests wait for what becomes of it.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";
import { buildBundles } from "../../scripts/bundles.ts";
import { listJobs, readRunNotes } from "../../src/adapters/github/workflow-run.ts";
import { parseRecord, type RequestRecord } from "../../src/chatops/request-record.ts";
import type { RunNote } from "../../src/chatops/run-note.ts";
import type { WorkflowRun } from "../../src/playground/github/runs/run-state.ts";
import type { CheckRun, Comment, Issue, Repository } from "../../src/playground/github/state.ts";
import {
  type Playground,
  type PlaygroundOptions,
  playgroundStore,
  startPlayground,
} from "../../src/playground/start-playground.ts";
import { calm, connectTo } from "./github.ts";
import { type WatchOptions, watchCluster } from "./watch-cluster.ts";
import { checkDeliveries } from "./webhook-schemas.ts";

export interface WholeOptions
  extends Partial<Omit<PlaygroundOptions, "bundles" | "signal">>,
    Pick<WatchOptions, "violations"> {}

export interface WholeScene extends Playground {
  /** As alice, on the first pull request, unless told. */
  say(body: string, options?: { readonly author?: string; readonly on?: Issue }): Comment;
  /** Another pull request, whose branch was pushed to a while ago. */
  openPull(branch: string, files: Readonly<Record<string, string>>, options?: { readonly head?: Repository }): Issue;
  /** Changes the settings of the default branch. */
  settle(edit: (text: string) => string): void;
  /** Until it is so; an Error tells how all stood when it did not become so. */
  until(condition: () => boolean | undefined): Promise<void>;
  /** Until nobody does anything any more, or waits for people: no delivery, no work of the bot, no job. */
  settled(): Promise<void>;
  /** What the bot has taken in, duplicates and all, oldest first. */
  requests(): readonly WholeRequest[];
  /** The requests of one comment, in its order, as they stand now. */
  requestsOf(comment: Comment): readonly WholeRequest[];
  /** The one request of a comment, as soon as there is one. */
  requestOf(comment: Comment): Promise<WholeRequest>;
  /** Until a request is concluded; what it is concluded with. */
  concluded(request: WholeRequest): Promise<string | null>;
  /** Until its run waits for an environment; the run. */
  inReview(request: WholeRequest): Promise<WorkflowRun>;
  /** Until its run waits, then a reviewer lets it pass; the run. */
  approve(request: WholeRequest, person?: string): Promise<WorkflowRun>;
  /** What the runs for a request told the bot, oldest first. */
  notesOf(request: WholeRequest): Promise<readonly RunNote[]>;
  /** Runs that name the request. */
  runsOf(request: WholeRequest): readonly WorkflowRun[];
  /** What the bot and the action have written on the pull request since a comment. */
  answersTo(comment: Comment): readonly string[];
  /** What they have written when everything has come to rest. */
  answered(comment: Comment): Promise<string>;
  /** Nothing that left a process, or that people can see, has a secret in it. */
  expectNoSecrets(): void;
}

export interface WholeRequest {
  readonly check: CheckRun;
  readonly record: RequestRecord;
}

const settings = ".github/talos-chatops.yaml";
const folder = mkdtempSync(join(tmpdir(), "talos-chatops-whole-"));
const stops: (() => Promise<void>)[] = [];

/** To be called once in a test file: builds before its tests, and stops all scenes after them. */
export function buildWhole(): void {
  beforeAll(async () => void (await buildBundles(folder)), 120_000);
  afterAll(async () => {
    const ends = await Promise.allSettled(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true });
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }, 60_000);
}

export async function startWhole({ violations = [], ...options }: WholeOptions = {}): Promise<WholeScene> {
  const { signal } = new AbortController();
  const playground = await startPlayground({ speed: 40, ...options, bundles: folder, signal });
  const { cluster, world } = playground;
  const watched = watchCluster(cluster, { violations });
  stops.push(async () => {
    await playground.bot.stop();
    await watched();
    await playground.stop();
    checkDeliveries(world);
  });
  return { ...playground, ...createActions(playground) };
}

type Actions = Omit<WholeScene, keyof Playground>;

function createActions(playground: Playground): Actions {
  const { app, issue, repository, server, world } = playground;
  const observer = connectTo({ world, server, repository }, { actions: "read", checks: "read" });
  const until: Actions["until"] = (condition) => waitFor(condition, playground);
  const requests = () => [...repository.checkRuns.values()].filter((check) => check.app === app).flatMap(readRequest);
  const requestsOf: Actions["requestsOf"] = ({ id }) =>
    requests().filter(({ record: { origin } }) => origin.kind === "comment" && origin.commentId === id);
  const runsOf: Actions["runsOf"] = ({ check }) =>
    [...repository.runs.values()].filter(({ title }) => title.startsWith(`request ${check.id}:`));
  const answersTo: Actions["answersTo"] = (comment) => {
    const thread = [...repository.issues.values()].find(({ comments }) => comments.includes(comment));
    const since = (thread?.comments ?? []).filter(({ id, user }) => id > comment.id && user.type === "Bot");
    return since.map(({ body }) => body);
  };
  const inReview: Actions["inReview"] = async (request) => {
    // A hand-over's run follows one that was reviewed already.
    const waiting = () => runsOf(request).find(({ status }) => status === "waiting");
    await until(() => waiting() !== undefined || request.check.status === "completed");
    const run = waiting();
    if (run === undefined) throw new Error(`no run waits for a review\n${describe(playground)}`);
    return run;
  };
  return {
    until,
    requests,
    requestsOf,
    runsOf,
    inReview,
    say: (body, { author = "alice", on = issue } = {}) => world.comment(on, { author, body }),
    openPull(branch, files, { head = repository } = {}) {
      world.push(head, branch, files, { author: "alice" });
      return world.openPullRequest({ base: repository, head, branch, author: "alice" });
    },
    settle(edit) {
      const text = repository.objects.files(repository.branches.get("main") ?? "")[settings]?.content.toString("utf8");
      world.push(repository, "main", { [settings]: edit(text ?? "") });
    },
    settled: () => untilSettled(playground),
    async requestOf(comment) {
      await until(() => requestsOf(comment).length > 0);
      const [request] = requestsOf(comment);
      if (request === undefined) throw new Error("the request is gone again");
      return request;
    },
    async concluded({ check }) {
      await until(() => check.status === "completed");
      return check.conclusion;
    },
    async approve(request, person = "bob") {
      const run = await inReview(request);
      for (const { environment } of run.gates.filter(({ state }) => state === "waiting")) {
        world.review(run, environment, person, "approved");
      }
      return run;
    },
    async notesOf(request) {
      const notes = runsOf(request).map(async ({ id }) => {
        const jobs = await listJobs(observer, id, calm);
        return readRunNotes(observer, { jobs, request: request.check.id }, calm);
      });
      return (await Promise.all(notes)).flat();
    },
    answersTo,
    async answered(comment) {
      await untilSettled(playground);
      return answersTo(comment).join("\n\n");
    },
    expectNoSecrets: () => expectNoSecrets(playground),
  };
}

function readRequest(check: CheckRun): readonly WholeRequest[] {
  const record = parseRecord(check.output.text);
  return record === undefined ? [] : [{ check, record }];
}

const longestMs = 100_000;
const lookEveryMs = 20;

async function waitFor(condition: () => boolean | undefined | Promise<boolean>, playground: Playground): Promise<void> {
  const end = performance.now() + longestMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it did not become so\n${describe(playground)}`);
    await setTimeout(lookEveryMs);
  }
}

/** Twice in a row with nothing new in between: what the bot does may make GitHub deliver, and a runner begin. */
async function untilSettled(playground: Playground): Promise<void> {
  const { bot, runner, server } = playground;
  let before = -1;
  await waitFor(async () => {
    await server.webhooks.settled();
    const isIdle =
      (await readMetric(bot.url, "queue_length")) === 0 && (await readMetric(bot.url, "queue_working")) === 0;
    if (isIdle) await runner.settled();
    const seen = server.requests.length;
    const isOver = isIdle && seen === before;
    before = seen;
    return isOver;
  }, playground);
}

async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^talos_chatops_${name} (\\d+)$`, "m").exec(text)?.[1]);
}

/** How everything stands, for whoever reads that something did not happen. */
function describe({ bot, issue, repository, runner }: Playground): string {
  const checks = [...repository.checkRuns.values()].map(
    ({ app, conclusion, id, name, output, status }) =>
      `${app.slug} ${id} ${name}: ${status} ${conclusion ?? ""} ${output.title ?? ""}`,
  );
  const runs = [...repository.runs.values()].map(
    ({ conclusion, id, status, title }) => `${id} ${title}: ${status} ${conclusion}`,
  );
  const comments = issue.comments.map(({ body, user }) => `${user.login}: ${body.slice(0, 300)}`);
  return [...checks, ...runs, ...runner.problems, ...comments, ...bot.log.slice(-15)].join("\n");
}

function expectNoSecrets(playground: Playground): void {
  const { app, bot, cluster, issue, repository, runner, server } = playground;
  const published = [
    ...server.requests.map(({ method, path, body }) => `${method} ${path} ${body}`),
    ...bot.log,
    ...issue.comments.map(({ body }) => body),
    ...[...repository.checkRuns.values()].map(({ output }) => JSON.stringify(output)),
    ...[...repository.deployments.values()].map((deployment) => JSON.stringify(deployment)),
    ...runner.finished.map(
      ({ step }) => `${step?.log} ${step?.summary} ${JSON.stringify(step?.outputs)} ${step?.post?.log}`,
    ),
  ].join("\n");
  const values: Readonly<Record<string, string>> = JSON.parse(readFileSync("examples/secrets/talos.json", "utf8"));
  const keys = [...cluster.talosconfig.matchAll(/key: (\S+)/g)].map(([, key = ""]) => key);
  const secrets = [
    ...Object.values(values),
    ...keys,
    ...[playgroundStore.AKEYLESS_ACCESS_KEY, app.webhookSecret],
    ...app.privateKey.split("\n").filter((line) => line.length > 40),
  ];
  expect(published.length).toBeGreaterThan(1000);
  expect(secrets.filter((secret) => published.includes(secret) || published.includes(btoa(secret)))).toEqual([]);
}
