import { describe, expect, onTestFinished, test } from "vitest";
import { connectKubernetes, type KubernetesOptions } from "../../../src/adapters/kubernetes/connect-kubernetes.ts";
import { drainNode } from "../../../src/operation/drain-node.ts";
import { budget, deployment } from "../../playground/kubernetes/manifests.ts";
import { connectClient } from "../../support/kubernetes-client.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";

const waiting = { signal: new AbortController().signal };
const mark = { operation: "20261123-084026-upgrade-1f3c", at: "2026-01-02T03:04:05.000Z" };
const holder = { name: "octocat via run 123", identity: "run-123-1" };

type Manifest = Parameters<Awaited<ReturnType<typeof startKubernetes>>["kubernetes"]["apply"]>[0];

async function scene(manifests: readonly Manifest[] = [], options: Partial<KubernetesOptions> = {}) {
  const clock = new ManualClock();
  const { kubernetes, machine } = await startKubernetes({ clock });
  for (const manifest of manifests) kubernetes.apply(manifest);
  kubernetes.settle();
  /** A process of its own. */
  const connect = () => {
    const connection = connectKubernetes({
      kubeconfig: async () => kubernetes.kubeconfig(),
      servers: kubernetes.servers,
      lockNamespace: "kube-system",
      now: () => clock.now(),
      timers: { elapsedMs: () => clock.now().getTime(), after: (ms, action) => clock.after(ms, action) },
      limits: { connectMs: 5_000, callMs: 10_000, questionMs: 15_000 },
      ...options,
    });
    onTestFinished(() => connection.close());
    return connection;
  };
  const podOf = async (app: string) => {
    const { items } = await connectClient(kubernetes).core.listNamespacedPod({ namespace: "default" });
    const found = items.find(({ metadata }) => metadata?.labels?.["app"] === app);
    return {
      namespace: "default",
      name: found?.metadata?.name ?? "",
      uid: found?.metadata?.uid ?? "",
      node: found?.spec?.nodeName ?? "",
    };
  };
  return { clock, kubernetes, machine, connect, podOf, ...connect() };
}

describe("KubernetesProbe.observe()", () => {
  test("sees what the official client sees", async () => {
    const manifests = [deployment("web", 3), budget("web", "web", { minAvailable: 2 })];
    const { probe, kubernetes, control } = await scene(manifests);
    await control.cordon("talos-w02", mark, waiting);
    const reading = await probe.observe(waiting);
    const facts = reading.kind === "read" ? reading.facts : undefined;
    const client = connectClient(kubernetes);
    const [nodes, pods, { gitVersion }] = await Promise.all([
      client.core.listNode(),
      client.core.listPodForAllNamespaces(),
      client.version.getCode(),
    ]);
    expect(facts?.version).toBe(gitVersion);
    expect(facts?.nodes.map(({ name }) => name)).toEqual(nodes.items.map(({ metadata }) => metadata?.name));
    expect(facts?.nodes.filter(({ controlPlane }) => controlPlane)).toHaveLength(3);
    expect(facts?.nodes.every(({ ready }) => ready)).toBe(true);
    expect(facts?.nodes.find(({ name }) => name === "talos-w02")).toMatchObject({
      ...{ unschedulable: true, cordon: mark, kubeletVersion: gitVersion },
    });
    expect(facts?.pods.map(({ uid, node, phase }) => [uid, node, phase])).toEqual(
      pods.items.map(({ metadata, spec, status }) => [metadata?.uid, spec?.nodeName, status?.phase]),
    );
    expect(facts?.pods.filter(({ mirror }) => mirror)).toHaveLength(9);
    expect(facts?.pods.filter(({ owner }) => owner === "DaemonSet").length).toBeGreaterThan(4);
    expect(facts?.budgets).toContainEqual({
      ...{ namespace: "default", name: "web", disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2 },
      selector: { matchLabels: { app: "web" }, matchExpressions: [] },
    });
  });
});

