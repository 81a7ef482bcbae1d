import { describe, expect, it } from "vitest";
import { createAuthority } from "../../../src/playground/certificates/authority.ts";
import { connectClient, refusalOf } from "../../support/kubernetes-client.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";
import { deployment } from "./manifests.ts";

async function start() {
  const clock = new ManualClock();
  const etcd = { answers: true };
  const test = await startKubernetes({ clock, etcdAnswers: () => etcd.answers });
  const client = connectClient(test.kubernetes);
  const ready = async (name: string) =>
    (await client.core.readNode({ name })).status?.conditions?.find(({ type }) => type === "Ready");
  return { ...test, clock, etcd, client, ready };
}

const down = { power: "off", kubeletRunning: false } as const;
const up = { power: "on", stage: "running", kubeletRunning: true } as const;

describe("a control plane that is down", () => {
  it("refuses connections while the others serve, and serves again when it is back", async () => {
    const { kubernetes, machine, clock } = await start();
    machine("talos-m01").become(down);
    const second = connectClient(kubernetes, kubernetes.kubeconfig({ server: kubernetes.servers[1] ?? "" }));
    await expect(connectClient(kubernetes).core.listNode()).rejects.toThrow();
    expect((await second.core.listNode()).items).toHaveLength(5);
    machine("talos-m01").become(up);
    await expect(connectClient(kubernetes).core.listNode()).rejects.toThrow();
    clock.advance(8000);
    await second.core.listNode();
    expect((await connectClient(kubernetes).core.listNode()).items).toHaveLength(5);
  });
});

