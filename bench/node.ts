/** Render, merge, resolve, compare, redact and report one node of the example, warm, with the live side in memory. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { createFileStore } from "../src/adapters/secret-stores/file.ts";
import { openWorkspace } from "../src/adapters/workspace/open-workspace.ts";
import { chooseCluster } from "../src/cluster/choose-cluster.ts";
import { readSettings } from "../src/cluster/read-settings.ts";
import type { LiveNodes } from "../src/diff/live-nodes.ts";
import { planChanges } from "../src/plan.ts";
import { renderComment } from "../src/report/render-comment.ts";
import { liveConfig } from "./live-config.ts";
import { report, type Summary, summarise } from "./measure.ts";

const runs = 300;
const warmUp = 50;

/** The baseline is what no implementation can avoid: reading the config as YAML twice and writing it once. */
export async function benchNode(): Promise<boolean> {
  const examples = join(import.meta.dirname, "..", "examples");
  const files = await openWorkspace(join(examples, "talos-v1.11"));
  const cluster = chooseCluster(await readSettings(files), {});
  const stores = [createFileStore({ directory: join(examples, "secrets"), scheme: "ak" })];
  const config = await liveConfig(cluster, files, stores);
  const { signal } = new AbortController();
  const request = { cluster, files, selectors: ["talos-m01"], command: "diff talos-m01" };
  const liveNodes = holding(config);
  const openAccess = async () => ({ liveNodes, stores, close: () => undefined });
  const plan = await repeat(async () => {
    const { safe } = await planChanges(request, { openAccess, redactionKey: randomBytes(32) }, { signal });
    renderComment(safe, {});
  });
  const baseline = await repeat(async () => {
    parseAllDocuments(config);
    stringify(parseAllDocuments(config).map((document) => document.toJS()));
  });
  const detail = `p99 ${plan.p99.toFixed(1)} ms; baseline p50 ${baseline.p50.toFixed(1)}, p99 ${baseline.p99.toFixed(1)} ms`;
  console.log(`\none node of the example, warm (${config.length} bytes, ${runs} runs)`);
  return report({ name: "render … report, p50", value: plan.p50, unit: "ms", detail });
}

function holding(config: string): LiveNodes {
  const live = {
    hostname: "talos-m01",
    version: "v1.11.5",
    platform: "metal",
    config: Buffer.from(config),
    extensions: [],
    secureBoot: false,
  };
  return { read: async () => ({ kind: "read", live }) };
}

async function repeat(once: () => Promise<void>): Promise<Summary> {
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run++) {
    const started = performance.now();
    await once();
    if (run >= warmUp) times.push(performance.now() - started);
  }
  return summarise(times);
}
