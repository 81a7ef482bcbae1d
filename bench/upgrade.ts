/** A three-node upgrade over the real adapters: how much of the time is ours and not the machines'. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { observeCluster } from "../src/health/observe-cluster.ts";
import { type OperationResult, operate } from "../src/operate.ts";
import { type Operator, openOperator } from "../test/support/open-operator.ts";
import { report, summarise } from "./measure.ts";
import type { OwnTimes, Served } from "./serve-machines.ts";

const runs = 4;
const schematic = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

interface Measured {
  readonly wholeMs: number;
  readonly nodes: readonly { readonly tookMs: number; readonly ownMs: number }[];
}

/** The machines' own pulling, installing and booting is the baseline. */
export async function benchUpgrade(): Promise<boolean> {
  console.log("\nupgrade of three control planes (over what the machines themselves take)");
  const machines = fork(join(import.meta.dirname, "serve-machines.ts"));
  const snapshots = mkdtempSync(join(tmpdir(), "talos-chatops-"));
  try {
    const [served] = (await once(machines, "message")) as [Served];
    // The first loads and compiles everything.
    await upgrade(served, snapshots, machines, "v1.13.9");
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run++) {
      measured.push(await upgrade(served, snapshots, machines, run % 2 === 0 ? "v1.13.8" : "v1.13.9"));
    }
    const nodes = measured.flatMap((one) => one.nodes);
    const ours = summarise(nodes.map(({ tookMs, ownMs }) => tookMs - ownMs)).p50;
    return [
      report({ name: "whole operation", value: summarise(measured.map(({ wholeMs }) => wholeMs)).p50, unit: "ms" }),
      report({ name: "a node's own share", value: summarise(nodes.map(({ ownMs }) => ownMs)).p50, unit: "ms" }),
      report({ name: "a node: our overhead", value: ours, unit: "ms", budget: 300 }),
    ].every(Boolean);
  } finally {
    machines.disconnect();
    rmSync(snapshots, { recursive: true });
  }
}

async function upgrade(served: Served, snapshots: string, machines: ChildProcess, version: string): Promise<Measured> {
  const before = await ownTimes(machines);
  const operator = await openOperator({ ...served, snapshots }, `bench-${version}`);
  const { signal } = new AbortController();
  const request = operator.request(`upgrade all --image factory.talos.dev/metal-installer/${schematic}:${version}`);
  await untilReadable(operator, served);
  const start = performance.now();
  const result = await operate(request, operator.ports, undefined, { signal, stop: signal });
  const wholeMs = performance.now() - start;
  operator.close();
  const { state, reason } = result.progress;
  if (state !== "succeeded") throw new Error(`the upgrade ended as ${state}: ${reason?.message}`);
  const after = await ownTimes(machines);
  return { wholeMs, nodes: nodeTimes(result, before, after) };
}

/** Control planes go on waiting, in real time, for a connection to a node that was down when they tried. */
async function untilReadable({ ports }: Operator, { nodes }: Served): Promise<void> {
  const { signal } = new AbortController();
  for (;;) {
    const observed = await observeCluster(nodes, ports.access, { signal });
    if (observed.nodes.every(({ reading }) => reading.kind === "read")) return;
  }
}

function nodeTimes({ progress }: OperationResult, before: OwnTimes, after: OwnTimes) {
  return progress.nodes.map(({ name, steps }) => ({
    tookMs: (steps.at(-1)?.endedAt ?? 0) - (steps[0]?.startedAt ?? 0),
    ownMs: (after[name] ?? 0) - (before[name] ?? 0),
  }));
}

async function ownTimes(machines: ChildProcess): Promise<OwnTimes> {
  machines.send("how long?");
  const [times] = (await once(machines, "message")) as [OwnTimes];
  return times;
}
