import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createTimers } from "../../src/adapters/kubernetes/lock/timers.ts";
import { continueOperation, operate } from "../../src/operate.ts";
import type { SimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { openOperator, type Place } from "../support/open-operator.ts";
import type { DriverOrder } from "../support/operate-driver.ts";
import { startCluster } from "../support/start-cluster.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const schematic = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";
const imageOf = (version: string) => `factory.talos.dev/metal-installer/${schematic}:${version}`;
const three = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-m02", role: "controlplane" },
  { name: "talos-m03", role: "controlplane" },
] as const;
const never = new AbortController().signal;
const signals = { signal: never, stop: never };

async function placeOf(cluster: SimulatedCluster): Promise<Place> {
  return {
    talosconfig: cluster.talosconfig,
    nodes: cluster.nodes.map(({ name, role, address }) => ({ name, role, address })),
    servers: cluster.kubernetes.servers,
    snapshots: await temporaryFolder(),
  };
}

const versions = (cluster: SimulatedCluster) => cluster.nodes.map(({ machine }) => machine.version);

async function cordoned(place: Place): Promise<readonly string[]> {
  const operator = await openOperator(place, "observer");
  const reading = await operator.ports.access.kubernetes.observe(signals);
  operator.close();
  if (reading.kind === "problem") throw new Error(reading.problem.message);
  return reading.facts.nodes.flatMap(({ name, unschedulable }) => (unschedulable ? [name] : []));
}

/** Runs in another process, until its end. */
async function drive(order: DriverOrder): Promise<{ readonly signal: string | null; readonly output: string }> {
  const script = resolve("test/support/operate-driver.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: resolve(".cache/compile") },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  return { signal, output };
}

/** Goes on as somebody else would after so long that the lock of the killed run is over. */
async function goOn(place: Place, identity: string) {
  let later = 0;
  const { elapsedMs, after } = createTimers();
  const operator = await openOperator(place, identity, { timers: { elapsedMs: () => elapsedMs() + later, after } });
  await operator.ports.write.lock.read(signals);
  later = 600_000;
  const openFiles = async (revision: string) => memoryFiles({ "talos/base.yaml": "machine: {}\n" }, revision);
  const request = { cluster: operator.cluster, openFiles, requester: identity };
  return continueOperation(request, operator.ports, signals).finally(() => operator.close());
}

describe("operate() on simulated machines", () => {
  it("upgrades three control planes and a worker one after another", async () => {
    const cluster = await startCluster();
    const place = await placeOf(cluster);
    const operator = await openOperator(place, "laptop");
    const request = operator.request(`upgrade all --image ${imageOf("v1.13.9")}`);
    const result = await operate(request, operator.ports, undefined, signals);
    operator.close();
    expect(result.progress.reason).toBeUndefined();
    expect(result.progress.nodes.map(({ name }) => name)).toEqual(["talos-w01", "talos-m02", "talos-m03", "talos-m01"]);
    expect(versions(cluster)).toEqual(["v1.13.9", "v1.13.9", "v1.13.9", "v1.13.9"]);
    expect(await cordoned(place)).toEqual([]);
  }, 60_000);

  it("is at its target after a kill behind any step and a continuation", async () => {
    const cluster = await startCluster({ nodes: three });
    const place = await placeOf(cluster);
    let killed = 0;
    for (let killAfter = 1; ; killAfter++) {
      const version = killAfter % 2 === 1 ? "v1.13.9" : "v1.13.8";
      const line = `upgrade all --image ${imageOf(version)}`;
      const { signal } = await drive({ place, line, identity: `killed-${killAfter}`, killAfter });
      if (signal !== "SIGKILL") break;
      killed++;
      const { progress } = await goOn(place, `continued-${killAfter}`);
      expect(progress.reason, `killed after step ${killAfter}`).toBeUndefined();
      expect(versions(cluster)).toEqual([version, version, version]);
      expect(await cordoned(place)).toEqual([]);
    }
    expect(killed).toBeGreaterThan(25);
  }, 900_000);
});
