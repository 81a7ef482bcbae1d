/** The whole plan through the CLI's bundle against simulated nodes: time and memory by the number of nodes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { report, summarise } from "./measure.ts";
import { startFleet } from "./start-fleet.ts";

const cli = join(import.meta.dirname, "..", "dist", "cli", "index.mjs");
const usage = join(import.meta.dirname, "print-usage.mjs");

interface Run {
  readonly tookMs: number;
  readonly memoryMiB: number;
}

/** Measures fleets of the given sizes; the process of an empty Node is the baseline of its time and memory. */
export async function benchPlan(): Promise<boolean> {
  const baseline = await measure(["-e", "0"], ".", 0, 5);
  console.log(`\nplan (over node -e 0: ${baseline.tookMs.toFixed(0)} ms, ${baseline.memoryMiB.toFixed(0)} MiB)`);
  const one = await benchFleet(3, 5);
  const hundred = await benchFleet(100, 5);
  const thousand = await benchFleet(1000, 1);
  const growth = (thousand.memoryMiB - one.memoryMiB) / (hundred.memoryMiB - one.memoryMiB);
  return [
    report({ name: "3 nodes: whole plan", value: one.tookMs, unit: "ms", detail: `${one.memoryMiB.toFixed(0)} MiB` }),
    report({ name: "100 nodes: whole plan", value: hundred.tookMs, unit: "ms", budget: 3000 }),
    report({ name: "100 nodes: peak memory", value: hundred.memoryMiB, unit: "MiB", budget: 250 }),
    report({ name: "1000 nodes: whole plan", value: thousand.tookMs, unit: "ms" }),
    report({
      name: "1000 nodes: peak memory",
      value: thousand.memoryMiB,
      unit: "MiB",
      detail: `${growth.toFixed(1)} × that of 100`,
    }),
  ].every(Boolean);
}

async function benchFleet(count: number, runs: number): Promise<Run> {
  const { root, stop } = await startFleet(count);
  try {
    return await measure(
      [cli, "diff", "all", "--root", root, "--talosconfig", join(root, "talosconfig"), "--json"],
      root,
      0,
      runs,
    );
  } finally {
    await stop();
  }
}

/** Median time and the largest memory of several runs. */
async function measure(args: readonly string[], cwd: string, expected: number, runs: number): Promise<Run> {
  const results: Run[] = [];
  for (let run = 0; run < runs; run++) results.push(await runOnce(args, cwd, expected));
  return {
    tookMs: summarise(results.map(({ tookMs }) => tookMs)).p50,
    memoryMiB: Math.max(...results.map(({ memoryMiB }) => memoryMiB)),
  };
}

async function runOnce(args: readonly string[], cwd: string, expected: number): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", usage, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let errors = "";
  let memory = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdio[3]?.on("data", (chunk: Buffer) => {
    memory += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number];
  if (code !== expected) throw new Error(`${args.join(" ")} ended with ${code}: ${errors}`);
  return { tookMs: performance.now() - started, memoryMiB: Number(memory) / 1024 };
}