describe("KubernetesProbe.resources()", () => {
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "cephclusters.ceph.rook.io" },
    spec: {
      group: "ceph.rook.io",
      names: { kind: "CephCluster", plural: "cephclusters" },
      scope: "Namespaced",
      versions: [{ name: "v1", served: true, storage: true, subresources: { status: {} } }],
    },
  };
  const ceph = (name: string, namespace: string) => ({
    ...{ apiVersion: "ceph.rook.io/v1", kind: "CephCluster", metadata: { name, namespace } },
    status: { ceph: { health: "HEALTH_OK" } },
  });
  const cephQuery = { apiVersion: "ceph.rook.io/v1", kind: "CephCluster" };

  test.each([
    { title: "all of the cluster", query: cephQuery, names: ["one", "two", "one"] },
    { title: "all of a namespace", query: { ...cephQuery, namespace: "default" }, names: ["one", "two"] },
    { title: "one by name", query: { ...cephQuery, namespace: "kube-system", name: "one" }, names: ["one"] },
    { title: "one name in all namespaces", query: { ...cephQuery, name: "one" }, names: ["one", "one"] },
    { title: "a missing object", query: { ...cephQuery, namespace: "default", name: "three" }, names: [] },
    { title: "a missing kind", query: { ...cephQuery, kind: "CephFilesystem" }, names: [] },
    { title: "a missing group", query: { apiVersion: "example.org/v1", kind: "Nothing" }, names: [] },
    { title: "a subresource", query: { apiVersion: "v1", kind: "Eviction" }, names: [] },
    { title: "what is no group", query: { apiVersion: "v1?watch=true", kind: "Node" }, names: [] },
    { title: "a kind of the core", query: { apiVersion: "v1", kind: "Node", name: "talos-m01" }, names: ["talos-m01"] },
    {
      title: "a kind without namespaces, asked for with one",
      query: { apiVersion: "v1", kind: "Node", namespace: "default", name: "talos-m01" },
      names: ["talos-m01"],
    },
  ])("finds $title", async ({ query, names }) => {
    const { probe, kubernetes } = await scene([definition]);
    for (const manifest of [ceph("one", "default"), ceph("two", "default"), ceph("one", "kube-system")]) {
      kubernetes.apply(manifest);
    }
    const found = await probe.resources(query, waiting);
    expect(found.map((object) => (object as { metadata: { name: string } }).metadata.name)).toEqual(names);
    expect(found.every((object) => (object as { kind: string }).kind === query.kind)).toBe(true);
  });

  describe("with a list of many pages", () => {
    async function many(onSecondPage: (parts: Awaited<ReturnType<typeof scene>>) => void) {
      const parts = await scene([definition]);
      for (let index = 0; index < 1_100; index++) parts.kubernetes.apply(ceph(`ceph-${index}`, "default"));
      let pages = 0;
      parts.kubernetes.log.onRequest(({ resource }) => {
        if (resource === "cephclusters.ceph.rook.io" && ++pages === 2) onSecondPage(parts);
      });
      const found = await parts.probe.resources(cephQuery, waiting);
      const names = found.map((object) => (object as { metadata: { name: string } }).metadata.name);
      return { ...parts, pages, names };
    }

    test("reads all of them", async () => {
      const { pages, names } = await many(() => undefined);
      expect(new Set(names).size).toBe(1_100);
      expect(pages).toBe(3);
    });

    test("begins anew when the rest has become too old", async () => {
      const { pages, names } = await many(({ kubernetes }) => {
        kubernetes.cordon("talos-w02");
        kubernetes.compact();
      });
      expect(pages).toBe(5);
      expect(names).toHaveLength(1_100);
      expect(new Set(names).size).toBe(1_100);
    });

    test("asks another control plane for the rest when one stops", async () => {
      const { kubernetes, names } = await many(({ machine }) => {
        machine("talos-m01").become({ power: "off", kubeletRunning: false });
      });
      expect(new Set(names).size).toBe(1_100);
      expect(new Set(kubernetes.log.all.map(({ server }) => server)).size).toBe(2);
    });
  });

  test("gives the status that checks look at", async () => {
    const { probe, kubernetes } = await scene([definition]);
    kubernetes.apply(ceph("one", "default"));
    expect(await probe.resources(cephQuery, waiting)).toMatchObject([{ status: { ceph: { health: "HEALTH_OK" } } }]);
  });

  test("throws kubernetes_unreachable and kubernetes_failed", async () => {
    const { probe, kubernetes } = await scene();
    kubernetes.addFault({ kind: "error", code: 403, reason: "Forbidden", resources: ["nodes"] });
    await expect(probe.resources({ apiVersion: "v1", kind: "Node" }, waiting)).rejects.toMatchObject({
      code: "kubernetes_failed",
    });
    await kubernetes.stop();
    await expect(probe.resources({ apiVersion: "v1", kind: "Node" }, waiting)).rejects.toMatchObject({
      code: "kubernetes_unreachable",
    });
  });
});

