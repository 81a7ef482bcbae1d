/** `npm start`: plans the example repository against a simulated cluster and prints the comment a pull request would get. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { connectTalos } from "../adapters/talos/connect-talos.ts";
import { planChanges } from "../plan.ts";
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
const talos = await connectTalos({ talosconfig: { text: example.simulated.talosconfig }, now: () => new Date() });
try {
  console.error(`simulated cluster ${example.cluster.name}: ${talos.endpoints.join(", ")}\n`);
  const { safe } = await planChanges(
    { cluster: example.cluster, files: example.files, selectors: ["all"], command: "diff all" },
    { liveNodes: talos.liveNodes, stores: example.stores, redactionKey: randomBytes(32) },
    { signal },
  );
  for (const part of renderComment(safe, {})) console.log(part);
} finally {
  talos.close();
  await example.simulated.stop();
}
