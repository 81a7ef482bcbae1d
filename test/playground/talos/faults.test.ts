import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { createAuthority } from "../../../src/playground/certificates/authority.ts";
import type { Fault } from "../../../src/playground/talos/server/faults.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startCluster } from "../../support/start-cluster.ts";
import { forNode, openTalosApi } from "../../support/talos-api.ts";

const pair = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-w01", role: "worker" },
] as const;

/** The failure of a call, with the code of its cause. */
async function failureOf(call: Promise<unknown>): Promise<{ code?: Code; cause?: unknown; message?: string }> {
  try {
    await call;
    return {};
  } catch (error) {
    const failure = ConnectError.from(error);
    const cause = failure.cause instanceof Error && "code" in failure.cause ? failure.cause.code : undefined;
    return { code: failure.code, cause, message: failure.rawMessage };
  }
}

describe("a fault, met directly:", () => {
  test.each<{ fault: Fault; cause: string }>([
    { fault: { kind: "refuse" }, cause: "ECONNREFUSED" },
    { fault: { kind: "certificate", problem: "other-authority" }, cause: "SELF_SIGNED_CERT_IN_CHAIN" },
    { fault: { kind: "certificate", problem: "wrong-name" }, cause: "ERR_TLS_CERT_ALTNAME_INVALID" },
    { fault: { kind: "certificate", problem: "expired" }, cause: "CERT_HAS_EXPIRED" },
    { fault: { kind: "certificate", problem: "not-yet-valid" }, cause: "CERT_NOT_YET_VALID" },
  ])("$fault is $cause, and gone when repaired", async ({ fault, cause }) => {
    const cluster = await startCluster({ nodes: pair });
    const node = cluster.node("talos-m01");
    await node.setFault(fault);
    expect(node.fault).toEqual(fault);
    const failure = await failureOf(openTalosApi(cluster).machine.version({}));
    // A foreign authority is named differently when its own certificate is not sent along.
    expect([cause, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]).toContain(failure.cause);
    await node.setFault(undefined);
    await expect(openTalosApi(cluster).machine.version({})).resolves.toBeDefined();
  });

  test("hang answers neither new connections nor open ones", async () => {
    const cluster = await startCluster({ nodes: pair });
    const open = openTalosApi(cluster);
    await open.machine.version({});
    await cluster.node("talos-m01").setFault({ kind: "hang" });
    const limit = { timeoutMs: 150 };
    const failures = await Promise.all([
      failureOf(open.machine.version({}, limit)),
      failureOf(openTalosApi(cluster).machine.version({}, limit)),
    ]);
    expect(failures.map(({ code }) => code)).toEqual([Code.DeadlineExceeded, Code.DeadlineExceeded]);
  });

  test("slow answers when its time has come", async () => {
    const clock = new ManualClock();
    const cluster = await startCluster({ nodes: pair, clock });
    const node = cluster.node("talos-m01");
    await node.setFault({ kind: "slow", delayMs: 30_000 });
    let answered = false;
    const pending = openTalosApi(cluster).machine.hostname({});
    const noted = pending.then(() => {
      answered = true;
    });
    await clock.waiting(1);
    clock.advance(29_999);
    const early = answered;
    clock.advance(1);
    await noted;
    expect([early, (await pending).messages[0]?.hostname]).toEqual([false, "talos-m01"]);
  });

  test("cut breaks a stream after so many messages", async () => {
    const cluster = await startCluster({ nodes: pair });
    await cluster.node("talos-m01").setFault({ kind: "cut", messages: 2 });
    const { state } = openTalosApi(cluster);
    const received: unknown[] = [];
    const reading = (async () => {
      const list = state.list({ namespace: "meta", type: "ResourceDefinitions.meta.cosi.dev" });
      for await (const item of list) received.push(item);
    })();
    expect((await failureOf(reading)).code).toBeDefined();
    expect(received.length).toBeLessThanOrEqual(2);
  });

  test("cut before the first message breaks a unary call", async () => {
    const cluster = await startCluster({ nodes: pair });
    await cluster.node("talos-m01").setFault({ kind: "cut", messages: 0 });
    expect((await failureOf(openTalosApi(cluster).machine.version({}))).code).toBeDefined();
  });
});

describe("a fault, met through a control plane:", () => {
  test.each<{ fault: Fault; text: string }>([
    { fault: { kind: "refuse" }, text: "connection refused" },
    { fault: { kind: "certificate", problem: "expired" }, text: "failed to verify certificate" },
    { fault: { kind: "cut", messages: 0 }, text: "error reading from server" },
  ])("$fault is Unavailable", async ({ fault, text }) => {
    const cluster = await startCluster({ nodes: pair });
    await cluster.node("talos-w01").setFault(fault);
    const failure = await failureOf(openTalosApi(cluster).machine.version({}, forNode("talos-w01")));
    expect(failure).toMatchObject({ code: Code.Unavailable, message: expect.stringContaining(text) });
  });

  test("hang leaves the call to its deadline", async () => {
    const cluster = await startCluster({ nodes: pair });
    await cluster.node("talos-w01").setFault({ kind: "hang" });
    const call = openTalosApi(cluster).machine.version({}, { ...forNode("talos-w01"), timeoutMs: 200 });
    expect((await failureOf(call)).code).toBe(Code.DeadlineExceeded);
  });

  test("the endpoint tries a node again only after a while", async () => {
    const clock = new ManualClock();
    const cluster = await startCluster({ nodes: pair, clock });
    const { machine } = openTalosApi(cluster);
    const ask = () => failureOf(machine.version({}, forNode("talos-w01")));
    await cluster.node("talos-w01").setFault({ kind: "refuse" });
    const down = await ask();
    await cluster.node("talos-w01").setFault(undefined);
    const soon = await ask();
    clock.advance(1000);
    expect([down.code, soon.code, (await ask()).code]).toEqual([Code.Unavailable, Code.Unavailable, undefined]);
  });
});

describe("a client's credentials:", () => {
  test("none are refused with a TLS alert", async () => {
    const cluster = await startCluster({ nodes: pair });
    expect((await failureOf(openTalosApi(cluster, { client: null }).machine.version({}))).code).toBeDefined();
    expect(cluster.node("talos-m01").calls).toEqual([]);
  });

  test.each([{ name: "of another authority", client: () => createAuthority().issueClient({ roles: ["os:admin"] }) }])(
    "those $name reach nothing",
    async ({ client }) => {
      const cluster = await startCluster({ nodes: pair });
      expect((await failureOf(openTalosApi(cluster, { client: client() }).machine.version({}))).code).toBeDefined();
      expect(cluster.node("talos-m01").calls).toEqual([]);
    },
  );

  test("expired ones reach nothing", async () => {
    const cluster = await startCluster({ nodes: pair });
    const validity = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
    const client = cluster.authority.issueClient({ roles: ["os:admin"], ...validity });
    expect((await failureOf(openTalosApi(cluster, { client }).machine.version({}))).code).toBeDefined();
    expect(cluster.node("talos-m01").calls).toEqual([]);
  });
});