describe("a node", () => {
  it("counts as ready for a while after it died, then as lost, and is ready again when it is back", async () => {
    const { machine, clock, ready } = await start();
    machine("talos-w01").become(down);
    expect(await ready("talos-w01")).toMatchObject({ status: "True" });
    clock.advance(40_000);
    expect(await ready("talos-w01")).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown" });
    machine("talos-w01").become({ ...up, bootId: "boot-2" });
    expect(await ready("talos-w01")).toMatchObject({ status: "False" });
    clock.advance(3000);
    expect(await ready("talos-w01")).toMatchObject({ status: "True" });
  });

  it("says so when it shuts down in an orderly way", async () => {
    const { machine, ready } = await start();
    machine("talos-w01").become({ stage: "rebooting", kubeletRunning: false });
    expect(await ready("talos-w01")).toMatchObject({ status: "False", message: "node is shutting down" });
  });

  it("is lost in the end when its machine stays in maintenance", async () => {
    const { machine, clock, ready } = await start();
    machine("talos-w01").become({ stage: "maintenance", kubeletRunning: false });
    expect(await ready("talos-w01")).toMatchObject({ status: "False", message: "node is shutting down" });
    clock.advance(40_000);
    expect(await ready("talos-w01")).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown" });
  });

  it("takes its pods' readiness with it, and after five minutes its pods", async () => {
    const { kubernetes, machine, client, clock } = await start();
    kubernetes.apply(deployment("web", 2));
    kubernetes.settle();
    const list = async () => (await client.core.listNamespacedPod({ namespace: "default" })).items;
    machine("talos-w01").become(down);
    await list();
    clock.advance(40_000);
    const there = (await list()).find(({ spec }) => spec?.nodeName === "talos-w01");
    expect(there?.status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("False");
    clock.advance(301_000);
    await list();
    clock.advance(10_000);
    const after = await list();
    expect(after.filter(({ spec }) => spec?.nodeName === "talos-w02")).toHaveLength(2);
    expect(after.find(({ spec }) => spec?.nodeName === "talos-w01")?.metadata?.deletionTimestamp).toBeDefined();
  });

  it("stays unready when its kubelet is told so", async () => {
    const { kubernetes, clock, ready } = await start();
    kubernetes.setNeverReady("talos-w01");
    clock.advance(60_000);
    expect(await ready("talos-w01")).toMatchObject({ status: "False" });
  });
});

describe("static pods", () => {
  it("restart with the image of the configuration, and the kubelet tells its own", async () => {
    const { machine, client, clock } = await start();
    const text =
      "machine: { kubelet: { image: 'ghcr.io/siderolabs/kubelet:v1.35.0' } }\ncluster: { scheduler: { image: 'registry.k8s.io/kube-scheduler:v1.35.0' } }";
    const read = () => client.core.readNamespacedPod({ namespace: "kube-system", name: "kube-scheduler-talos-m02" });
    const before = await read();
    machine("talos-m02").become({ activeConfig: Buffer.from(text) });
    machine("talos-m02").become({ kubeletRunning: false });
    await read();
    machine("talos-m02").become({ kubeletRunning: true });
    const during = await read();
    expect(during.metadata?.uid).not.toBe(before.metadata?.uid);
    expect(during.spec?.containers[0]?.image).toBe("registry.k8s.io/kube-scheduler:v1.35.0");
    expect(during.status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("False");
    clock.advance(8000);
    expect((await read()).status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("True");
    expect((await client.core.readNode({ name: "talos-m02" })).status?.nodeInfo?.kubeletVersion).toBe("v1.35.0");
  });
});

describe("without an etcd that answers", () => {
  it("requests time out with 500", async () => {
    const { kubernetes, client, clock, etcd } = await start();
    etcd.answers = false;
    const late = refusalOf(client.core.listNode());
    await clock.waiting(1);
    clock.advance(7000);
    expect(await late).toMatchObject({ code: 500, message: "etcdserver: request timed out" });
    expect(kubernetes.log.all.at(-1)).toMatchObject({ verb: "list", resource: "nodes", code: 500 });
  });
});

describe("who may do what", () => {
  it.each([
    {
      name: "a certificate of another authority",
      options: { signer: createAuthority() },
      code: 401,
      reason: "Unauthorized",
    },
    {
      name: "a user outside system:masters",
      options: { commonName: "reader", roles: ["nobody"] },
      code: 403,
      reason: "Forbidden",
    },
  ])("refuses $name with $code", async ({ options, code, reason }) => {
    const { kubernetes } = await start();
    const { core } = connectClient(kubernetes, kubernetes.kubeconfig(options));
    await expect(core.listNode()).rejects.toMatchObject({ code });
    expect(kubernetes.log.all.at(-1)?.code ?? 401).toBe(code);
    expect(["Unauthorized", "Forbidden"]).toContain(reason);
  });

  it("lets readers read and nothing else", async () => {
    const { kubernetes } = await start();
    kubernetes.readers.add("reader");
    const { core } = connectClient(kubernetes, kubernetes.kubeconfig({ commonName: "reader", roles: ["nobody"] }));
    expect((await core.listNode()).items).toHaveLength(5);
    const call = core.createNamespacedConfigMap({ namespace: "default", body: { metadata: { name: "x" } } });
    expect(await refusalOf(call)).toMatchObject({
      code: 403,
      message:
        'configmaps is forbidden: User "reader" cannot create resource "configmaps" in API group "" in the namespace "default"',
    });
  });
});

describe("faults", () => {
  it.each([
    { fault: { kind: "error", code: 503, reason: "ServiceUnavailable" }, code: 503 },
    { fault: { kind: "error", code: 429, reason: "TooManyRequests", retryAfterSeconds: 3 }, code: 429 },
  ] as const)("answers $code as often as told", async ({ fault, code }) => {
    const { kubernetes, client } = await start();
    kubernetes.addFault({ ...fault, times: 1, resources: ["nodes"] });
    expect(await refusalOf(client.core.listNode())).toMatchObject({ code });
    expect((await client.core.listNode()).items).toHaveLength(5);
  });

  it("loses the answer to a request that it carried out", async () => {
    const { kubernetes, client } = await start();
    kubernetes.addFault({ kind: "lost-answer", verbs: ["create"], times: 1 });
    const body = { metadata: { name: "kept" } };
    await expect(client.core.createNamespacedConfigMap({ namespace: "default", body })).rejects.toThrow();
    expect(kubernetes.get("configmaps", "kept", "default")).toBeDefined();
  });

  it("lets somebody else take a lease", async () => {
    const { kubernetes, client } = await start();
    const namespace = "kube-system";
    const body = { metadata: { name: "lock" }, spec: { holderIdentity: "me" } };
    const mine = await client.coordination.createNamespacedLease({ namespace, body });
    kubernetes.stealLease(namespace, "lock", "thief");
    const renewal = client.coordination.replaceNamespacedLease({ namespace, name: "lock", body: mine });
    expect(await refusalOf(renewal)).toMatchObject({ code: 409 });
  });
});
