import { type AddressInfo, createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectKubernetes, type KubernetesOptions } from "../../../src/adapters/kubernetes/connect-kubernetes.ts";
import { createAuthority } from "../../../src/playground/certificates/authority.ts";
import { type AskedRequest, authority, kubeconfig, type ScriptedAnswer, startApi, status } from "./scripted-api.ts";

const waiting = { signal: new AbortController().signal };
const ok = (body: unknown): ScriptedAnswer => ({ status: 200, body });
const empty = ok({ items: [] });

/** Version and empty lists. */
const quiet = ({ path }: AskedRequest): ScriptedAnswer => (path === "/version" ? ok({ gitVersion: "v1.34.1" }) : empty);

function connect(options: Partial<KubernetesOptions> & Pick<KubernetesOptions, "kubeconfig">) {
  const connection = connectKubernetes({
    ...{ servers: [], lockNamespace: "kube-system", now: () => new Date() },
    ...options,
    limits: { connectMs: 5_000, callMs: 10_000, questionMs: 15_000, ...options.limits },
  });
  onTestFinished(() => connection.close());
  return connection;
}

const nothingThere = "https://127.0.0.1:1";

describe("connectKubernetes()", () => {
  test("asks nothing before the first question", async () => {
    let asked = 0;
    const connection = connect({ kubeconfig: async () => `${++asked}` });
    expect(asked).toBe(0);
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "problem" });
    expect(asked).toBe(1);
  });

  test("reads the kubeconfig once for many questions", async () => {
    const api = await startApi({ answer: quiet });
    let asked = 0;
    const connection = connect({
      kubeconfig: async () => {
        asked += 1;
        return kubeconfig({ server: api.url });
      },
    });
    await Promise.all([connection.probe.observe(waiting), connection.probe.observe(waiting)]);
    await connection.control.podsOn("talos-m01", waiting);
    expect(asked).toBe(1);
    expect(new Set(api.requests.map(({ groups }) => groups.join()))).toEqual(new Set(["system:masters"]));
  });

  test("reads a kubeconfig again that could not be had", async () => {
    const api = await startApi({ answer: quiet });
    let asked = 0;
    const connection = connect({
      kubeconfig: async () => (asked++ === 0 ? "no kubeconfig" : kubeconfig({ server: api.url })),
    });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "problem", problem: { kind: "credential" } });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read" });
  });

  test("asks the control planes when the kubeconfig's server does not answer, and remembers which did", async () => {
    const api = await startApi({ answer: quiet });
    const connection = connect({
      kubeconfig: async () => kubeconfig({ server: nothingThere }),
      servers: ["127.0.0.1:2", api.url],
    });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read" });
    expect(await connection.control.podsOn("talos-m01", waiting)).toEqual([]);
  });

  test.each([
    { how: "hangs", answer: "hang" },
    { how: "breaks off", answer: "break" },
    { how: "breaks off within an answer", answer: "half" },
    { how: "is starting", answer: status(503, "ServiceUnavailable") },
    { how: "has lost etcd's leader", answer: status(500, "InternalError") },
  ] as const)("asks another server when one $how", async ({ answer }) => {
    const bad = await startApi({ answer: () => answer });
    const good = await startApi({ answer: quiet });
    const limits = { callMs: 2_000 };
    const connection = connect({
      kubeconfig: async () => kubeconfig({ server: bad.url }),
      servers: [good.url],
      limits,
    });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read", facts: { version: "v1.34.1" } });
    expect(bad.requests.length).toBeGreaterThan(0);
  });

  test("goes over to another server when one stops in the middle", async () => {
    const first = await startApi({ answer: quiet });
    const second = await startApi({ answer: quiet });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: first.url }), servers: [second.url] });
    await connection.control.podsOn("talos-m01", waiting);
    await first.stop();
    await connection.control.podsOn("talos-m01", waiting);
    expect(second.requests).toHaveLength(1);
  });

  test("survives a kept connection that died", async () => {
    const api = await startApi({ answer: quiet });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url }) });
    await connection.control.podsOn("talos-m01", waiting);
    await api.stop();
    await api.start();
    expect(await connection.control.podsOn("talos-m01", waiting)).toEqual([]);
  });

  test("waits as the server asks when it has too many requests", async () => {
    let asked = 0;
    const api = await startApi({
      answer: (request) =>
        asked++ === 0 ? status(429, "TooManyRequests", {}, { "retry-after": "1" }) : quiet(request),
    });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url }) });
    expect(await connection.control.podsOn("talos-m01", waiting)).toEqual([]);
    expect(api.requests).toHaveLength(2);
  });

  test("fetches the kubeconfig again when its certificate is refused", async () => {
    const api = await startApi({
      answer: (request) => (request.groups.includes("renewed") ? quiet(request) : status(401, "Unauthorized")),
    });
    let asked = 0;
    const connection = connect({
      kubeconfig: async () => kubeconfig({ server: api.url, group: asked++ === 0 ? "old" : "renewed" }),
    });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read" });
    expect(asked).toBe(2);
  });

  test("signs in with a token where the kubeconfig has one", async () => {
    const api = await startApi({ answer: quiet });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url, token: "secret-token" }) });
    await connection.control.podsOn("talos-m01", waiting);
    expect(api.requests).toMatchObject([{ authorization: "Bearer secret-token", groups: [] }]);
  });

  test.each([
    {
      title: "nobody listens",
      kind: "unreachable",
      prepare: async () => kubeconfig({ server: nothingThere }),
    },
    {
      title: "the authority is another",
      kind: "credential",
      prepare: async () =>
        kubeconfig({ server: (await startApi({ answer: quiet, authority: createAuthority() })).url }),
    },
    {
      title: "the certificate is for another address",
      kind: "credential",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: quiet, names: ["10.9.9.9"] })).url }),
    },
    {
      title: "we are not accepted, not even with a new kubeconfig",
      kind: "credential",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: () => status(401, "Unauthorized") })).url }),
    },
    {
      title: "it hangs",
      kind: "timeout",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: () => "hang" })).url }),
    },
    {
      title: "it does not allow it",
      kind: "refused",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: () => status(403, "Forbidden") })).url }),
    },
    {
      title: "it answers in an unknown form",
      kind: "refused",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: () => ok(["?"]) })).url }),
    },
    {
      title: "it stays broken",
      kind: "refused",
      prepare: async () => kubeconfig({ server: (await startApi({ answer: () => status(500, "InternalError") })).url }),
    },
  ] as const)("observes a problem of kind $kind when $title", async ({ kind, prepare }) => {
    const text = await prepare();
    const limits = { callMs: 2_000 };
    const reading = await connect({ kubeconfig: async () => text, limits }).probe.observe(waiting);
    expect(reading).toMatchObject({ kind: "problem", problem: { kind } });
    expect(JSON.stringify(reading)).not.toContain("foreign text");
  });

  const inNodes = (...items: unknown[]) => ({ "/api/v1/nodes": ok({ items }) });
  const inPods = (...items: unknown[]) => ({ "/api/v1/pods": ok({ items }) });
  const inBudgets = (...items: unknown[]) => ({ "/apis/policy/v1/poddisruptionbudgets": ok({ items }) });
  const named = { namespace: "default", name: "web" };

  test.each<{ what: string; answers: Readonly<Record<string, ScriptedAnswer>> }>([
    { what: "another version", answers: { "/version": ok({}) } },
    { what: "no JSON", answers: { "/version": { status: 200, headers: { "content-type": "text/html" } } } },
    { what: "nothing", answers: { "/api/v1/nodes": { status: 200 } } },
    { what: "no list", answers: { "/api/v1/nodes": ok({ kind: "Status" }) } },
    { what: "a list of no items", answers: { "/api/v1/pods": ok({ items: 5 }) } },
    { what: "a node without name", answers: inNodes({ metadata: {} }) },
    { what: "a pod without uid", answers: inPods({ metadata: named }) },
    { what: "a pod of nothing", answers: inPods(null) },
    {
      what: "a budget for pods that are like others",
      answers: inBudgets({
        metadata: named,
        spec: { selector: { matchExpressions: [{ key: "app", operator: "Like", values: ["web"] }] } },
      }),
    },
  ])("observes a problem when Kubernetes answers with $what", async ({ answers }) => {
    const api = await startApi({ answer: (request) => answers[request.path] ?? quiet(request) });
    const { probe } = connect({ kubeconfig: async () => kubeconfig({ server: api.url }) });
    expect(await probe.observe(waiting)).toMatchObject({ kind: "problem", problem: { kind: "refused" } });
  });

  test("finds objects with fields that the client does not know, and with their dates as text", async () => {
    const node = { metadata: { name: "talos-m01", creationTimestamp: "2026-01-02T03:04:05Z" }, spec: { invented: 1 } };
    const kinds = ok({ resources: [{ name: "nodes", kind: "Node", namespaced: false }] });
    const api = await startApi({ answer: ({ path }) => (path === "/api/v1" ? kinds : ok({ items: [node] })) });
    const { probe } = connect({ kubeconfig: async () => kubeconfig({ server: api.url }) });
    const query = { apiVersion: "v1", kind: "Node" };
    expect(await probe.resources(query, waiting)).toEqual([{ ...query, ...node }]);
  });

  test("gives no answer later than its deadline", async () => {
    const api = await startApi({ answer: () => "hang" });
    const limits = { callMs: 60_000, questionMs: 300 };
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url }), limits });
    await expect(connection.control.podsOn("talos-m01", waiting)).rejects.toMatchObject({
      code: "kubernetes_unreachable",
    });
  });

  test("gives up a server that takes connections and does not speak", async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      mute.close();
    });
    const { port } = mute.address() as AddressInfo; // it listens on TCP
    const good = await startApi({ answer: quiet });
    const limits = { connectMs: 2_000, callMs: 60_000 };
    const kubeconfigText = kubeconfig({ server: `https://127.0.0.1:${port}` });
    const connection = connect({ kubeconfig: async () => kubeconfigText, servers: [good.url], limits });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read" });
  });

  test("asks many questions at a time, more than there are connections", async () => {
    const api = await startApi({ answer: quiet });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url }) });
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on("warning", warn);
    onTestFinished(() => {
      process.off("warning", warn);
    });
    const pods = Array.from({ length: 200 }, () => connection.control.podsOn("talos-m01", waiting));
    expect((await Promise.all(pods)).flat()).toEqual([]);
    expect(api.requests).toHaveLength(200);
    // Such as of listeners that pile up on a connection that many wait for.
    expect(warnings).toEqual([]);
  });

  test("refuses an answer without end", async () => {
    const api = await startApi({ answer: () => ok({ items: [], filler: "x".repeat(100_000) }) });
    const connection = connect({
      kubeconfig: async () => kubeconfig({ server: api.url }),
      limits: { answerBytes: 50_000 },
    });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "problem", problem: { kind: "refused" } });
  });

  test("ends with the signal's reason as soon as it aborts", async () => {
    const controller = new AbortController();
    const api = await startApi({
      answer: () => {
        controller.abort("cancelled");
        return "hang";
      },
    });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: api.url }), limits: { callMs: 60_000 } });
    await expect(connection.probe.observe({ signal: controller.signal })).rejects.toBe("cancelled");
  });

  test("ends with the signal's reason while the kubeconfig is fetched", async () => {
    const controller = new AbortController();
    const connection = connect({
      kubeconfig: () => {
        controller.abort("cancelled");
        return new Promise(() => undefined);
      },
    });
    await expect(connection.probe.observe({ signal: controller.signal })).rejects.toBe("cancelled");
  });

  test("never asks a server whose certificate is not of the kubeconfig's authority", async () => {
    const foreign = await startApi({ answer: quiet, authority: createAuthority() });
    const good = await startApi({ answer: quiet, authority });
    const connection = connect({ kubeconfig: async () => kubeconfig({ server: foreign.url }), servers: [good.url] });
    expect(await connection.probe.observe(waiting)).toMatchObject({ kind: "read" });
    expect(foreign.requests).toEqual([]);
  });
});
