/**
 * Everything at once: a simulated cluster, a simulated GitHub with a repository and a pull request, the bot as its own
 * process, and runners that start the action.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { parse } from "yaml";
import { eventNeeds, permissionNeeds } from "../app-needs.ts";
import { startAkeyless } from "./akeyless/start-akeyless.ts";
import { copyExample, readItems } from "./copy-example.ts";
import { startExampleCluster } from "./example-cluster.ts";
import { exampleDrift } from "./example-drift.ts";
import { type GitHubServer, startGitHub } from "./github/start-github.ts";
import type { App, Issue, Repository, User } from "./github/state.ts";
import { createWorld, type World } from "./github/world.ts";
import { startImageFactory } from "./image-factory/start-image-factory.ts";
import { type RunnerService, startRunner } from "./runner/start-runner.ts";
import { type BotProcess, startBotProcess } from "./start-bot-process.ts";
import type { SimulatedCluster } from "./talos/start-simulated-cluster.ts";

export interface PlaygroundOptions {
  /** Folder of the bundles: `action/index.mjs`, `action/post.mjs`, `bot/index.mjs`. */
  readonly bundles: string;
  /** How much faster than time the machines live. */
  readonly speed: number;
  readonly signal: AbortSignal;
}

export interface Playground {
  readonly world: World;
  readonly server: GitHubServer;
  readonly repository: Repository;
  /** The pull request. */
  readonly issue: Issue;
  readonly cluster: SimulatedCluster;
  readonly runner: RunnerService;
  readonly bot: BotProcess;
  /** Alice and carol may write, bob is an administrator and reviews, and mallory may read. */
  readonly people: readonly User[];
  stop(): Promise<void>;
}

const project = join(import.meta.dirname, "..", "..");
const secrets = join(project, "examples", "secrets");
const workflowFile = "talos-chatops.yaml";
const branch = "raise-buffers";
const template = "talos/machineconfig.yaml.j2";
const store = { AKEYLESS_ACCESS_ID: "p-playground", AKEYLESS_ACCESS_KEY: "playground" };

export async function startPlayground({ bundles, speed, signal }: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), "talos-playground-"));
  const [akeyless, factory] = await Promise.all([
    startAkeyless({ items: await readItems(secrets), accessId: "p-playground", accessKey: "playground" }),
    startImageFactory({ versions: ["v1.11.4", "v1.11.5"], schematics: "any" }),
  ]);
  const addresses = { gateway: akeyless.url, factory: factory.url };
  const root = await copyExample(join(project, "examples", "talos-v1.11"), join(folder, "repository"), addresses);
  const { simulated: cluster } = await startExampleCluster({ root, secrets, drift: exampleDrift, speed, signal });
  const world = createWorld();
  const server = await startGitHub(world);
  const app = addApp(world);
  const { repository, people } = await addRepository(world, app, root);
  const issue = openPullRequest(world, repository);
  const runner = await startRunners(world, repository, { server, bundles, talosconfig: cluster.talosconfig });
  const bot = await startBotProcess({ main: join(bundles, "bot", "index.mjs"), app, apiUrl: server.url });
  return {
    ...{ world, server, repository, issue, cluster, runner, bot, people },
    async stop() {
      await Promise.all([bot.stop(), runner.close()]);
      await Promise.all([server.close(), cluster.stop(), akeyless.close(), factory.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addApp(world: World): App {
  return world.addApp({
    slug: "talos-chatops",
    permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    events: eventNeeds.map(({ name }) => name),
  });
}

async function addRepository(world: World, app: App, root: string) {
  const files = await readFiles(root);
  const settings = `${files[".github/talos-chatops.yaml"] ?? ""}bot: { appId: ${app.id}, workflow: ${workflowFile} }\n`;
  const workflow = await readFile(join(project, "examples", "workflows", "bot.yaml"), "utf8");
  // A private one: a snapshot of etcd is taken as it is, without a recipient that it is encrypted to.
  const repository = world.addRepository("acme/home-ops", {
    isPrivate: true,
    files: {
      ...files,
      ".github/talos-chatops.yaml": settings,
      [`.github/workflows/${workflowFile}`]: workflow,
    },
  });
  const roles = { alice: "write", bob: "admin", carol: "write", mallory: "read" } as const;
  for (const [login, role] of Object.entries(roles)) world.setRole(repository, login, role);
  world.addEnvironment(repository, "talos-main", { reviewers: [world.addUser("bob")], branches: "protected" });
  world.install(app, repository);
  return { repository, people: Object.keys(roles).map((login) => world.addUser(login)) };
}

async function readFiles(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map(async (path) => [relative(root, path).split(sep).join("/"), await readFile(path, "utf8")]);
  return Object.fromEntries(await Promise.all(files));
}

function openPullRequest(world: World, repository: Repository): Issue {
  const main = repository.objects.files(repository.branches.get("main") ?? "");
  const before = main[template]?.content.toString("utf8") ?? "";
  const after = before.replace('net.core.rmem_max: "67108864"', 'net.core.rmem_max: "134217728"');
  world.push(repository, branch, { [template]: after }, { message: "Raise the receive buffers", author: "alice" });
  const body = "The receive buffers of all nodes are too small for the new network cards.";
  return world.openPullRequest({ base: repository, branch, author: "alice", title: "Raise the receive buffers", body });
}

async function startRunners(
  world: World,
  repository: Repository,
  { server, bundles, talosconfig }: { server: GitHubServer; bundles: string; talosconfig: string },
): Promise<RunnerService> {
  const reusable = await readFile(join(project, ".github", "workflows", workflowFile), "utf8");
  const { inputs }: { inputs: Readonly<Record<string, { default: string }>> } = parse(
    await readFile(join(project, "action.yml"), "utf8"),
  );
  return startRunner({
    ...{ world, server, repository },
    workflowText: () => reusable,
    action: {
      main: join(bundles, "action", "index.mjs"),
      post: join(bundles, "action", "post.mjs"),
      defaults: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default])),
    },
    secrets: { TALOSCONFIG: talosconfig, ...store },
    labels: ["talos-plan", "talos-operate"],
    atOnce: 2,
  });
}
