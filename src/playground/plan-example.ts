/** `npm run example`: plans the example repository against a simulated cluster and prints the comment a pull request would get. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { connectTalos } from "../adapters/talos/connect-talos.ts";
import { type PlanAccess, planChanges } from "../plan.ts";
import { renderComment } from "../report/render-comment.ts";
import { startExampleCluster } from "./example-cluster.ts";
import { exampleDrift } from "./example-drift.ts";

const { signal } = new AbortController();
const examples = join(import.meta.dirname, "..", "..", "examples");
const example = await startExampleCluster({
  root: join(examples, "talos-v1.11"),
  secrets: join(examples, "secrets"),
  drift: exampleDrift,
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
