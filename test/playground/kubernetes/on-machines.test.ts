import { describe, expect, it } from "vitest";
import { connectTalos } from "../../../src/adapters/talos/connect-talos.ts";
import { connectClient, refusalOf } from "../../support/kubernetes-client.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startFreeCluster, type TestClusterOptions } from "../../support/start-cluster.ts";
import { openTalosApi } from "../../support/talos-api.ts";
import { deployment } from "./manifests.ts";

async function start(options: TestClusterOptions = {}) {
  const clock = new ManualClock();
  const cluster = await startFreeCluster({ clock, ...options });
  const { kubernetes } = cluster;
  const on = (index: number) =>
    connectClient(kubernetes, kubernetes.kubeconfig({ server: kubernetes.servers[index] ?? "" }));
  const readNode = async (name: string) => await on(1).core.readNode({ name });
  /** Lets the time pass step by step, so that connections open and close on the way. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const passUntil = async <T>(outcome: Promise<T>): Promise<T> => {
    let isOver = false;
    const end = outcome.finally(() => {
      isOver = true;
    });
    while (!isOver) await pass(1);
    return await end;
  };
  return { cluster, kubernetes, on, readNode, pass, passUntil };
}

const readiness = (node: { status?: { conditions?: { type: string; status: string }[] } }) =>
  node.status?.conditions?.find(({ type }) => type === "Ready")?.status;

describe("Kubernetes on simulated machines", () => {
  it("knows who comes with the kubeconfig that Talos hands out", async () => {
    const { cluster, kubernetes } = await start();
    const talos = await connectTalos({ talosconfig: { text: cluster.talosconfig }, now: () => new Date() });
    const { name, role, address } = cluster.node("talos-m01");
    const kubeconfig = await talos.kubeconfig({ name, role, address }, { signal: AbortSignal.timeout(5000) });
    talos.close();
    const { core } = connectClient(kubernetes, kubeconfig);
    expect((await core.listNode()).items.map(({ status }) => status?.nodeInfo?.osImage)).toContain("Talos (v1.13.8)");
    expect(kubernetes.log.all.at(-1)).toMatchObject({ user: "admin", resource: "nodes" });
  });

  it("loses a server and its node's readiness with a reboot, and gets both back with another boot id", async () => {
    const { cluster, on, readNode, pass } = await start();
    const before = await readNode("talos-m01");
    const { bootId } = cluster.node("talos-m01").machine;
    expect(before.status?.nodeInfo?.bootID).toBe(bootId);
    void cluster.node("talos-m01").reboot();
    await pass(7);
    expect(readiness(await readNode("talos-m01"))).toBe("False");
    await expect(on(0).core.listNode()).rejects.toThrow();
    await pass(60);
    const after = await on(0).core.readNode({ name: "talos-m01" });
    expect(readiness(after)).toBe("True");
    expect(after.status?.nodeInfo?.bootID).not.toBe(bootId);
    expect(cluster.node("talos-m01").machine.ready).toBe(true);
  });

  it("has an address that outlives each of its servers", async () => {
    const { cluster, kubernetes, pass } = await start();
    const { core } = connectClient(kubernetes, kubernetes.kubeconfig({ server: kubernetes.endpoint ?? "" }));
    expect((await core.listNode()).items).toHaveLength(4);
    void cluster.node("talos-m01").reboot();
    await pass(7);
    expect((await core.listNode()).items).toHaveLength(4);
    expect(kubernetes.log.all.map(({ server }) => server)).toEqual(["talos-m01", "talos-m02"]);
  });

  it("answers nothing but errors without a quorum", async () => {
    const { cluster, on, passUntil } = await start({ violations: ["control-planes-down", "quorum-lost"] });
    for (const name of ["talos-m02", "talos-m03"]) cluster.node(name).machine.goDown("off");
    const refusal = refusalOf(on(0).core.listNode());
    expect(await passUntil(refusal)).toMatchObject({ code: 500, message: "etcdserver: request timed out" });
  });

  it("drains a machine that shuts down, under a mark that the next boot takes back", async () => {
    const { cluster, kubernetes, readNode, on, pass } = await start();
    kubernetes.apply(deployment("web", 2));
    kubernetes.settle();
    const podsThere = async () =>
      (await on(1).core.listNamespacedPod({ namespace: "default" })).items.filter(
        ({ spec }) => spec?.nodeName === "talos-w01",
      );
    expect(await podsThere()).toHaveLength(2);
    await openTalosApi(cluster, { endpoint: "talos-w01" }).machine.shutdown({});
    await pass(2);
    const draining = await readNode("talos-w01");
    expect(draining.spec?.unschedulable).toBe(true);
    expect(draining.metadata?.annotations?.["talos.dev/cordoned"]).toBe("true");
    await pass(10);
    expect(await podsThere()).toEqual([]);
    cluster.node("talos-w01").powerOn();
    await pass(60);
    const back = await readNode("talos-w01");
    expect(back.spec?.unschedulable).toBeUndefined();
    expect(readiness(back)).toBe("True");
    expect(await podsThere()).toHaveLength(2);
  });

  it("restarts the kubelet for another image in the configuration", async () => {
    const { cluster, readNode, pass } = await start();
    const node = cluster.node("talos-w01");
    const config = Buffer.from(node.config ?? []).toString();
    const seen: string[] = [];
    node.machine.onChange(({ services }) => {
      const state = services.find(({ id }) => id === "kubelet")?.state ?? "none";
      if (seen.at(-1) !== state) seen.push(state);
    });
    node.setConfig(
      config.replace("machine:\n", "machine:\n    kubelet:\n        image: ghcr.io/siderolabs/kubelet:v1.35.3\n"),
    );
    await pass(20);
    expect(seen).toEqual(["Stopping", "Preparing", "Running"]);
    const after = await readNode("talos-w01");
    expect(after.status?.nodeInfo?.kubeletVersion).toBe("v1.35.3");
    expect(readiness(after)).toBe("True");
  });
});