describe("KubernetesControl.cordon()", () => {
  test("makes a node unschedulable with our mark, and uncordon() takes both back", async () => {
    const { control, kubernetes } = await scene();
    const before = kubernetes.get("nodes", "talos-w01");
    expect(await control.cordon("talos-w01", mark, waiting)).toBe("cordoned");
    expect(kubernetes.get("nodes", "talos-w01")).toMatchObject({
      metadata: { annotations: { "talos-chatops/cordon": JSON.stringify(mark) } },
      spec: { unschedulable: true },
    });
    await control.uncordon("talos-w01", waiting);
    const after = kubernetes.get("nodes", "talos-w01");
    expect(after?.["spec"]).toEqual(before?.["spec"]);
    expect(after?.metadata.annotations).toEqual(before?.metadata.annotations);
  });

  test("leaves what somebody else cordoned, and uncordon() too", async () => {
    const { control, kubernetes } = await scene();
    kubernetes.cordon("talos-w01");
    const { writes } = kubernetes.log;
    expect(await control.cordon("talos-w01", mark, waiting)).toBe("cordoned-by-other");
    await control.uncordon("talos-w01", waiting);
    expect(kubernetes.log.writes).toEqual(writes);
    expect(kubernetes.get("nodes", "talos-w01")).toMatchObject({ spec: { unschedulable: true } });
  });

  test("can be said again, by another operation too", async () => {
    const { control, kubernetes } = await scene();
    await control.cordon("talos-w01", mark, waiting);
    expect(await control.cordon("talos-w01", { ...mark, operation: "next" }, waiting)).toBe("cordoned");
    expect(kubernetes.get("nodes", "talos-w01")?.metadata.annotations?.["talos-chatops/cordon"]).toContain("next");
    await control.uncordon("talos-w01", waiting);
    await control.uncordon("talos-w01", waiting);
    expect(kubernetes.get("nodes", "talos-w01")).not.toHaveProperty("spec.unschedulable", true);
  });

  test("sees that somebody else cordoned it in the same moment", async () => {
    const { control, kubernetes } = await scene();
    const stop = kubernetes.log.onRequest(({ verb, resource }) => {
      if (verb !== "patch" || resource !== "nodes") return;
      stop();
      kubernetes.cordon("talos-w01");
    });
    expect(await control.cordon("talos-w01", mark, waiting)).toBe("cordoned-by-other");
    expect(kubernetes.get("nodes", "talos-w01")?.metadata.annotations).not.toHaveProperty("talos-chatops/cordon");
  });

  test.each([
    { fault: { kind: "lost-answer", times: 1, verbs: ["patch"] } },
    { fault: { kind: "reset", times: 2, verbs: ["patch"] } },
    { fault: { kind: "error", code: 409, reason: "Conflict", times: 3, verbs: ["patch"] } },
    { fault: { kind: "error", code: 429, reason: "TooManyRequests", retryAfterSeconds: 1, times: 1 } },
    { fault: { kind: "error", code: 503, reason: "ServiceUnavailable", times: 2 } },
  ] as const)("gets through $fault", async ({ fault }) => {
    const { control, kubernetes } = await scene();
    kubernetes.addFault(fault);
    expect(await control.cordon("talos-w01", mark, waiting)).toBe("cordoned");
    expect(kubernetes.get("nodes", "talos-w01")).toMatchObject({ spec: { unschedulable: true } });
    kubernetes.addFault(fault);
    await control.uncordon("talos-w01", waiting);
    expect(kubernetes.get("nodes", "talos-w01")).not.toHaveProperty("spec.unschedulable", true);
  });

  test("asks another control plane when one hangs", async () => {
    const { control, kubernetes } = await scene([], { limits: { callMs: 2_000 } });
    kubernetes.addFault({ kind: "hang", servers: ["talos-m01"] });
    expect(await control.cordon("talos-w01", mark, waiting)).toBe("cordoned");
    await control.uncordon("talos-w01", waiting);
    expect(new Set(kubernetes.log.all.map(({ server }) => server))).toEqual(new Set(["talos-m02"]));
  });

  test("fails for a node that does not exist; uncordon() has nothing to do then", async () => {
    const { control } = await scene();
    await expect(control.cordon("nobody", mark, waiting)).rejects.toMatchObject({ code: "kubernetes_failed" });
    await control.uncordon("nobody", waiting);
  });
});

