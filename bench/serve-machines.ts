/** Three control planes that live fast, in a process of their own; tells how long they themselves took for what they were asked. */
import { startSimulatedCluster } from "../src/playground/talos/start-simulated-cluster.ts";

export interface Served {
  readonly talosconfig: string;
  readonly nodes: readonly { readonly name: string; readonly role: "controlplane"; readonly address: string }[];
  readonly servers: readonly string[];
}

/** Milliseconds by node. */
export type OwnTimes = Readonly<Record<string, number>>;

const speed = 200;
const names = ["talos-m01", "talos-m02", "talos-m03"];

const cluster = await startSimulatedCluster({
  nodes: names.map((name) => ({ name, role: "controlplane" })),
  speed,
});
const own: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
const add = (node: string, ms: number) => {
  own[node] = (own[node] ?? 0) + ms;
};

cluster.view.writes.onWrite(({ node, method }) => {
  // Pulling is not counted: an image that is there already takes nothing.
  if (method === "LifecycleService.Upgrade") add(node, cluster.node(node).machine.timing.installMs / speed);
  if (method === "Reboot") measureBoot(node);
});

/** From the call until the machine is ready, its Kubernetes node included. */
function measureBoot(name: string): void {
  const start = performance.now();
  const { machine } = cluster.node(name);
  const { bootId } = machine;
  const stop = machine.onChange(() => {
    if (machine.bootId === bootId || !machine.isUp || !machine.nodeReady) return;
    stop();
    add(name, performance.now() - start);
  });
}

const served: Served = {
  talosconfig: cluster.talosconfig,
  nodes: cluster.nodes.map(({ name, address }) => ({ name, role: "controlplane", address })),
  servers: cluster.kubernetes.servers,
};
process.on("message", () => process.send?.(own));
process.on("disconnect", () => process.exit(0));
process.send?.(served);
