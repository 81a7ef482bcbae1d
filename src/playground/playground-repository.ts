/** The repository of a playground: the example with the bot's settings and workflow, its people, and a pull request. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { eventNeeds, permissionNeeds } from "../app-needs.ts";
import type { App, Issue, Repository, User } from "./github/state.ts";
import type { EnvironmentSettings } from "./github/world/runs.ts";
import type { World } from "./github/world.ts";

export interface RepositoryOptions {
  /** Of the default branch, before the bot's own lines are added. */
  readonly settings?: (text: string) => string;
  /** Besides the example's. */
  readonly files?: Readonly<Record<string, string>>;
  /** True unless told: a snapshot of etcd is then taken as it is, without a recipient that it is encrypted to. */
  readonly isPrivate?: boolean;
  /** Of `talos-main`; bob reviews it unless told. */
  readonly environment?: (world: World, app: App) => EnvironmentSettings;
}

export interface PlaygroundRepository {
  readonly app: App;
  readonly repository: Repository;
  /** The pull request. */
  readonly issue: Issue;
  /** Alice and carol may write, bob is an administrator, and mallory may read. */
  readonly people: readonly User[];
}

const workflowsFolder = ".github/workflows";
const workflowFile = "talos-chatops.yaml";
const settingsFile = ".github/talos-chatops.yaml";
const branch = "raise-buffers";
const template = "talos/machineconfig.yaml.j2";

/**
 * @param root Folder of the example
 * @param workflow Text of the workflow that the bot starts
 */
export async function addPlaygroundRepository(
  world: World,
  { root, workflow }: { readonly root: string; readonly workflow: string },
  options: RepositoryOptions = {},
): Promise<PlaygroundRepository> {
  const { settings = (text) => text, files: more = {}, isPrivate = true, environment = reviewedByBob } = options;
  const { login: owner } = world.addUser("acme", { type: "Organization" });
  const app = addApp(world, owner);
  const files = await readFiles(root);
  const text = `${settings(files[settingsFile] ?? "")}bot: { appId: ${app.id}, workflow: ${workflowFile} }\n`;
  const repository = world.addRepository(`${owner}/home-ops`, {
    isPrivate,
    files: { ...files, ...more, [settingsFile]: text, [`${workflowsFolder}/${workflowFile}`]: workflow },
  });
  const roles = { alice: "write", bob: "admin", carol: "write", mallory: "read" } as const;
  for (const [login, role] of Object.entries(roles)) world.setRole(repository, login, role);
  world.addEnvironment(repository, "talos-main", { branches: "protected", ...environment(world, app) });
  world.install(app, repository);
  const people = Object.keys(roles).map((login) => world.addUser(login));
  const issue = openPullRequest(world, repository);
  letTimePass(repository);
  return { app, repository, issue, people };
}

function reviewedByBob(world: World): EnvironmentSettings {
  return { reviewers: [world.addUser("bob")] };
}

function addApp(world: World, owner: string): App {
  return world.addApp({
    owner,
    slug: "talos-chatops",
    permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    events: eventNeeds.map(({ name }) => name),
  });
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

/** People look at a commit before they comment on it. */
function letTimePass({ activity }: Repository): void {
  const earlier = new Date(Date.now() - 60_000).toISOString();
  activity.splice(0, activity.length, ...activity.map((entry) => ({ ...entry, timestamp: earlier })));
}