describe("KubernetesControl.evict()", () => {
  test("evicts, and finds gone what was", async () => {
    const { control, podOf, clock } = await scene([deployment("web", 1)]);
    const pod = await podOf("web");
    expect(await control.evict(pod, waiting)).toEqual({ kind: "evicted" });
    clock.advance(10_000);
    expect(await control.evict(pod, waiting)).toEqual({ kind: "gone" });
  });

  test("never evicts another pod of the same name", async () => {
    const { control, podOf, kubernetes } = await scene([deployment("web", 1)]);
    const pod = await podOf("web");
    expect(await control.evict({ ...pod, uid: "another" }, waiting)).toEqual({ kind: "gone" });
    expect(kubernetes.get("pods", pod.name, "default")?.metadata.deletionTimestamp).toBeUndefined();
  });

  test("is blocked by a budget, which it names, and asks once", async () => {
    const { control, podOf, kubernetes } = await scene([
      deployment("web", 1),
      budget("keep", "web", { minAvailable: 1 }),
    ]);
    const pod = await podOf("web");
    expect(await control.evict(pod, waiting)).toMatchObject({ kind: "blocked", budget: "keep" });
    expect(kubernetes.log.writes.filter(({ resource }) => resource === "pods/eviction")).toHaveLength(1);
  });

  test("tells a limit on requests from a budget, and asks again", async () => {
    const { control, podOf, kubernetes } = await scene([deployment("web", 1)]);
    const pod = await podOf("web");
    kubernetes.addFault({
      kind: "error",
      code: 429,
      reason: "TooManyRequests",
      resources: ["pods/eviction"],
      times: 2,
    });
    expect(await control.evict(pod, waiting)).toEqual({ kind: "evicted" });
  });

  test("fails for a pod that two budgets are about, and names it", async () => {
    const budgets = [budget("one", "web", { minAvailable: 0 }), budget("two", "web", { minAvailable: 0 })];
    const { control, podOf } = await scene([deployment("web", 1), ...budgets]);
    const pod = await podOf("web");
    const error = await control.evict(pod, waiting).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "kubernetes_failed" });
    expect(String(error)).toContain(pod.name);
  });

  test("counts once when its answer is lost", async () => {
    const { control, podOf, kubernetes } = await scene([deployment("web", 1)]);
    const pod = await podOf("web");
    kubernetes.addFault({ kind: "lost-answer", resources: ["pods/eviction"], times: 1 });
    expect(await control.evict(pod, waiting)).toEqual({ kind: "evicted" });
  });
});

