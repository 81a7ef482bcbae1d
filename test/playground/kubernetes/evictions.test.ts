import { describe, expect, it } from "vitest";
import { connectClient, refusalOf } from "../../support/kubernetes-client.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";
import { budget, deployment } from "./manifests.ts";

async function start(...manifests: readonly ReturnType<typeof deployment | typeof budget>[]) {
  const clock = new ManualClock();
  const { kubernetes } = await startKubernetes({ clock });
  for (const manifest of manifests) kubernetes.apply(manifest);
  kubernetes.settle();
  const client = connectClient(kubernetes);
  const pods = async (app: string) =>
    (await client.core.listNamespacedPod({ namespace: "default", labelSelector: `app=${app}` })).items;
  const evict = (name: string, deleteOptions = {}, namespace = "default") =>
    client.core.createNamespacedPodEviction({
      namespace,
      name,
      body: { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace }, deleteOptions },
    });
  return { kubernetes, clock, client, pods, evict };
}

const nameOf = (pods: readonly { metadata?: { name?: string } }[], index = 0) => pods[index]?.metadata?.name ?? "";

describe("an eviction", () => {
  it("ends the pod, and its ReplicaSet makes another elsewhere once the node is cordoned", async () => {
    const { kubernetes, client, clock, pods, evict } = await start(deployment("web", 1));
    const [before] = await pods("web");
    kubernetes.cordon(before?.spec?.nodeName ?? "");
    await evict(before?.metadata?.name ?? "");
    expect((await pods("web")).filter(({ metadata }) => metadata?.deletionTimestamp !== undefined)).toHaveLength(1);
    clock.advance(10_000);
    const [after, ...others] = await pods("web");
    expect(others).toEqual([]);
    expect(after?.metadata?.name).not.toBe(before?.metadata?.name);
    expect(after?.spec?.nodeName).not.toBe(before?.spec?.nodeName);
    expect(after?.status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("True");
    expect(
      (await client.apps.readNamespacedDeployment({ namespace: "default", name: "web" })).status?.readyReplicas,
    ).toBe(1);
  });

  it.each([
    { limits: { minAvailable: 2 }, allowed: 1, healthy: 3, desired: 2 },
    { limits: { minAvailable: "50%" }, allowed: 1, healthy: 3, desired: 2 },
    { limits: { maxUnavailable: 1 }, allowed: 1, healthy: 3, desired: 2 },
    { limits: { maxUnavailable: "34%" }, allowed: 2, healthy: 3, desired: 1 },
    { limits: { maxUnavailable: 0 }, allowed: 0, healthy: 3, desired: 3 },
    { limits: { minAvailable: 3 }, allowed: 0, healthy: 3, desired: 3 },
  ])("counts what $limits allows", async ({ limits, allowed, healthy, desired }) => {
    const { client } = await start(deployment("web", 3), budget("web", "web", limits));
    const { items } = await client.policy.listPodDisruptionBudgetForAllNamespaces();
    expect(items[0]?.status).toMatchObject({
      disruptionsAllowed: allowed,
      currentHealthy: healthy,
      desiredHealthy: desired,
      expectedPods: 3,
    });
  });

  it("is refused with 429 while the budget has nothing left, until a new pod is ready", async () => {
    const { clock, pods, evict } = await start(deployment("web", 2), budget("web", "web", { minAvailable: 1 }));
    const before = await pods("web");
    await evict(nameOf(before, 0));
    const refusal = await refusalOf(evict(nameOf(before, 1)));
    expect(refusal).toMatchObject({ code: 429, reason: "TooManyRequests" });
    expect(refusal.details?.causes).toEqual([
      { reason: "DisruptionBudget", message: "The disruption budget web needs 1 healthy pods and has 1 currently" },
    ]);
    clock.advance(10_000);
    await evict(nameOf(before, 1));
  });

  it("never succeeds against a budget that allows nothing", async () => {
    const { clock, pods, evict } = await start(deployment("web", 1), budget("web", "web", { maxUnavailable: 0 }));
    const [pod] = await pods("web");
    expect(await refusalOf(evict(nameOf([pod ?? {}])))).toMatchObject({ code: 429 });
    clock.advance(600_000);
    expect(await refusalOf(evict(nameOf([pod ?? {}])))).toMatchObject({ code: 429 });
  });

  it("is refused with 500 when two budgets cover the pod", async () => {
    const budgets = [budget("one", "web", { minAvailable: 0 }), budget("two", "web", { minAvailable: 0 })];
    const { pods, evict } = await start(deployment("web", 1), ...budgets);
    expect(await refusalOf(evict(nameOf(await pods("web"))))).toMatchObject({ code: 500 });
  });

  it("is about one pod only: another uid is a conflict, a missing pod not found", async () => {
    const { pods, evict } = await start(deployment("web", 1));
    const name = nameOf(await pods("web"));
    expect(await refusalOf(evict(name, { preconditions: { uid: "another" } }))).toMatchObject({ code: 409 });
    expect(await refusalOf(evict("nobody"))).toMatchObject({ code: 404 });
  });

  it("does not stop what a kubelet or a DaemonSet brings back", async () => {
    const { client, clock, evict } = await start();
    const named = async (prefix: string) =>
      (await client.core.listNamespacedPod({ namespace: "kube-system" })).items.filter(({ metadata }) =>
        metadata?.name?.startsWith(prefix),
      );
    const [proxy] = await named("kube-proxy");
    await evict("kube-scheduler-talos-m01", {}, "kube-system");
    await evict(proxy?.metadata?.name ?? "", {}, "kube-system");
    clock.advance(20_000);
    expect(await named("kube-scheduler")).toHaveLength(3);
    expect((await named("kube-proxy")).map(({ spec }) => spec?.nodeName)).toContain(proxy?.spec?.nodeName);
    expect(await named("kube-proxy")).toHaveLength(5);
  });

  it("leaves a held pod terminating for ever", async () => {
    const { kubernetes, clock, pods, evict } = await start(deployment("web", 1));
    const name = nameOf(await pods("web"));
    const release = kubernetes.holdPod("default", name);
    await evict(name);
    clock.advance(3_600_000);
    expect((await pods("web")).map(({ metadata }) => metadata?.name)).toContain(name);
    release();
  });

  it("keeps a pod that has a finalizer until that is taken off", async () => {
    const { client, clock, pods, evict } = await start(deployment("web", 1));
    const [pod] = await pods("web");
    const name = pod?.metadata?.name ?? "";
    const namespace = "default";
    const finalized = { ...pod, metadata: { ...pod?.metadata, finalizers: ["example.org/hold"] } };
    await client.core.replaceNamespacedPod({ namespace, name, body: finalized });
    await evict(name);
    clock.advance(60_000);
    const held = await client.core.readNamespacedPod({ namespace, name });
    expect(held.metadata?.deletionTimestamp).toBeDefined();
    await client.core.replaceNamespacedPod({
      namespace,
      name,
      body: { ...held, metadata: { ...held.metadata, finalizers: [] } },
    });
    expect(await refusalOf(client.core.readNamespacedPod({ namespace, name }))).toMatchObject({ code: 404 });
  });
});
