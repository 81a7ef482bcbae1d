/** Takes one snapshot in a process of its own, and prints how long that took and how much memory the process had at most. */
import { connectTalos } from "../src/adapters/talos/connect-talos.ts";
import { createSnapshotStore } from "../src/adapters/workspace/snapshot-store.ts";

const [talosconfig, context, directory, recipient] = process.argv.slice(2);
if (talosconfig === undefined || directory === undefined) throw new Error("started by the bench");

const { signal } = new AbortController();
const talos = await connectTalos({ talosconfig: { path: talosconfig }, context, now: () => new Date() });
const store = createSnapshotStore({ directory, recipients: recipient === undefined ? [] : [recipient] });
const node = { name: "talos-m01", role: "controlplane", address: "127.0.0.1" } as const;

const started = performance.now();
const { bytes } = await store.keep({ name: "bench", chunks: talos.control.snapshot(node, { signal }) }, { signal });
const tookMs = performance.now() - started;
talos.close();
console.log(JSON.stringify({ bytes, tookMs, memoryMiB: process.resourceUsage().maxRSS / 1024 }));
