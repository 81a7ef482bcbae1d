/**
 * Everything at once: a simulated cluster, a simulated GitHub with a repository and a pull request, the bot as its own
 * process, and runners that start the action.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { startAkeyless } from "./akeyless/start-akeyless.ts";
import { copyExample, readItems } from "./copy-example.ts";
import { type Drift, startExampleCluster } from "./example-cluster.ts";
import { exampleDrift } from "./example-drift.ts";
import { type GitHubServer, startGitHub } from "./github/start-github.ts";
import { createWorld, type World } from "./github/world.ts";
import { startImageFactory } from "./image-factory/start-image-factory.ts";
import { addPlaygroundRepository, type PlaygroundRepository, type RepositoryOptions } from "./playground-repository.ts";
import { type RunnerService, type RunnerServiceOptions, startRunner } from "./runner/start-runner.ts";
import { type BotProcess, type BotProcessOptions, startBotProcess } from "./start-bot-process.ts";
import type { SimulatedCluster } from "./talos/start-simulated-cluster.ts";

export interface PlaygroundOptions
  extends RepositoryOptions,
    Partial<Pick<RunnerServiceOptions, "atOnce" | "cancelTimes">> {
  /** Folder of the bundles: `action/index.mjs`, `action/post.mjs`, `bot/index.mjs`. */
  readonly bundles: string;
  /** How much faster than time the machines live. */
  readonly speed: number;
  /** Of the runners; that of the one cluster unless told. */
  readonly talosconfig?: (own: string) => string;
  /** How the nodes differ from the repository; as the example's do unless told. */
  readonly drift?: Readonly<Record<string, Drift>>;
  /** Of the bot's process and of the runners. */
  readonly environments?: {
    readonly bot?: NonNullable<BotProcessOptions["environment"]>;
    readonly runner?: NonNullable<RunnerServiceOptions["environment"]>;
  };
  readonly signal: AbortSignal;
}

export interface Playground extends PlaygroundRepository {
  readonly world: World;
  readonly server: GitHubServer;
  readonly cluster: SimulatedCluster;
  readonly runner: RunnerService;
  readonly bot: BotProcess;
  /** Folder of the repository's files as the default branch began. */
  readonly root: string;
  stop(): Promise<void>;
}

const project = join(import.meta.dirname, "..", "..");
const secrets = join(project, "examples", "secrets");

/** By which runs reach the secret store. */
export const playgroundStore = {
  AKEYLESS_ACCESS_ID: "p-playground",
  AKEYLESS_ACCESS_KEY: "playground-access-key-5b1e90c2",
} as const;

export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), "talos-playground-"));
  try {
    return await startIn(folder, options);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, options: PlaygroundOptions): Promise<Playground> {
  const { bundles, speed, talosconfig = (own) => own, drift = exampleDrift, environments = {}, signal } = options;
  const { AKEYLESS_ACCESS_ID: accessId, AKEYLESS_ACCESS_KEY: accessKey } = playgroundStore;
  const [akeyless, factory] = await Promise.all([
    startAkeyless({ items: await readItems(secrets), accessId, accessKey }),
    startImageFactory({ versions: ["v1.11.4", "v1.11.5"], schematics: "any" }),
  ]);
  const addresses = { gateway: akeyless.url, factory: factory.url };
  const root = await copyExample(join(project, "examples", "talos-v1.11"), join(folder, "repository"), addresses);
  const { simulated: cluster } = await startExampleCluster({ root, secrets, drift, speed, signal });
  const world = createWorld(wholeSeconds);
  const server = await startGitHub(world);
  const workflow = await readFile(join(project, "examples", "workflows", "bot.yaml"), "utf8");
  const added = await addPlaygroundRepository(world, { root, workflow }, options);
  const { app, repository } = added;
  const runner = startRunner({
    ...{ world, server, repository },
    secrets: { TALOSCONFIG: talosconfig(cluster.talosconfig), ...playgroundStore },
    ...(await readShipped(bundles)),
    labels: ["talos-plan", "talos-operate"],
    atOnce: options.atOnce ?? 2,
    ...(environments.runner && { environment: environments.runner }),
    ...(options.cancelTimes && { cancelTimes: options.cancelTimes }),
  });
  const bot = await startBotProcess({
    ...{ main: join(bundles, "bot", "index.mjs"), app, apiUrl: server.url },
    ...(environments.bot && { environment: environments.bot }),
  });
  return {
    ...added,
    ...{ world, server, cluster, runner, bot, root },
    async stop() {
      await Promise.all([bot.stop(), runner.close()]);
      await Promise.all([server.close(), cluster.stop(), akeyless.close(), factory.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** GitHub's times have no smaller parts. */
function wholeSeconds(): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000);
}

/** The reusable workflow and the action, as others use them. */
async function readShipped(bundles: string): Promise<Pick<RunnerServiceOptions, "action" | "workflowText">> {
  const reusable = await readFile(join(project, ".github", "workflows", "talos-chatops.yaml"), "utf8");
  const { inputs }: { inputs: Readonly<Record<string, { default: string }>> } = parse(
    await readFile(join(project, "action.yml"), "utf8"),
  );
  return {
    workflowText: () => reusable,
    action: {
      main: join(bundles, "action", "index.mjs"),
      post: join(bundles, "action", "post.mjs"),
      defaults: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default])),
    },
  };
}
