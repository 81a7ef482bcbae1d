/** The simulated nodes of a fleet in a process of their own, so that only the plan's own time and memory are measured. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startExampleCluster } from "../src/playground/example-cluster.ts";

const [root] = process.argv.slice(2);
if (root === undefined || process.send === undefined) throw new Error("started by the bench, with the fleet's folder");

const { signal } = new AbortController();
const { simulated } = await startExampleCluster({ root, secrets: join(root, "secrets"), scheme: "file", signal });
writeFileSync(join(root, "talosconfig"), simulated.talosconfig);
process.send("ready");
process.on("disconnect", () => void simulated.stop().then(() => process.exit()));
