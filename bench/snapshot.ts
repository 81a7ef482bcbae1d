/** Streaming an etcd snapshot to disk: how fast, encrypted and from afar too, and with how much memory. */
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { build } from "esbuild";
import { report } from "./measure.ts";

const run = promisify(execFile);
const folder = import.meta.dirname;

interface Taken {
  readonly bytes: number;
  readonly tookMs: number;
  readonly memoryMiB: number;
}

/** The client is bundled as the doors are; the node, and the delay, are another process'. */
export async function benchSnapshot(): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), "talos-chatops-snapshot-"));
  try {
    const client = await bundleClient(root);
    const recipient = await identityToRecipient(await generateX25519Identity());
    console.log("\nsnapshots, in messages of 1 KiB as nodes send them");
    const middle = await serving(512, root, async (take) => ({
      plain: await fastest(3, () => take(client, "near")),
      encrypted: await fastest(3, () => take(client, "near", recipient)),
      far: await fastest(2, () => take(client, "far")),
    }));
    const large = await serving(2048, root, async (take) => ({
      plain: await take(client, "near"),
      encrypted: await take(client, "near", recipient),
    }));
    return [
      report({ name: "512 MiB, loopback", value: rateOf(middle.plain), unit: "MB/s", least: 100 }),
      report({ name: "512 MiB, encrypted", value: rateOf(middle.encrypted), unit: "MB/s", least: 45 }),
      report({ name: "512 MiB, over a round trip of 50 ms", value: rateOf(middle.far), unit: "MB/s", least: 40 }),
      report({ name: "2 GiB: peak memory", value: large.plain.memoryMiB, unit: "MiB", budget: 150 }),
      report({ name: "2 GiB, encrypted: peak memory", value: large.encrypted.memoryMiB, unit: "MiB", budget: 150 }),
    ].every(Boolean);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function bundleClient(root: string): Promise<string> {
  await build({
    entryPoints: [join(folder, "take-snapshot.ts")],
    ...{ bundle: true, splitting: true, platform: "node", format: "esm", logLevel: "error" },
    ...{ outdir: root, outExtension: { ".js": ".mjs" } },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return join(root, "take-snapshot.mjs");
}

type Take = (client: string, context: "near" | "far", recipient?: string) => Promise<Taken>;

async function serving<Value>(mebibytes: number, root: string, measure: (take: Take) => Promise<Value>) {
  const node = fork(join(folder, "serve-snapshot.ts"), [String(mebibytes)]);
  try {
    const [message] = (await once(node, "message")) as [{ readonly talosconfig: string }];
    const talosconfig = join(root, "talosconfig");
    writeFileSync(talosconfig, message.talosconfig);
    return await measure(async (client, context, recipient) => {
      const kept = join(root, "kept");
      const args = [client, talosconfig, context, kept, ...(recipient === undefined ? [] : [recipient])];
      const { stdout } = await run(process.execPath, args);
      rmSync(kept, { recursive: true });
      return JSON.parse(stdout) as Taken; // what take-snapshot.ts prints
    });
  } finally {
    node.disconnect();
    await once(node, "exit");
  }
}

async function fastest(times: number, take: () => Promise<Taken>): Promise<Taken> {
  const all: Taken[] = [];
  for (let index = 0; index < times; index++) all.push(await take());
  return all.reduce((best, one) => (one.tookMs < best.tookMs ? one : best));
}

const rateOf = ({ bytes, tookMs }: Taken): number => bytes / 1000 / tookMs;