describe("drainNode()", () => {
  test("empties a node of a cluster, budgets kept, and leaves what belongs there", async () => {
    const { control, podOf, clock, kubernetes } = await scene([
      ...[deployment("web", 4), budget("web", "web", { maxUnavailable: 1 }), deployment("single", 1)],
    ]);
    const { node } = await podOf("web");
    await control.cordon(node, mark, waiting);
    let least = 4;
    const pace = {
      now: () => clock.now().getTime(),
      sleep: async (ms: number) => {
        clock.advance(ms);
        const healthy = kubernetes.get("poddisruptionbudgets", "web", "default")?.["status"];
        least = Math.min(least, (healthy as { currentHealthy: number }).currentHealthy);
      },
    };
    const details: string[] = [];
    const onDetail = (detail: string) => details.push(detail);
    const { evicted, left } = await drainNode(node, { control, pace, seconds: 300, onDetail }, waiting);
    expect(evicted.length).toBeGreaterThan(0);
    expect(least).toBeGreaterThanOrEqual(3);
    expect(new Set(left.map(({ why }) => why))).toEqual(new Set(["daemon-set"]));
    const remaining = await control.podsOn(node, waiting);
    expect(remaining.every(({ owner }) => owner === "DaemonSet")).toBe(true);
  });

  test("goes on over another control plane when one goes down", async () => {
    const { control, podOf, clock, machine, kubernetes } = await scene([deployment("web", 6)]);
    const { node } = await podOf("web");
    await control.cordon(node, mark, waiting);
    const stop = kubernetes.log.onRequest(({ resource }) => {
      if (resource !== "pods/eviction") return;
      stop();
      machine("talos-m01").become({ power: "off", kubeletRunning: false });
    });
    const pace = { now: () => clock.now().getTime(), sleep: async (ms: number) => clock.advance(ms) };
    const { evicted } = await drainNode(node, { control, pace, seconds: 300 }, waiting);
    expect(evicted.length).toBeGreaterThan(0);
  });

  test("ends at its deadline when a pod does not end, and deletes nothing", async () => {
    const { control, podOf, clock, kubernetes } = await scene([deployment("web", 1)]);
    const pod = await podOf("web");
    kubernetes.holdPod("default", pod.name);
    const pace = { now: () => clock.now().getTime(), sleep: async (ms: number) => clock.advance(ms) };
    await control.cordon(pod.node, mark, waiting);
    await expect(drainNode(pod.node, { control, pace, seconds: 60 }, waiting)).rejects.toMatchObject({
      code: "node_timeout",
    });
    expect(kubernetes.log.writes.filter(({ verb }) => verb.startsWith("delete"))).toEqual([]);
  });
});

describe("ClusterLock", () => {
  const laptop = { name: "mona on a laptop", identity: "laptop-4711" };

  test("is a Lease that the official client reads", async () => {
    const { lock, kubernetes } = await scene();
    await lock.acquire(holder, waiting);
    const { coordination } = connectClient(kubernetes);
    const lease = await coordination.readNamespacedLease({ namespace: "kube-system", name: "talos-chatops" });
    expect(lease.spec).toMatchObject({ holderIdentity: "run-123-1", leaseDurationSeconds: 60, leaseTransitions: 0 });
    expect(lease.spec?.renewTime).toEqual(lease.spec?.acquireTime);
  });

  test("goes to one of many who ask at the same time", async () => {
    const { connect } = await scene();
    const asked = Array.from({ length: 12 }, (_, index) =>
      connect().lock.acquire({ name: `run ${index}`, identity: `run-${index}` }, waiting),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "lock_held" });
    }
  });

  test.each([
    { fault: { kind: "lost-answer", times: 1, verbs: ["create", "patch"] } },
    { fault: { kind: "reset", times: 2, verbs: ["create", "patch"] } },
    { fault: { kind: "error", code: 500, reason: "InternalError", times: 2 } },
  ] as const)("is taken, renewed and released through $fault", async ({ fault }) => {
    const { lock, connect, clock, kubernetes } = await scene();
    const remove = kubernetes.addFault(fault);
    const held = await lock.acquire(holder, waiting);
    remove();
    kubernetes.addFault(fault);
    const beat = new Promise<void>((resolve) => {
      kubernetes.log.onRequest(({ verb }) => verb === "patch" && resolve());
    });
    clock.advance(10_000);
    await beat;
    kubernetes.repair();
    expect(await connect().lock.read(waiting)).toMatchObject({ kind: "operation", expired: false });
    kubernetes.addFault(fault);
    await held.release({});
    expect(held.lost.aborted).toBe(false);
    expect(await connect().lock.read(waiting)).toEqual({ kind: "free" });
  });

  test("is lost when another program takes it, and is then left alone", async () => {
    const { lock, connect, clock, kubernetes } = await scene();
    const held = await lock.acquire(holder, waiting);
    kubernetes.stealLease("kube-system", "talos-chatops", "thief");
    const lost = new Promise((resolve) => held.lost.addEventListener("abort", resolve));
    clock.advance(10_000);
    await lost;
    expect(held.lost.reason).toMatchObject({ code: "lock_held" });
    await held.release({});
    expect(await connect().lock.read(waiting)).toMatchObject({ kind: "operation", holder: { identity: "thief" } });
    await expect(connect().lock.acquire(laptop, waiting)).rejects.toMatchObject({ code: "lock_held" });
    clock.advance(91_000);
    await connect().lock.acquire(laptop, waiting);
  });

  test("is kept while the control plane that it was taken from goes down", async () => {
    const { lock, connect, clock, machine, kubernetes } = await scene();
    const held = await lock.acquire(holder, waiting);
    machine("talos-m01").become({ power: "off", kubeletRunning: false });
    const beat = new Promise<void>((resolve) => {
      kubernetes.log.onRequest(({ verb, resource }) => verb === "patch" && resource.startsWith("leases") && resolve());
    });
    clock.advance(10_000);
    await beat;
    expect(held.lost.aborted).toBe(false);
    expect(await connect().lock.read(waiting)).toMatchObject({ kind: "operation", expired: false });
  });

  test("needs a namespace that exists", async () => {
    const { lock } = await scene([], { lockNamespace: "nowhere" });
    await expect(lock.acquire(holder, waiting)).rejects.toMatchObject({ code: "kubernetes_failed" });
  });

  test("cannot be taken without Kubernetes", async () => {
    const { lock, kubernetes } = await scene();
    await kubernetes.stop();
    await expect(lock.acquire(holder, waiting)).rejects.toMatchObject({ code: "kubernetes_unreachable" });
  });
});

