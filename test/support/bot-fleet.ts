/** The bot's bundle as processes of their own, behind a balancer, before a simulated GitHub whose runs act on nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { buildBundle } from "../../scripts/bundles.ts";
import { eventNeeds, permissionNeeds, webhookPath } from "../../src/app-needs.ts";
import { type GitHubServer, startGitHub } from "../../src/playground/github/start-github.ts";
import type { App, Comment, Installation, Issue, Repository } from "../../src/playground/github/state.ts";
import { createWorld, type World } from "../../src/playground/github/world.ts";
import { type RunnerService, startRunner } from "../../src/playground/runner/start-runner.ts";
import { type BotProcess, startBotProcess } from "../../src/playground/start-bot-process.ts";
import { type Balancer, startBalancer } from "./delivery-balancer.ts";
import { quickNow } from "./quick-time.ts";
import { checkDeliveries } from "./webhook-schemas.ts";

export interface Fleet {
  readonly world: World;
  readonly server: GitHubServer;
  readonly app: App;
  readonly installation: Installation;
  readonly repository: Repository;
  readonly runner: RunnerService;
  readonly balancer: Balancer;
  /** Those that run now. */
  readonly bots: readonly BotProcess[];
  /** What all processes have logged, also those that are gone. */
  readonly log: () => readonly string[];
  start(environment?: Readonly<Record<string, string>>): Promise<BotProcess>;
  /** It gets nothing more from now on. */
  end(bot: BotProcess, how: "kill" | "stop"): Promise<number | null>;
  /** A new pull request. */
  open(): Issue;
  /** On a new pull request unless told. */
  say(body: string, place?: { readonly author?: string; readonly issue?: Issue }): Said;
  /** Waits for what will be so soon, also on a busy machine. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Until nothing is delivered, queued, run or worked on any more. */
  rest(): Promise<void>;
  /** One value of a replica's `/metrics`, the sum over labels. */
  metric(bot: BotProcess, name: string): Promise<number>;
}

export interface Said {
  readonly issue: Issue;
  readonly comment: Comment;
}

export interface FleetOptions {
  readonly replicas?: number;
  /** How much faster than real time the bots and GitHub live. */
  readonly speed?: number;
  readonly prefix?: "/api/v3";
  readonly approvals?: "environment" | "comment";
  readonly reviewers?: readonly string[];
  /** Instead of those that name the bot. */
  readonly settings?: string | null;
}

export const workflowPath = ".github/workflows/talos-chatops.yaml";

const folder = mkdtempSync(join(tmpdir(), "talos-chatops-bot-"));

/** To be called once in a test file. */
export function buildBotOnce(): void {
  beforeAll(() => buildBundle("bot", folder), 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));
}

const clusterSettings = (approvals: string) => `clusters:
  main:
    environment: talos-main
    approvals: { change: ${approvals}, destroy: ${approvals} }
    config: { base: talos/machineconfig.yaml.j2 }
    nodes:
      talos-m01: { address: 192.168.5.201, role: controlplane }
      talos-m02: { address: 192.168.5.202, role: controlplane }
`;

