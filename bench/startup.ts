/** How long the action's bundle takes to get going, over the time that Node itself takes to start and end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { createAuthority } from "../src/playground/certificates/authority.ts";
import { formatTalosconfig } from "../src/playground/talosconfig.ts";
import { writeSingleTemplate } from "./fleet.ts";
import { report, summarise } from "./measure.ts";

const dist = join(import.meta.dirname, "..", "dist");
const action = join(dist, "action", "index.mjs");
const cli = join(dist, "cli", "index.mjs");
const runs = 25;

/** Runs alternate with the baseline's, so that a busy moment of the machine meets both. */
export async function benchStartup(): Promise<boolean> {
  const scene = await prepare();
  const times = {
    node: [] as number[],
    ignored: [] as number[],
    template: [] as number[],
    rendered: [] as number[],
    dialled: [] as number[],
  };
  try {
    for (let run = 0; run < runs; run++) {
      times.node.push(await timeToEnd(["-e", "0"], {}));
      times.ignored.push(await timeToEnd([action], scene.ignored));
      times.template.push(await timeToEnd([cli, "template", scene.template], {}));
      times.rendered.push(await timeToRendered(scene.planned));
      times.dialled.push(await timeToDial(scene.planned, scene.node));
    }
  } finally {
    scene.close();
  }
  const node = summarise(times.node).p50;
  console.log(`\nstart of the action's bundle (over node -e 0: ${node.toFixed(1)} ms, medians of ${runs})`);
  printSizes();
  return [
    report({ name: "an event that is not for us", value: summarise(times.ignored).p50 - node, unit: "ms", budget: 50 }),
    report({
      name: "one template with the CLI, to its end",
      value: summarise(times.template).p50 - node,
      unit: "ms",
      budget: 90,
    }),
    report({
      name: "to the first node rendered, merged and checked",
      value: summarise(times.rendered).p50 - node,
      unit: "ms",
      budget: 90,
    }),
    report({
      name: "to the first dial of a node",
      value: summarise(times.dialled).p50 - node,
      unit: "ms",
      budget: 120,
    }),
  ].every(Boolean);
}

interface Scene {
  readonly ignored: NodeJS.ProcessEnv;
  readonly planned: NodeJS.ProcessEnv;
  /** Its only template. */
  readonly template: string;
  /** Accepts connections in a node's place and says nothing. */
  readonly node: Server;
  close(): void;
}

/** A repository of one template on disk, whose talosconfig leads to a listener of ours. */
async function prepare(): Promise<Scene> {
  const root = writeSingleTemplate();
  const node = createServer((socket) => socket.on("error", () => socket.destroy())).listen(0, "127.0.0.1");
  await once(node, "listening");
  const endpoint = `127.0.0.1:${(node.address() as AddressInfo).port}`;
  const authority = createAuthority({ organization: "talos" });
  const client = authority.issueClient({ roles: ["os:admin"] });
  writeFileSync(
    join(root, "talosconfig"),
    formatTalosconfig([{ name: "main", endpoints: [endpoint], authority: authority.certificate, client }]),
  );
  const sha = "0".repeat(40);
  const event = (name: string, payload: object) => {
    writeFileSync(join(root, `${name}.json`), JSON.stringify(payload));
    return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: join(root, `${name}.json`), GITHUB_SHA: sha };
  };
  const comment = {
    action: "created",
    issue: { number: 1, pull_request: {} },
    comment: { id: 1, body: "Looks good", user: { id: 1 } },
  };
  const planned = {
    ...event("push", { ref: "refs/heads/main", after: sha, repository: { default_branch: "main" } }),
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "acme/home-ops",
    // Nothing may listen there: what is measured happens before GitHub is asked.
    GITHUB_API_URL: "http://127.0.0.1:9",
    "INPUT_GITHUB-TOKEN": "none",
    INPUT_ROOT: root,
    INPUT_TALOSCONFIG: join(root, "talosconfig"),
  };
  const close = () => {
    node.close();
    rmSync(root, { recursive: true });
  };
  return {
    ignored: event("issue_comment", comment),
    planned,
    template: join(root, "talos", "machineconfig.yaml.j2"),
    node,
    close,
  };
}

async function timeToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, args, { env, stdio: "ignore" }), "exit");
  return performance.now() - started;
}

async function timeToRendered(env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [action], { env, stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  const rendered = new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("rendered node-")) resolve(performance.now() - started);
    });
    child.on("close", () => reject(new Error(`nothing was rendered: ${output}`)));
  });
  return finish(child, rendered);
}

async function timeToDial(env: NodeJS.ProcessEnv, node: Server): Promise<number> {
  const started = performance.now();
  const dialled = once(node, "connection").then(() => performance.now() - started);
  return finish(spawn(process.execPath, [action], { env, stdio: "ignore" }), dialled);
}

async function finish(child: ReturnType<typeof spawn>, measured: Promise<number>): Promise<number> {
  try {
    return await measured;
  } finally {
    const ended = child.exitCode === null ? once(child, "exit") : undefined;
    child.kill("SIGKILL");
    await ended;
  }
}

function printSizes(): void {
  for (const name of ["action", "cli"]) {
    const chunks = readdirSync(join(dist, name, "chunks")).map(
      (file) => statSync(join(dist, name, "chunks", file)).size,
    );
    const entry = statSync(join(dist, name, "index.mjs")).size;
    const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
    console.log(`  dist/${name}: entry ${kib(entry)}, ${chunks.length} chunks, largest ${kib(Math.max(...chunks))}`);
  }
}
