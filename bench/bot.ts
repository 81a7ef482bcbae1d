/** How the bot's bundle does under load: time to get ready, answers beside an empty server's, memory after many deliveries. */
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startGitHub } from "../src/playground/github/start-github.ts";
import { createWorld } from "../src/playground/github/world.ts";
import { type BenchDelivery, createDeliveries } from "./bot-deliveries.ts";
import { report, type Summary, summarise } from "./measure.ts";
import { type BenchServer, startServer } from "./start-server.ts";

const bundle = join(import.meta.dirname, "..", "dist", "bot", "index.mjs");
// As the image starts it.
const botProgram = ["--max-semi-space-size=4", bundle];
const emptyServer = join(import.meta.dirname, "serve-empty.ts");

const starts = 9;
const perSecond = 200;
const blocks = 4;
const perBlock = 3 * perSecond;
const manyDeliveries = 100_000;
const atOnce = 16;

type NextDelivery = () => BenchDelivery & { readonly id: string };

/** The bot is given one core; the simulated GitHub and whoever delivers are in this process. */
export async function benchBot(): Promise<boolean> {
  const world = createWorld();
  const app = world.addApp({ slug: "talos-bot", permissions: { issues: "write" }, events: ["issue_comment"] });
  world.install(app, world.addRepository("acme/home-ops"));
  const github = await startGitHub(world);
  const environment = {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    GITHUB_API_URL: github.url,
    PORT: "0",
  };
  const next = createDeliveries(app.webhookSecret);
  const agent = new Agent({ keepAlive: true });
  try {
    console.log("\nthe bot's bundle, on one core");
    const ready = await measureStarts(environment);
    const bot = await startServer(botProgram, environment, "ready");
    const empty = await startServer([emptyServer], {}, "listening");
    const answers = await measureAnswers({ bot, empty }, next, agent);
    const memory = await measureMemory(bot, next, agent);
    await Promise.all([bot.stop(), empty.stop()]);
    return [
      report({ name: "start of the process to ready", value: ready.p50, unit: "ms", budget: 600 }),
      reportAnswers(answers),
      reportMemory(memory),
    ].every(Boolean);
  } finally {
    agent.destroy();
    await github.close();
  }
}

async function measureStarts(environment: NodeJS.ProcessEnv): Promise<Summary> {
  const times: number[] = [];
  for (let run = 0; run < starts; run++) {
    const bot = await startServer(botProgram, environment, "ready");
    times.push(bot.tookMs);
    await bot.stop();
  }
  return summarise(times);
}

interface Answers {
  readonly bot: Summary;
  readonly empty: Summary;
}

/** In turns, so that a busy moment of the machine meets both. */
async function measureAnswers(
  { bot, empty }: { readonly bot: BenchServer; readonly empty: BenchServer },
  next: NextDelivery,
  agent: Agent,
): Promise<Answers> {
  const times = { bot: [] as number[], empty: [] as number[] };
  await deliverSteadily(bot, perSecond, next, agent);
  await deliverSteadily(empty, perSecond, next, agent);
  for (let block = 0; block < blocks; block++) {
    times.empty.push(...(await deliverSteadily(empty, perBlock, next, agent)));
    times.bot.push(...(await deliverSteadily(bot, perBlock, next, agent)));
  }
  return { bot: summarise(times.bot), empty: summarise(times.empty) };
}

/** So many a second whether or not the others were answered, as webhooks come. */
async function deliverSteadily(
  { port }: BenchServer,
  count: number,
  next: NextDelivery,
  agent: Agent,
): Promise<readonly number[]> {
  const begunAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let sent = 0; sent < count; sent++) {
    const early = begunAt + (sent * 1000) / perSecond - performance.now();
    if (early > 0) await wait(early);
    answers.push(deliver(port, next(), agent));
  }
  return Promise.all(answers);
}

/** @returns how long the answer took, in milliseconds */
function deliver(
  port: number,
  { event, id, body, signature }: ReturnType<NextDelivery>,
  agent: Agent,
): Promise<number> {
  const begunAt = performance.now();
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-github-event": event,
    "x-github-delivery": id,
    "x-hub-signature-256": signature,
  };
  const target = { host: "127.0.0.1", port, path: "/api/github/webhooks", method: "POST", headers, agent };
  return new Promise((resolve, reject) => {
    const sent = request(target, (response) => {
      response.resume();
      if (response.statusCode !== 202) reject(new Error(`the server answered ${response.statusCode}`));
      response.on("end", () => resolve(performance.now() - begunAt));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

interface Memory {
  readonly residentMiB: number;
  readonly perSecond: number;
}

async function measureMemory(bot: BenchServer, next: NextDelivery, agent: Agent): Promise<Memory> {
  const begunAt = performance.now();
  let left = manyDeliveries;
  const keepDelivering = async () => {
    while (left > 0) {
      left -= 1;
      await deliver(bot.port, next(), agent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepDelivering));
  const perSecondReached = manyDeliveries / ((performance.now() - begunAt) / 1000);
  const metrics = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
  return { residentMiB: bytes / 2 ** 20, perSecond: perSecondReached };
}

function reportAnswers({ bot, empty }: Answers): boolean {
  const detail = `p50 ${bot.p50.toFixed(1)} ms; an empty server: p99 ${empty.p99.toFixed(1)} ms, p50 ${empty.p50.toFixed(1)} ms`;
  return report({ name: `answer at ${perSecond} deliveries/s, p99`, value: bot.p99, unit: "ms", budget: 50, detail });
}

function reportMemory({ residentMiB, perSecond: reached }: Memory): boolean {
  const detail = `which took ${reached.toFixed(0)} deliveries/s`;
  return report({ name: "memory after 100,000 deliveries", value: residentMiB, unit: "MiB", budget: 160, detail });
}
