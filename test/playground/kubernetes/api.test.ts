import { PatchStrategy, setHeaderOptions, V1MicroTime } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { connectClient, refusalOf } from "../../support/kubernetes-client.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";

const configMap = (name: string, data: Record<string, string> = {}, labels: Record<string, string> = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "default", labels },
  data,
});

async function start() {
  const { kubernetes } = await startKubernetes();
  return { kubernetes, ...connectClient(kubernetes) };
}

describe("a simulated API server", () => {
  it("shows nodes as the kubelets registered them", async () => {
    const { core } = await start();
    const { items } = await core.listNode();
    expect(items.map(({ metadata }) => metadata?.name)).toEqual([
      "talos-m01",
      "talos-m02",
      "talos-m03",
      "talos-w01",
      "talos-w02",
    ]);
    expect(items[0]?.status?.nodeInfo?.kubeletVersion).toBe("v1.34.1");
    expect(items[0]?.status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("True");
  });

  it("shares one state between all control planes", async () => {
    const { kubernetes, core } = await start();
    await core.createNamespacedConfigMap({ namespace: "default", body: configMap("shared", { a: "1" }) });
    const other = connectClient(kubernetes, kubernetes.kubeconfig({ server: kubernetes.servers[2] ?? "" }));
    const read = await other.core.readNamespacedConfigMap({ namespace: "default", name: "shared" });
    expect(read.data).toEqual({ a: "1" });
  });

  it("tells its version", async () => {
    const { version } = await start();
    expect((await version.getCode()).gitVersion).toBe("v1.34.1");
  });

  it.each([
    { name: "a missing object", call: "read", code: 404, reason: "NotFound" },
    { name: "a name that is taken", call: "create", code: 409, reason: "AlreadyExists" },
    { name: "a name that is none", call: "name", code: 422, reason: "Invalid" },
    { name: "a missing namespace", call: "namespace", code: 404, reason: "NotFound" },
    { name: "a revision that is old", call: "replace", code: 409, reason: "Conflict" },
    { name: "the uid of another object", call: "uid", code: 409, reason: "Conflict" },
    { name: "an unknown field selector", call: "selector", code: 400, reason: "BadRequest" },
  ] as const)("refuses $name with $code", async ({ call, code, reason }) => {
    const { core } = await start();
    const namespace = "default";
    const stored = await core.createNamespacedConfigMap({ namespace, body: configMap("taken") });
    await core.replaceNamespacedConfigMap({ namespace, name: "taken", body: configMap("taken", { b: "2" }) });
    const calls = {
      read: () => core.readNamespacedConfigMap({ namespace, name: "missing" }),
      create: () => core.createNamespacedConfigMap({ namespace, body: configMap("taken") }),
      name: () => core.createNamespacedConfigMap({ namespace, body: configMap("Not_A_Name") }),
      namespace: () => core.createNamespacedConfigMap({ namespace: "none", body: { metadata: { name: "x" } } }),
      replace: () => core.replaceNamespacedConfigMap({ namespace, name: "taken", body: stored }),
      uid: () =>
        core.deleteNamespacedConfigMap({ namespace, name: "taken", body: { preconditions: { uid: "other" } } }),
      selector: () => core.listNode({ fieldSelector: "spec.color=red" }),
    };
    expect(await refusalOf(calls[call]())).toMatchObject({ code, reason });
  });

  it("does not write what did not change", async () => {
    const { core } = await start();
    const namespace = "default";
    const first = await core.createNamespacedConfigMap({ namespace, body: configMap("same", { a: "1" }) });
    const second = await core.replaceNamespacedConfigMap({
      namespace,
      name: "same",
      body: configMap("same", { a: "1" }),
    });
    expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
  });

  it("checks a dry run and keeps nothing of it", async () => {
    const { core } = await start();
    const namespace = "default";
    await core.createNamespacedConfigMap({ namespace, body: configMap("dry"), dryRun: "All" });
    expect(await refusalOf(core.readNamespacedConfigMap({ namespace, name: "dry" }))).toMatchObject({ code: 404 });
  });

  it("lists page by page the state of the first page", async () => {
    const { core } = await start();
    const namespace = "default";
    for (const name of ["a", "b", "c", "d", "e"])
      await core.createNamespacedConfigMap({ namespace, body: configMap(name) });
    const first = await core.listNamespacedConfigMap({ namespace, limit: 2 });
    await core.deleteNamespacedConfigMap({ namespace, name: "d" });
    await core.createNamespacedConfigMap({ namespace, body: configMap("bb") });
    const next = await core.listNamespacedConfigMap({ namespace, _continue: first.metadata?._continue ?? "" });
    expect(first.metadata?.remainingItemCount).toBe(3);
    expect(next.items.map(({ metadata }) => metadata?.name)).toEqual(["c", "d", "e"]);
    expect(next.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
  });

  it("refuses a page whose state is forgotten", async () => {
    const { core, kubernetes } = await start();
    const first = await core.listNode({ limit: 2 });
    kubernetes.apply(configMap("newer"));
    kubernetes.compact();
    const call = core.listNode({ limit: 2, _continue: first.metadata?._continue ?? "" });
    expect(await refusalOf(call)).toMatchObject({ code: 410, reason: "Expired" });
  });

  it.each([
    { selector: "app=a", names: ["one"] },
    { selector: "app!=a", names: ["three", "two"] },
    { selector: "app in (a,b)", names: ["one", "two"] },
    { selector: "app notin (a)", names: ["three", "two"] },
    { selector: "app", names: ["one", "two"] },
    { selector: "!app", names: ["three"] },
    { selector: "app==b,tier=front", names: ["two"] },
  ])("selects labels by $selector", async ({ selector, names }) => {
    const { core, kubernetes } = await start();
    kubernetes.apply(configMap("one", {}, { app: "a" }));
    kubernetes.apply(configMap("two", {}, { app: "b", tier: "front" }));
    kubernetes.apply(configMap("three"));
    const { items } = await core.listNamespacedConfigMap({ namespace: "default", labelSelector: selector });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(names);
  });

  it("selects pods by node", async () => {
    const { core } = await start();
    const { items } = await core.listPodForAllNamespaces({ fieldSelector: "spec.nodeName=talos-m01" });
    expect(items.map(({ metadata }) => metadata?.name)).toContain("kube-apiserver-talos-m01");
    expect(new Set(items.map(({ spec }) => spec?.nodeName))).toEqual(new Set(["talos-m01"]));
  });

  it("takes leases with times of six digits only", async () => {
    const { coordination } = await start();
    const namespace = "kube-system";
    const lease = { metadata: { name: "lock" }, spec: { holderIdentity: "me", renewTime: new V1MicroTime() } };
    const created = await coordination.createNamespacedLease({ namespace, body: lease });
    expect(created.spec?.holderIdentity).toBe("me");
    const wrong = { ...lease, metadata: { name: "other" }, spec: { renewTime: new Date() as V1MicroTime } };
    const call = coordination.createNamespacedLease({ namespace, body: wrong });
    await expect(call).rejects.toThrow();
  });

  it("wants the revision that an update of a lease is based on", async () => {
    const { coordination } = await start();
    const namespace = "kube-system";
    const body = { metadata: { name: "lock" }, spec: { holderIdentity: "me" } };
    const created = await coordination.createNamespacedLease({ namespace, body });
    const blind = coordination.replaceNamespacedLease({ namespace, name: "lock", body });
    expect(await refusalOf(blind)).toMatchObject({ code: 422, reason: "Invalid" });
    const update = { ...created, spec: { holderIdentity: "you" } };
    expect(
      (await coordination.replaceNamespacedLease({ namespace, name: "lock", body: update })).spec?.holderIdentity,
    ).toBe("you");
    const late = coordination.replaceNamespacedLease({ namespace, name: "lock", body: update });
    expect(await refusalOf(late)).toMatchObject({ code: 409, reason: "Conflict" });
  });
});

describe("PATCH", () => {
  const options = (strategy: PatchStrategy) => setHeaderOptions("Content-Type", strategy);

  it.each([
    {
      strategy: PatchStrategy.MergePatch,
      body: { metadata: { annotations: { a: "1" } }, spec: { unschedulable: true } },
    },
    {
      strategy: PatchStrategy.StrategicMergePatch,
      body: { metadata: { annotations: { a: "1" } }, spec: { unschedulable: true } },
    },
    {
      strategy: PatchStrategy.JsonPatch,
      body: [
        { op: "add", path: "/metadata/annotations/a", value: "1" },
        { op: "add", path: "/spec/unschedulable", value: true },
      ],
    },
  ])("cordons by $strategy", async ({ strategy, body }) => {
    const { core } = await start();
    await core.patchNode({ name: "talos-w01", body }, options(strategy));
    const node = await core.readNode({ name: "talos-w01" });
    expect(node.spec?.unschedulable).toBe(true);
    expect(node.metadata?.annotations?.["a"]).toBe("1");
    expect(node.spec?.taints?.map(({ key }) => key)).toEqual(["node.kubernetes.io/unschedulable"]);
  });

  it("merges taints by key, strategically", async () => {
    const { core } = await start();
    const patch = (taints: readonly object[]) =>
      core.patchNode({ name: "talos-m01", body: { spec: { taints } } }, options(PatchStrategy.StrategicMergePatch));
    await patch([{ key: "busy", effect: "NoSchedule" }]);
    const node = await patch([{ key: "node-role.kubernetes.io/control-plane", $patch: "delete" }]);
    expect(node.spec?.taints?.map(({ key }) => key)).toEqual(["busy"]);
  });

  it("refuses a JSON patch whose test fails, and changes nothing", async () => {
    const { core } = await start();
    const body = [
      { op: "add", path: "/spec/unschedulable", value: true },
      { op: "test", path: "/metadata/name", value: "another" },
    ];
    const call = core.patchNode({ name: "talos-w01", body }, options(PatchStrategy.JsonPatch));
    expect(await refusalOf(call)).toMatchObject({ code: 422, reason: "Invalid" });
    expect((await core.readNode({ name: "talos-w01" })).spec?.unschedulable).toBeUndefined();
  });
});

describe("server-side apply", () => {
  const apply = setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply);

  async function applyData(data: Record<string, string>, fieldManager: string, force = false) {
    const { core, kubernetes } = await start();
    const body = (entries: Record<string, string>) => configMap("applied", entries);
    const send = (entries: Record<string, string>, manager: string, forced = false) =>
      core.patchNamespacedConfigMap(
        { namespace: "default", name: "applied", body: body(entries), fieldManager: manager, force: forced },
        apply,
      );
    await send({ a: "1", b: "1" }, "first");
    return { core, kubernetes, send, answer: send(data, fieldManager, force) };
  }

  it("creates, and removes what the same manager leaves out", async () => {
    const { answer } = await applyData({ a: "2" }, "first");
    expect((await answer).data).toEqual({ a: "2" });
  });

  it("refuses to take a field from another manager, and names it", async () => {
    const { answer } = await applyData({ a: "2" }, "second");
    const refusal = await refusalOf(answer);
    expect(refusal).toMatchObject({ code: 409, reason: "Conflict" });
    expect(refusal.details?.causes).toEqual([
      { reason: "FieldManagerConflict", message: 'conflict with "first"', field: ".data.a" },
    ]);
  });

  it("takes it when forced, and the loser's next apply does not remove it", async () => {
    const { answer, send } = await applyData({ a: "2" }, "second", true);
    expect((await answer).data).toEqual({ a: "2", b: "1" });
    expect((await send({ b: "1" }, "first")).data).toEqual({ a: "2", b: "1" });
  });

  it("shares a field that both set to the same value", async () => {
    const { answer, send } = await applyData({ a: "1" }, "second");
    await answer;
    expect((await send({ b: "1" }, "first")).data).toEqual({ a: "1", b: "1" });
  });

  it("needs a field manager", async () => {
    const { core } = await start();
    const call = core.patchNamespacedConfigMap({ namespace: "default", name: "x", body: configMap("x") }, apply);
    expect(await refusalOf(call)).toMatchObject({ code: 422 });
  });

  it("conflicts with what was set by an update", async () => {
    const { core, send } = await applyData({ a: "1", b: "1" }, "first");
    const body = { data: { a: "updated" } };
    const merge = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
    await core.patchNamespacedConfigMap({ namespace: "default", name: "applied", body, fieldManager: "hand" }, merge);
    expect(await refusalOf(send({ a: "1", b: "1" }, "first"))).toMatchObject({ code: 409, reason: "Conflict" });
  });
});