export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const { replicas = 1, speed = 60, prefix, approvals = "environment", reviewers = [] } = options;
  const time = { speed, since: Date.now() };
  const world = createWorld(() => new Date(quickNow(time)));
  // Hours pass within a minute or two.
  world.state.installationRateLimit = 1_000_000;
  const server = await startGitHub(world, prefix && { prefix });
  onTestFinished(() => server.close());
  onTestFinished(() => checkDeliveries(world));
  const app = world.addApp({
    slug: "talos-bot",
    permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    events: eventNeeds.map(({ name }) => name),
  });
  const settings =
    options.settings === undefined ? `${clusterSettings(approvals)}bot: { appId: ${app.id} }\n` : options.settings;
  const repository = world.addRepository("acme/home-ops", {
    files: {
      ...(settings !== null && { ".github/talos-chatops.yaml": settings }),
      [workflowPath]: await readFile("examples/workflows/bot.yaml", "utf8"),
    },
  });
  for (const login of ["alice", "bob"]) world.setRole(repository, login, "write");
  const people = reviewers.map((login) => world.addUser(login));
  world.addEnvironment(repository, "talos-main", { reviewers: people, branches: "protected" });
  const reusable = await readFile(workflowPath, "utf8");
  const action = join(import.meta.dirname, "stand-in-action.ts");
  const runner = startRunner({
    ...{ world, server, repository, atOnce: 2, labels: ["talos-plan", "talos-operate"] },
    workflowText: () => reusable,
    action: { main: action, post: join(import.meta.dirname, "nothing.ts"), defaults: {} },
    environment: { CLOCK_SPEED: String(speed), APPROVAL: approvals },
  });
  onTestFinished(() => runner.close());
  const balancer = await startBalancer();
  const running: BotProcess[] = [];
  const all: BotProcess[] = [];
  balancer.choose = () => running.slice(0, 1).map(({ url }) => url);
  const start: Fleet["start"] = async (environment = {}) => {
    const bot = await startBotProcess({
      main: join(folder, "bot", "index.mjs"),
      app,
      apiUrl: server.url,
      environment: {
        NODE_OPTIONS: `--import=${join(import.meta.dirname, "quick-clock.ts")} --max-semi-space-size=4`,
        CLOCK_SPEED: String(time.speed),
        CLOCK_SINCE: String(time.since),
        ...environment,
      },
    });
    app.webhookUrl = `${balancer.url}${webhookPath}`;
    running.push(bot);
    all.push(bot);
    await until("the bot is ready", async () => (await fetch(`${bot.url}/readyz`)).ok);
    return bot;
  };
  const end: Fleet["end"] = async (bot, how) => {
    const at = running.indexOf(bot);
    if (at >= 0) running.splice(at, 1);
    if (how === "stop") return bot.stop();
    await bot.kill();
    return null;
  };
  onTestFinished(async () => void (await Promise.all(running.map((bot) => bot.kill()))));
  const installation = world.install(app, repository);
  for (let count = 0; count < replicas; count++) await start();
  let pulls = 0;
  const open = () => {
    pulls += 1;
    const branch = `change-${pulls}`;
    world.push(repository, branch, { "a.yaml": `number: ${pulls}\n` });
    // People look at a commit before they comment on it.
    const earlier = new Date(world.state.now().getTime() - 60_000).toISOString();
    repository.activity.splice(0, 1, ...repository.activity.slice(0, 1).map((one) => ({ ...one, timestamp: earlier })));
    return world.openPullRequest({ base: repository, branch, author: "alice" });
  };
  const log = () => all.flatMap((bot) => bot.log);
  const metric: Fleet["metric"] = async (bot, name) => readMetric(await readMetrics(bot), `talos_chatops_${name}`);
  const isIdle = async () => {
    const texts = await Promise.all(running.map(readMetrics));
    return texts.every((text) =>
      ["queue_length", "queue_working"].every((name) => readMetric(text, `talos_chatops_${name}`) === 0),
    );
  };
  return {
    ...{ world, server, app, installation, repository, runner, balancer, start, end, open, metric },
    bots: running,
    log,
    until: (what, condition) => until(what, condition, () => log().slice(-30).join("\n")),
    say(body, { author = "alice", issue = open() } = {}) {
      return { issue, comment: world.comment(issue, { author, body }) };
    },
    async rest() {
      // What one does may be what another one gets to do.
      for (let quiet = 0; quiet < 2; ) {
        const before = server.requests.length + balancer.count;
        await server.webhooks.settled();
        await runner.settled();
        await until("nothing is worked on", isIdle);
        quiet = server.requests.length + balancer.count === before ? quiet + 1 : 0;
        await pause(5);
      }
    },
  };
}

const patienceMs = 30_000;

async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  facts: () => string = () => "",
): Promise<void> {
  const late = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > late) throw new Error(`it did not come to pass that ${what}\n${facts()}`);
    await pause(10);
  }
}

async function readMetrics({ url }: BotProcess): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function readMetric(text: string, name: string): number {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}
