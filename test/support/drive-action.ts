/** Driving the built bundle as a runner drives it: what the tests of the action have in common. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { buildBundles } from "../../scripts/bundles.ts";
import { commentEvent } from "../../src/playground/github/event-payloads.ts";
import type { Repository, Role } from "../../src/playground/github/state.ts";
import type { ActionResult } from "../../src/playground/runner/run-action.ts";
import { type ActionScene, type SceneOptions, startActionScene } from "./action-scene.ts";

const folder = mkdtempSync(join(tmpdir(), "talos-chatops-bundle-"));

/** The file that action.yml names, built from the sources as they are. */
export const main = join(folder, "action", "index.mjs");

export const post = join(folder, "action", "post.mjs");

const stops: (() => Promise<void>)[] = [];

/** To be called once in a test file: builds before its tests, and stops all scenes after them, for they run side by side. */
export function buildOnce(): void {
  beforeAll(async () => void (await buildBundles(folder)), 120_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true });
  });
}

export const node = "talos/nodes/talos-m02.yaml.j2";
export const settings = ".github/talos-chatops.yaml";

/** One value on one node is another than in the repository. */
export const drifted = { "talos-m02": { edits: [["mtu: 9000", "mtu: 1500"]] as const } };

export async function start(options: Omit<SceneOptions, "atEnd"> = {}) {
  const atEnd = (stop: () => Promise<void>) => void stops.push(stop);
  const scene = await startActionScene(main, { ...options, atEnd });
  const { world, repository } = scene;
  const sender = world.addUser("alice");
  world.setRole(repository, "alice", "write");
  return { ...scene, atEnd, from: { ...scene.origin, sender } };
}

export type Scene = Awaited<ReturnType<typeof start>>;

/** A branch that changes a file of the example, and a pull request for it. */
export function openPull(
  { world, repository }: Scene,
  {
    head = repository,
    change = changeMtu,
    branch = "change",
    path = node,
  }: {
    head?: Repository;
    change?: (text: string) => string;
    branch?: string;
    path?: string;
  } = {},
) {
  const before = head.objects.files(head.branches.get("main") ?? "")[path]?.content.toString("utf8") ?? "";
  world.push(head, branch, { [path]: change(before) });
  return world.openPullRequest({ base: repository, head, branch, author: "alice" });
}

export const changeMtu = (text: string) => text.replace("mtu: 9000", "mtu: 1400");

export function comment(scene: Scene, body: string, { author = "alice", role }: { author?: string; role?: Role } = {}) {
  const issue = openPull(scene);
  if (role) scene.world.setRole(scene.repository, author, role);
  const sender = scene.world.addUser(author);
  const said = scene.world.comment(issue, { author, body });
  return { issue, event: commentEvent({ ...scene.from, sender }, { issue, comment: said }) };
}

/** Everything that left the process: requests, log, outputs, summary. */
export function everything({ server }: ActionScene, run: ActionResult): string {
  const sent = server.requests.map(({ method, path, body }) => `${method} ${path} ${body}`);
  return [...sent, run.log, run.summary, JSON.stringify(run.outputs)].join("\n");
}

export function expectNoSecrets(scene: ActionScene, run: ActionResult): void {
  const published = everything(scene, run);
  const leaked = scene.secrets.filter((secret) => published.includes(secret) || published.includes(btoa(secret)));
  expect(leaked).toEqual([]);
}

/** A diff that takes one value away and puts another in its place. */
export const shows = (key: string, old: number, now: number) =>
  new RegExp(`^-\\s*${key}: "?${old}"?\\n\\+\\s*${key}: "?${now}"?$`, "m");

export const calls = (scene: Scene) => scene.cluster.nodes.flatMap(({ calls }) => calls).length;