describe("ManifestControl", () => {
  const role = (verbs: readonly string[]) => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    // Names of roles are not only of small letters.
    metadata: { name: "system:Watcher" },
    rules: [{ apiGroups: [""], resources: ["nodes"], verbs }],
  });
  const roleName = { group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "system:Watcher" };
  const settings = (data: Readonly<Record<string, string>>) => ({
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "kube-system" }, data },
  });
  const settingsName = { group: "", kind: "ConfigMap", namespace: "kube-system", name: "settings" };

  test.each(["applyObject", "putObject"] as const)("%s() makes an object, leaves it, changes it", async (method) => {
    const { control } = await scene();
    expect(await control.readObject(roleName, waiting)).toBeUndefined();
    expect(await control[method](role(["get"]), waiting)).toBe("changed");
    expect(await control[method](role(["get"]), waiting)).toBe("unchanged");
    expect(await control[method](role(["get", "watch"]), waiting)).toBe("changed");
    expect(await control.readObject(roleName, waiting)).toMatchObject(role(["get", "watch"]));
  });

  test.each(["applyObject", "putObject"] as const)(
    "%s() sends fields that the client does not know",
    async (method) => {
      const { control } = await scene();
      const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true, invented: 1 };
      const object = {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "things.example.org" },
        spec: {
          group: "example.org",
          names: { kind: "Thing", plural: "things" },
          scope: "Cluster",
          versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }],
        },
      };
      expect(await control[method](object, waiting)).toBe("changed");
      const name = { group: "apiextensions.k8s.io", kind: object.kind, name: object.metadata.name };
      expect(await control.readObject(name, waiting)).toMatchObject(object);
    },
  );

  test.each(["applyObject", "putObject"] as const)("%s() does nothing for a kind that is not there", async (method) => {
    const { control } = await scene();
    const object = { apiVersion: "example.org/v1", kind: "Thing", metadata: { name: "one" } };
    expect(await control[method](object, waiting)).toBe("unknown-kind");
    expect(await control.readObject({ group: "example.org", kind: "Thing", name: "one" }, waiting)).toBeUndefined();
  });

  test("putObject() is done again when somebody else writes meanwhile", async () => {
    const { control, kubernetes } = await scene();
    await control.putObject(settings({ a: "1" }), waiting);
    kubernetes.addFault({ kind: "error", code: 409, reason: "Conflict", verbs: ["update"], times: 1 });
    expect(await control.putObject(settings({ a: "2" }), waiting)).toBe("changed");
    expect(await control.readObject(settingsName, waiting)).toMatchObject({ data: { a: "2" } });
  });

  test("removeObject() removes what is there, and is content when it is gone", async () => {
    const { control } = await scene();
    await control.applyObject(settings({ a: "1" }), waiting);
    await control.removeObject(settingsName, waiting);
    expect(await control.readObject(settingsName, waiting)).toBeUndefined();
    await control.removeObject(settingsName, waiting);
  });
});
