/** `npm start`: plans the example repository against a simulated cluster and prints the comment a pull request would get. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { connectTalos } from "../adapters/talos/connect-talos.ts";
import { type PlanAccess, planChanges } from "../plan.ts";
import { renderComment } from "../report/render-comment.ts";
import { type Drift, startExampleCluster } from "./example-cluster.ts";

/** The cluster as it ran before a pull request raised buffers, gave the second node jumbo frames and rotated a token. */
const drift: Readonly<Record<string, Drift>> = {
  "talos-m01": { edits: [['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"']] },
  "talos-m02": {
    edits: [
      ['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"'],
      ["mtu: 9000", "mtu: 1500"],
      ["nconnect=16", "nconnect=8"],
    ],
  },
  "talos-m03": { version: "v1.11.4", edits: [['net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"']] },
};

const { signal } = new AbortController();
const examples = join(import.meta.dirname, "..", "..", "examples");
const example = await startExampleCluster({
  root: join(examples, "talos-v1.11"),
  secrets: join(examples, "secrets"),
  drift,
  signal,
});
const { cluster, files, stores, simulated } = example;

async function openAccess(): Promise<PlanAccess> {
  const talos = await connectTalos({ talosconfig: { text: simulated.talosconfig }, now: () => new Date() });
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}

try {
  console.error(`simulated cluster ${cluster.name}: ${simulated.nodes.map(({ endpoint }) => endpoint).join(", ")}\n`);
  const { safe } = await planChanges(
    { cluster, files, selectors: ["all"], command: "diff all" },
    { openAccess, redactionKey: randomBytes(32) },
    { signal },
  );
  for (const part of renderComment(safe, {})) console.log(part);
} finally {
  await simulated.stop();
}
