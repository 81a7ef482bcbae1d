import { once } from "node:events";
import { request } from "node:https";
import { describe, expect, it } from "vitest";
import type { SimulatedKubernetes } from "../../../src/playground/kubernetes/simulated-kubernetes.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startKubernetes } from "../../support/start-kubernetes.ts";

interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** What is on the wire, without a client's opinion of it. */
async function send(
  { authority, servers }: SimulatedKubernetes,
  { method = "GET", path, type, body, signal }: RawRequest,
) {
  const client = authority.issueClient({ roles: ["system:masters"], commonName: "admin" });
  const outgoing = request(`${servers[0]}${path}`, {
    method,
    agent: false,
    ca: authority.certificate,
    cert: client.certificate,
    key: client.key,
    ...(type !== undefined && { headers: { "content-type": type } }),
    ...(signal !== undefined && { signal }),
  });
  outgoing.end(body);
  const [response] = await once(outgoing, "response");
  const text: string = (await response.setEncoding("utf8").toArray()).join("");
  return { code: response.statusCode, headers: response.headers, text };
}

describe("over HTTP", () => {
  it.each([
    { path: "/api", code: 200, text: '"kind":"APIVersions"' },
    { path: "/apis", code: 200, text: '"name":"policy"' },
    { path: "/apis/policy/v1", code: 200, text: '"poddisruptionbudgets/status"' },
    { path: "/api/v1", code: 200, text: '"name":"pods/eviction"' },
    { path: "/version", code: 200, text: '"gitVersion":"v1.34.1"' },
    { path: "/readyz", code: 200, text: "ok" },
    { path: "/livez?verbose", code: 200, text: "[+]etcd ok" },
    { path: "/nowhere", code: 404, text: "404 page not found" },
    { path: "/apis/nobody/v1/things", code: 404, text: "the server could not find the requested resource" },
    { path: "/api/v1/nodes/talos-m01/log", code: 404, text: '"reason":"NotFound"' },
    { path: "/api/v1/nodes?limit=2", code: 200, text: '"remainingItemCount":3' },
  ])("answers $path with $code", async ({ path, code, text }) => {
    const { kubernetes } = await startKubernetes();
    const answer = await send(kubernetes, { path });
    expect(answer.code).toBe(code);
    expect(answer.text).toContain(text);
  });

  it.each([
    {
      name: "a method that means nothing",
      method: "POST",
      path: "/api/v1/nodes/talos-m01",
      code: 405,
      reason: "MethodNotAllowed",
    },
    {
      name: "a patch of no known type",
      method: "PATCH",
      path: "/api/v1/nodes/talos-m01",
      code: 415,
      reason: "UnsupportedMediaType",
    },
    {
      name: "a body that is no JSON",
      method: "PUT",
      path: "/api/v1/nodes/talos-m01",
      body: "{",
      code: 400,
      reason: "BadRequest",
    },
    {
      name: "a body for another object",
      method: "PUT",
      path: "/api/v1/nodes/talos-m01",
      body: '{"metadata":{"name":"x"}}',
      code: 400,
      reason: "BadRequest",
    },
    {
      name: "a body of another kind",
      method: "PUT",
      path: "/api/v1/nodes/talos-m01",
      body: '{"kind":"Pod"}',
      code: 400,
      reason: "BadRequest",
    },
    {
      name: "a value of another type",
      method: "PUT",
      path: "/api/v1/nodes/talos-m01",
      body: '{"spec":{"unschedulable":"yes"}}',
      code: 400,
      reason: "BadRequest",
    },
    {
      name: "a pod without containers",
      method: "POST",
      path: "/api/v1/namespaces/default/pods",
      body: '{"metadata":{"name":"x"},"spec":{}}',
      code: 422,
      reason: "Invalid",
    },
    {
      name: "a lease's time with three digits",
      method: "POST",
      path: "/apis/coordination.k8s.io/v1/namespaces/default/leases",
      body: '{"metadata":{"name":"x"},"spec":{"renewTime":"2026-01-02T03:04:05.678Z"}}',
      code: 400,
      reason: "BadRequest",
    },
  ])("refuses $name with $code", async ({ method, path, body = "{}", code, reason }) => {
    const { kubernetes } = await startKubernetes();
    const answer = await send(kubernetes, { method, path, body, type: "application/json" });
    expect(JSON.parse(answer.text)).toMatchObject({ kind: "Status", status: "Failure", code, reason });
    expect(answer.code).toBe(code);
  });

  it("tells when to come back", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.addFault({ kind: "error", code: 429, reason: "TooManyRequests", retryAfterSeconds: 7 });
    expect((await send(kubernetes, { path: "/api/v1/nodes" })).headers["retry-after"]).toBe("7");
  });

  it("is as late as it is told to be", async () => {
    const clock = new ManualClock();
    const { kubernetes } = await startKubernetes({ clock });
    kubernetes.addFault({ kind: "slow", delayMs: 5000 });
    const answer = send(kubernetes, { path: "/api/v1/nodes" });
    await clock.waiting(1);
    clock.advance(5000);
    expect((await answer).code).toBe(200);
  });

  it("says nothing, or hangs up, when it is told to", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.addFault({ kind: "hang", times: 1 });
    const controller = new AbortController();
    const hanging = send(kubernetes, { path: "/api/v1/nodes", signal: controller.signal });
    const seen = new Promise<void>((resolve) => kubernetes.log.onRequest(() => resolve()));
    await seen;
    controller.abort();
    await expect(hanging).rejects.toThrow();
    kubernetes.addFault({ kind: "reset", times: 1 });
    await expect(send(kubernetes, { path: "/api/v1/nodes" })).rejects.toThrow();
    expect((await send(kubernetes, { path: "/api/v1/nodes" })).code).toBe(200);
  });

  it("has the wrong time when it is told to", async () => {
    const { kubernetes } = await startKubernetes();
    kubernetes.addFault({ kind: "clock", offsetMs: 3_600_000 });
    const { headers } = await send(kubernetes, { path: "/api/v1/nodes" });
    expect(Date.parse(headers["date"] ?? "") - Date.now()).toBeGreaterThan(3_000_000);
  });
});
