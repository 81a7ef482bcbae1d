import { describe, expect, it } from "vitest";
import type { SimulatedKubernetes } from "../../../src/playground/kubernetes/simulated-kubernetes.ts";
import { connectClient } from "../../support/kubernetes-client.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";

interface SeenEvent {
  readonly type: string;
  readonly name: string;
  readonly code: number | undefined;
}

/** Watches config maps; `next` resolves with the event after those already taken, or `end`. */
function watchConfigMaps(kubernetes: SimulatedKubernetes, query: Record<string, string | boolean> = {}) {
  const { watch } = connectClient(kubernetes);
  const events: (SeenEvent | "end")[] = [];
  let wake = () => {};
  const push = (event: SeenEvent | "end") => {
    events.push(event);
    wake();
  };
  const started = watch.watch(
    "/api/v1/namespaces/default/configmaps",
    query,
    (type, object) => push({ type, name: object?.metadata?.name ?? "", code: object?.code }),
    () => push("end"),
  );
  const next = async (): Promise<SeenEvent | "end"> => {
    while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return events.shift() ?? "end";
  };
  return { next, stop: async () => (await started).abort() };
}

const configMap = (name: string, value: string, labels = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "default", labels },
  data: { value },
});

describe("a watch", () => {
  it("shows what is there, then every change", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.apply(configMap("a", "1"));
    const { next, stop } = watchConfigMaps(kubernetes);
    expect(await next()).toMatchObject({ type: "ADDED", name: "a" });
    kubernetes.apply(configMap("a", "2"));
    expect(await next()).toMatchObject({ type: "MODIFIED", name: "a" });
    kubernetes.delete("configmaps", "a", "default");
    expect(await next()).toMatchObject({ type: "DELETED", name: "a" });
    await stop();
  });

  it("goes on from a revision", async () => {
    const { kubernetes } = await startKubernetes();
    const { metadata } = kubernetes.apply(configMap("a", "1"));
    kubernetes.apply(configMap("b", "1"));
    const { next, stop } = watchConfigMaps(kubernetes, { resourceVersion: metadata.resourceVersion });
    expect(await next()).toMatchObject({ type: "ADDED", name: "b" });
    await stop();
  });

  it("shows what leaves its selection as deleted", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.apply(configMap("a", "1", { app: "x" }));
    const { next, stop } = watchConfigMaps(kubernetes, { labelSelector: "app=x" });
    expect(await next()).toMatchObject({ type: "ADDED" });
    kubernetes.apply(configMap("a", "1", { app: "y" }));
    expect(await next()).toMatchObject({ type: "DELETED", name: "a" });
    await stop();
  });

  it("ends with 410 when its revision is forgotten", async () => {
    const { kubernetes } = await startKubernetes();
    const { metadata } = kubernetes.apply(configMap("a", "1"));
    kubernetes.apply(configMap("b", "1"));
    kubernetes.compact();
    const { next } = watchConfigMaps(kubernetes, { resourceVersion: metadata.resourceVersion });
    expect(await next()).toMatchObject({ type: "ERROR", code: 410 });
    expect(await next()).toBe("end");
  });

  it("sends bookmarks to those who ask for them", async () => {
    const clock = new ManualClock();
    const { kubernetes } = await startKubernetes({ clock });
    kubernetes.apply(configMap("a", "1"));
    const { next, stop } = watchConfigMaps(kubernetes, { allowWatchBookmarks: true });
    expect(await next()).toMatchObject({ type: "ADDED" });
    clock.advance(60_000);
    expect(await next()).toMatchObject({ type: "BOOKMARK" });
    await stop();
  });

  it("ends after its time, when it is cut, and when the machine goes down", async () => {
    const clock = new ManualClock();
    const { kubernetes, machine } = await startKubernetes({ clock });
    kubernetes.apply(configMap("a", "1"));
    const timed = watchConfigMaps(kubernetes, { timeoutSeconds: "10" });
    expect(await timed.next()).toMatchObject({ type: "ADDED" });
    clock.advance(10_000);
    expect(await timed.next()).toBe("end");
    const repair = kubernetes.addFault({ kind: "cut", events: 1, verbs: ["watch"] });
    const cut = watchConfigMaps(kubernetes);
    expect(await cut.next()).toMatchObject({ type: "ADDED" });
    expect(await cut.next()).toBe("end");
    repair();
    const downed = watchConfigMaps(kubernetes);
    expect(await downed.next()).toMatchObject({ type: "ADDED" });
    machine("talos-m01").become({ power: "off", kubeletRunning: false });
    expect(await downed.next()).toBe("end");
  });
});
