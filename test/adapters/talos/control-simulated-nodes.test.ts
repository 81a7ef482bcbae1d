/** Changing simulated nodes of every Talos version. */
import { readdir } from "node:fs/promises";
import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import type { TalosConnection } from "../../../src/adapters/talos/connect-talos.ts";
import { createSnapshotStore } from "../../../src/adapters/workspace/snapshot-store.ts";
import type { ApplyRequest } from "../../../src/operation/node-control.ts";
import type { NodeOptions, SimulatedCluster } from "../../../src/playground/talos/start-simulated-cluster.ts";
import { minimalConfig } from "../../../src/playground/talos/state/minimal-config.ts";
import { connectNodes, nodeOf } from "../../support/connect-nodes.ts";
import { startFreeCluster } from "../../support/start-cluster.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { signal } = new AbortController();
const versions = ["v1.11.6", "v1.12.11", "v1.13.9", "v1.14.0"];
const image = "factory.talos.dev/metal-installer/376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

const three = (version: string): readonly NodeOptions[] =>
  ["talos-m01", "talos-m02", "talos-m03"].map((name) => ({ name, role: "controlplane", version }));

const callsOf = (cluster: SimulatedCluster) => cluster.nodes.flatMap(({ calls }) => calls);

/** Runs one operation on a node and tells what came of it: its value, or the code of its error. */
async function outcome(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return (await run()) ?? "done";
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code;
    throw error;
  }
}

describe("sequences", () => {
  test.each(versions)("reboot() resolves once a node of Talos %s goes down, and is asked once", async (version) => {
    const cluster = await startFreeCluster({ nodes: three(version) });
    const talos = await connectNodes(cluster);
    const { machine } = cluster.node("talos-m02");
    const { bootId } = machine;
    await talos.control.reboot(nodeOf(cluster, "talos-m02"), "powercycle", { signal });
    await cluster.node("talos-m02").until((rebooted) => rebooted.bootId !== bootId);
    expect(cluster.writes().map(({ node, method, detail }) => [node, method, detail])).toEqual([
      ["talos-m02", "Reboot", { mode: "powercycle" }],
    ]);
  });

  test("reboot() resolves when the only way to the node goes down with it", async () => {
    const cluster = await startFreeCluster({ nodes: [{ name: "talos-m01", role: "controlplane" }] });
    const talos = await connectNodes(cluster);
    const { bootId } = cluster.node("talos-m01").machine;
    await talos.control.reboot(nodeOf(cluster, "talos-m01"), "default", { signal });
    await cluster.node("talos-m01").until((machine) => machine.bootId !== bootId);
    expect(cluster.writes()).toHaveLength(1);
  });

  test("reboot() takes a node that went away for one that heard, though its answer is lost", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = cluster.node("talos-m02");
    node.beforeCall("Reboot", 1, () => node.reboot());
    await talos.control.reboot(nodeOf(cluster, "talos-m02"), "default", { signal });
    expect(cluster.writes().length).toBeLessThan(2);
  });

  test("reboot() is not asked for when getting ready for it took too long", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster, { limits: { readyMs: -1 } });
    const asking = talos.control.reboot(nodeOf(cluster, "talos-m02"), "default", { signal });
    await expect(asking).rejects.toMatchObject({ code: "timeout" });
    expect(cluster.writes()).toEqual([]);
  });

  test("reboot() is not asked for twice when the answer is lost and nothing begins", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster, { limits: { startMs: 500 } });
    const node = cluster.node("talos-m02");
    node.beforeCall("Reboot", 1, async () => {
      await node.setFault({ kind: "cut", messages: 0 });
      setImmediate(() => void node.setFault(undefined));
    });
    const asking = talos.control.reboot(nodeOf(cluster, "talos-m02"), "default", { signal });
    await expect(asking).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("whether the node took it up is not known"),
    });
    expect(callsOf(cluster).filter(({ method }) => method.endsWith("/Reboot"))).toHaveLength(1);
    expect(cluster.writes()).toEqual([]);
  });

  test("reboot() tells that another sequence is in its way", async () => {
    const cluster = await startFreeCluster({ nodes: three("v1.12.11") });
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-m02");
    await cluster.node("talos-m02").setFault({ kind: "stuck", task: "cordonAndDrainNode" });
    await talos.control.upgradeAtOnce(node, `${image}:v1.12.12`, { stage: false, signal });
    expect(await outcome(() => talos.control.reboot(node, "default", { signal }))).toBe("node_busy");
  });

  test("shutdown() resolves once the node goes down", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    await talos.control.shutdown(nodeOf(cluster, "talos-w01"), { force: true }, { signal });
    await cluster.node("talos-w01").until(({ power }) => power === "off");
    expect(cluster.writes()).toMatchObject([{ method: "Shutdown", detail: { force: true } }]);
  });

  test("rollback() boots the other entry, and tells when there is none", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-w01");
    expect(await outcome(() => talos.control.rollback(node, { signal }))).toBe("operation_refused");
    const { machine } = cluster.node("talos-w01");
    const pulled = await talos.control.pullImage(node, `${image}:v1.13.9`, { signal });
    await talos.control.installImage(node, pulled, { signal });
    await talos.control.reboot(node, "default", { signal });
    await cluster.node("talos-w01").until((upgraded) => upgraded.version === "v1.13.9" && upgraded.ready);
    await talos.control.rollback(node, { signal });
    await cluster.node("talos-w01").until(({ version }) => version === "v1.13.8");
    expect(machine.version).toBe("v1.13.8");
  });

  test.each([{ partitions: [] }, { partitions: [""] }, { partitions: ["STATE", " "] }])(
    "reset() of $partitions is refused before anything is sent",
    async ({ partitions }) => {
      const cluster = await startFreeCluster();
      const talos = await connectNodes(cluster);
      const request = { partitions, graceful: true, reboot: true };
      const answer = await outcome(() => talos.control.reset(nodeOf(cluster, "talos-w01"), request, { signal }));
      expect([answer, callsOf(cluster)]).toEqual(["operation_refused", []]);
    },
  );

  test("reset() wipes the partitions that are named, and nothing else", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const request = { partitions: ["STATE", "EPHEMERAL"], graceful: false, reboot: true };
    await talos.control.reset(nodeOf(cluster, "talos-w01"), request, { signal });
    await cluster.node("talos-w01").until(({ stage }) => stage === "maintenance");
    expect(cluster.writes()).toMatchObject([
      { method: "Reset", detail: { partitions: ["STATE", "EPHEMERAL"], mode: "system-disk", graceful: false } },
    ]);
    expect(cluster.node("talos-w01").machine.disk.installed).toBe(true);
  });

  test("reset() of a partition that the node does not have is refused", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const request = { partitions: ["NOTHING"], graceful: false, reboot: true };
    const answer = await outcome(() => talos.control.reset(nodeOf(cluster, "talos-w01"), request, { signal }));
    expect(answer).toBe("operation_refused");
  });

  test("reboot() of a node that is away fails, and nothing was sent", async () => {
    const cluster = await startFreeCluster();
    await cluster.node("talos-w01").setFault({ kind: "refuse" });
    const talos = await connectNodes(cluster);
    const answer = await outcome(() => talos.control.reboot(nodeOf(cluster, "talos-w01"), "default", { signal }));
    expect([answer, cluster.writes()]).toEqual(["unreachable", []]);
  });

  test("reboot() throws the signal's reason when it is aborted", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const controller = new AbortController();
    const reason = new Error("no more");
    cluster.node("talos-w01").beforeCall("Reboot", 1, () => controller.abort(reason));
    await expect(talos.control.reboot(nodeOf(cluster, "talos-w01"), "default", controller)).rejects.toBe(reason);
  });

  test("progress() tells what the node is at until it is gone", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-w01");
    const lines: string[] = [];
    const following = (async () => {
      for await (const line of talos.control.progress(node, { signal })) lines.push(line);
    })();
    await talos.control.reboot(node, "default", { signal });
    await following;
    expect(lines).toEqual(expect.arrayContaining(["sequence reboot", "phase cleanup"]));
  });

  test("progress() ends at once where there is no way to the node", async () => {
    const cluster = await startFreeCluster();
    await cluster.node("talos-w01").setFault({ kind: "refuse" });
    const talos = await connectNodes(cluster);
    const lines: string[] = [];
    for await (const line of talos.control.progress(nodeOf(cluster, "talos-w01"), { signal })) lines.push(line);
    expect(lines).toEqual([]);
  });
});

describe("images", () => {
  test("pullImage() tells how far it is, and gives the reference pinned by digest", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const percents: number[] = [];
    const pulled = await talos.control.pullImage(nodeOf(cluster, "talos-m02"), `${image}:v1.13.9`, {
      signal,
      onProgress: (percent) => percents.push(percent),
    });
    expect(pulled).toMatch(/^factory\.talos\.dev\/metal-installer\/\w+@sha256:[0-9a-f]{64}$/);
    expect(percents).toEqual(percents.toSorted((left, right) => left - right));
    expect(percents.at(-1)).toBe(100);
    expect(percents.length).toBeGreaterThan(3);
    expect(cluster.writes()).toMatchObject([{ method: "ImageService.Pull", detail: { instance: "system" } }]);
  });

  test.each(["v1.11.6", "v1.12.11"])("pullImage() asks Talos %s in the old way", async (version) => {
    const cluster = await startFreeCluster({ nodes: three(version) });
    const talos = await connectNodes(cluster);
    const wanted = `${image}:${version}`;
    expect(await talos.control.pullImage(nodeOf(cluster, "talos-m02"), wanted, { signal })).toBe(wanted);
    expect(cluster.writes()).toMatchObject([{ method: "ImagePull", detail: { instance: "system" } }]);
  });

  test.each(["v1.12.11", "v1.13.9"])(
    "pullImage() tells Talos %s's reasons apart, in our own words",
    async (version) => {
      const cluster = await startFreeCluster({ nodes: three(version) });
      const talos = await connectNodes(cluster);
      const pull = (reference: string) =>
        talos.control.pullImage(nodeOf(cluster, "talos-m02"), reference, { signal }).catch((error: unknown) => error);
      const missing = await pull(`${image}:v9.9.9`);
      await cluster.node("talos-m02").setFault({ kind: "pull-fails" });
      const failed = await pull(`${image}:${version}`);
      expect([missing, failed]).toMatchObject([
        { code: "operation_refused", message: expect.stringContaining("does not find the image") },
        { code: "operation_refused", message: expect.stringContaining("cannot pull the image") },
      ]);
    },
  );

  test("installImage() writes the other boot entry and nothing else", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-m02");
    const lines: string[] = [];
    const pulled = await talos.control.pullImage(node, `${image}:v1.13.9`, { signal });
    await talos.control.installImage(node, pulled, { signal, onMessage: (line) => lines.push(line) });
    const { machine } = cluster.node("talos-m02");
    expect(machine).toMatchObject({ version: "v1.13.8", stage: "running" });
    expect(machine.disk.nextEntry).toMatchObject({ version: "v1.13.9" });
    expect(lines).toContain("host Talos version: v1.13.8");
  });

  test.each([
    { fault: { kind: "installer-exit", code: 7 }, code: "node_failed" },
    { fault: { kind: "installer-exit", code: 1 }, code: "node_failed" },
    { fault: { kind: "installer-exit", code: 3 }, code: "operation_refused" },
    { fault: { kind: "installer-exit", code: 77 }, code: "node_failed" },
    { fault: { kind: "installer-broken-off", messages: 2 }, code: "unreachable" },
  ] as const)("installImage() with $fault gives $code", async ({ fault, code }) => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-m02");
    const pulled = await talos.control.pullImage(node, `${image}:v1.13.9`, { signal });
    await cluster.node("talos-m02").setFault(fault);
    expect(await outcome(() => talos.control.installImage(node, pulled, { signal }))).toBe(code);
    expect(cluster.writes().filter(({ method }) => method === "LifecycleService.Upgrade")).toHaveLength(1);
  });

  test("installImage() tells that the installer does not go with what runs", async () => {
    const cluster = await startFreeCluster({ nodes: three("v1.14.0") });
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-m02");
    const pulled = await talos.control.pullImage(node, `${image}:v1.11.6`, { signal });
    expect(await outcome(() => talos.control.installImage(node, pulled, { signal }))).toBe("operation_refused");
  });

  test("installImage() tells that the image was not pulled", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const install = () => talos.control.installImage(nodeOf(cluster, "talos-m02"), `${image}:v1.13.9`, { signal });
    expect(await outcome(install)).toBe("operation_refused");
  });

  test("installImage() tells that another installation runs", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-m02");
    const pulled = await talos.control.pullImage(node, `${image}:v1.13.9`, { signal });
    const second = Promise.withResolvers<unknown>();
    await talos.control.installImage(node, pulled, {
      signal,
      onMessage: () => second.resolve(outcome(() => talos.control.installImage(node, pulled, { signal }))),
    });
    expect(await second.promise).toBe("node_busy");
  });

  test("installImage() is not for Talos before 1.13", async () => {
    const cluster = await startFreeCluster({ nodes: three("v1.12.11") });
    const talos = await connectNodes(cluster);
    const install = () => talos.control.installImage(nodeOf(cluster, "talos-m02"), `${image}:v1.12.12`, { signal });
    expect([await outcome(install), cluster.writes()]).toEqual(["operation_unsupported", []]);
  });

  test.each([false, true])("upgradeAtOnce() upgrades Talos 1.12, staged: %s", async (stage) => {
    const cluster = await startFreeCluster({ nodes: three("v1.12.11") });
    const talos = await connectNodes(cluster);
    await talos.control.upgradeAtOnce(nodeOf(cluster, "talos-m02"), `${image}:v1.12.12`, { stage, signal });
    await cluster.node("talos-m02").until(({ version }) => version === "v1.12.12");
    expect(cluster.writes()).toMatchObject([
      { node: "talos-m02", method: "Upgrade", detail: { stage, force: false, preserve: false } },
    ]);
  });

  test("upgradeAtOnce() tells the node's reasons in our own words", async () => {
    const cluster = await startFreeCluster({ nodes: three("v1.12.11").slice(0, 2) });
    const talos = await connectNodes(cluster);
    const upgrade = (reference: string) =>
      talos.control
        .upgradeAtOnce(nodeOf(cluster, "talos-m02"), reference, { stage: false, signal })
        .catch((error: unknown) => error);
    expect([await upgrade(`${image}:v9.9.9`), await upgrade(`${image}:v1.12.12`)]).toMatchObject([
      { code: "operation_refused", message: expect.stringContaining("installer") },
      { code: "operation_refused", message: expect.stringContaining("etcd") },
    ]);
  });
});

describe("apply()", () => {
  const base = minimalConfig("worker");
  const immediate = base.replace("certSANs: []", "certSANs: [192.0.2.99]");
  const rebooting = base.replace("abcdef.0123456789abcdef", "fedcba.9876543210fedcba");

  async function applied(version: string, config: string, request: Omit<ApplyRequest, "config">) {
    const cluster = await startFreeCluster({
      nodes: [
        { name: "talos-m01", role: "controlplane", version },
        { name: "talos-w01", role: "worker", version, config: base },
      ],
    });
    const talos = await connectNodes(cluster);
    const node = nodeOf(cluster, "talos-w01");
    const run = () => talos.control.apply(node, { config: Buffer.from(config), ...request }, { signal });
    return { cluster, talos, node, answer: await outcome(run), machine: cluster.node("talos-w01").machine };
  }

  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

  test.each(
    versions.flatMap(
      (version) =>
        [
          { version, mode: "auto", change: immediate, resolved: "no-reboot" },
          { version, mode: "no-reboot", change: immediate, resolved: "no-reboot" },
          { version, mode: "staged", change: rebooting, resolved: "staged" },
          { version, mode: "auto", change: rebooting, resolved: version < "v1.14" ? "reboot" : "no-reboot" },
        ] as const,
    ),
  )("with mode $mode on Talos $version becomes $resolved", async ({ version, mode, change, resolved }) => {
    const { answer, machine } = await applied(version, change, { mode });
    expect(answer).toEqual({ resolved, warnings: [] });
    expect(text(machine.persistentConfig)).toBe(change);
  });

  test.each(versions)("in a dry run on Talos %s changes nothing, and shows nothing of the diff", async (version) => {
    const { answer, machine } = await applied(version, rebooting, { mode: "auto", dryRun: true });
    expect(answer).toEqual({ resolved: version < "v1.14" ? "reboot" : "no-reboot", warnings: [] });
    expect(text(machine.persistentConfig)).toBe(base);
  });

  test("with mode try comes back by itself after the time that was given", async () => {
    const { answer, machine, cluster } = await applied("v1.13.9", immediate, { mode: "try", revertAfterSeconds: 60 });
    expect([answer, text(machine.activeConfig), text(machine.persistentConfig)]).toEqual([
      { resolved: "try", warnings: [] },
      immediate,
      base,
    ]);
    await cluster.node("talos-w01").until(({ activeConfig }) => text(activeConfig) === base);
  });

  test.each(["v1.11.6", "v1.13.9"])("without a reboot of what takes one is refused by Talos %s", async (version) => {
    const { answer, machine } = await applied(version, rebooting, { mode: "no-reboot" });
    expect([answer, text(machine.activeConfig)]).toEqual(["operation_refused", base]);
  });

  test.each([
    { name: "no configuration", config: "fedcba.9876543210fedcba: {" },
    { name: "an unknown key", config: `${base}secret: fedcba.9876543210fedcba\n` },
  ])("of $name is refused without a word of the node's", async ({ config }) => {
    const { talos, node } = await applied("v1.13.9", immediate, { mode: "auto" });
    const request = { config: Buffer.from(config), mode: "auto" } as const;
    const error = await talos.control.apply(node, request, { signal }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "operation_refused" });
    const { message, hint, cause } = error as Error & { hint?: string };
    expect(JSON.stringify([message, hint, String(cause)])).not.toContain("fedcba");
  });

  test("while the node is about to reboot with an earlier change tells that it is busy", async () => {
    const { talos, node, cluster } = await applied("v1.13.9", rebooting, { mode: "auto" });
    const again = () => talos.control.apply(node, { config: Buffer.from(base), mode: "auto" }, { signal });
    await cluster.node("talos-w01").setFault({ kind: "stuck", task: "stopAllPods" });
    expect(await outcome(again)).toBe("node_busy");
  });
});

describe("etcd", () => {
  test("forfeitLeadership() moves it off a leader, and does nothing for others", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const leader = cluster.etcd.members.find(({ id }) => id === cluster.etcd.leader)?.name ?? "";
    await talos.control.forfeitLeadership(nodeOf(cluster, leader), { signal });
    const heir = cluster.etcd.leader;
    expect(heir).not.toBe(cluster.etcd.member(leader)?.id);
    await talos.control.forfeitLeadership(nodeOf(cluster, leader), { signal });
    await talos.control.forfeitLeadership(nodeOf(cluster, "talos-w01"), { signal });
    expect([cluster.etcd.leader, cluster.writes().length]).toEqual([heir, 2]);
  });

  test("forfeitLeadership() of the only member does nothing", async () => {
    const cluster = await startFreeCluster({ nodes: three("v1.13.9").slice(0, 1) });
    const talos = await connectNodes(cluster);
    expect(await outcome(() => talos.control.forfeitLeadership(nodeOf(cluster, "talos-m01"), { signal }))).toBe("done");
  });

  test("removeMember() removes a member through another one, and is content when it is gone", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const id = cluster.etcd.member("talos-m03")?.id.toString(16) ?? "";
    const via = nodeOf(cluster, "talos-m01");
    await talos.control.removeMember(via, id, { signal });
    await talos.control.removeMember(via, id, { signal });
    expect(cluster.etcd.members.map(({ name }) => name)).toEqual(["talos-m01", "talos-m02"]);
  });

  test("removeMember() of what is no id is refused before anything is sent", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const remove = () => talos.control.removeMember(nodeOf(cluster, "talos-m01"), "talos-m03", { signal });
    expect([await outcome(remove), cluster.writes()]).toEqual(["operation_refused", []]);
  });

  test("snapshot() streams what the store then keeps", async () => {
    const cluster = await startFreeCluster();
    cluster.etcd.dbSize = 3_000_000n;
    const talos = await connectNodes(cluster, { roles: ["os:etcd:backup"] });
    const directory = await temporaryFolder();
    const chunks = talos.control.snapshot(nodeOf(cluster, "talos-m02"), { signal });
    const kept = await createSnapshotStore({ directory, recipients: [] }).keep({ name: "main", chunks }, { signal });
    expect(kept.bytes).toBeGreaterThan(3_000_000);
    expect(await readdir(directory)).toEqual(["main.db"]);
  });

  test.each([
    { what: "ends early", fault: { kind: "snapshot-cut", bytes: 500_000 }, code: "snapshot_invalid" },
    { what: "breaks off", fault: { kind: "cut", messages: 3 }, code: "unreachable" },
    { what: "does not begin", fault: { kind: "refuse" }, code: "unreachable" },
  ] as const)("snapshot() that $what leaves nothing behind", async ({ fault, code }) => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const directory = await temporaryFolder();
    await cluster.node("talos-m02").setFault(fault);
    const chunks = talos.control.snapshot(nodeOf(cluster, "talos-m02"), { signal });
    const keep = () => createSnapshotStore({ directory, recipients: [] }).keep({ name: "main", chunks }, { signal });
    expect([await outcome(keep), await readdir(directory)]).toEqual([code, []]);
  });

  test("snapshot() lets go of the node when nobody wants the rest", async () => {
    // The server's library complains of callers who hang up.
    vi.spyOn(console, "error").mockReturnValue();
    const cluster = await startFreeCluster();
    cluster.etcd.dbSize = 3_000_000_000n;
    const talos = await connectNodes(cluster);
    for await (const chunk of talos.control.snapshot(nodeOf(cluster, "talos-m02"), { signal })) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    const next = talos.control.removeMember(nodeOf(cluster, "talos-m01"), "1f", { signal });
    expect(await outcome(() => next)).toBe("done");
  });

  test("snapshot() of a worker tells that it has none", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const chunks = talos.control.snapshot(nodeOf(cluster, "talos-w01"), { signal })[Symbol.asyncIterator]();
    expect(await outcome(() => chunks.next())).toBe("operation_unsupported");
  });
});

describe("kubeconfig()", () => {
  test.each(versions)("gives that of a control plane of Talos %s", async (version) => {
    const cluster = await startFreeCluster({ nodes: three(version) });
    const talos = await connectNodes(cluster);
    const text = await talos.kubeconfig(nodeOf(cluster, "talos-m02"), { signal });
    expect(parse(text)).toMatchObject({ kind: "Config", "current-context": "admin@main" });
  });

  test("of a worker tells that it has none", async () => {
    const cluster = await startFreeCluster();
    const talos = await connectNodes(cluster);
    const code = await outcome(() => talos.kubeconfig(nodeOf(cluster, "talos-w01"), { signal }));
    expect(code).toBe("operation_unsupported");
  });
});

describe("a credential that may not", () => {
  const operations: readonly {
    readonly name: string;
    readonly roles: readonly string[];
    readonly run: (talos: TalosConnection, cluster: SimulatedCluster) => Promise<unknown>;
  }[] = [
    {
      name: "apply",
      roles: ["os:reader", "os:operator", "os:etcd:backup"],
      run: ({ control }, cluster) =>
        control.apply(nodeOf(cluster, "talos-w01"), { config: Buffer.of(), mode: "auto" }, { signal }),
    },
    {
      name: "reboot",
      roles: ["os:reader", "os:etcd:backup"],
      run: ({ control }, cluster) => control.reboot(nodeOf(cluster, "talos-w01"), "default", { signal }),
    },
    {
      name: "shutdown",
      roles: ["os:reader", "os:etcd:backup"],
      run: ({ control }, cluster) => control.shutdown(nodeOf(cluster, "talos-w01"), { force: false }, { signal }),
    },
    {
      name: "reset",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) =>
        control.reset(
          nodeOf(cluster, "talos-w01"),
          { partitions: ["STATE"], graceful: true, reboot: true },
          { signal },
        ),
    },
    {
      name: "rollback",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) => control.rollback(nodeOf(cluster, "talos-w01"), { signal }),
    },
    {
      name: "upgradeAtOnce",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) =>
        control.upgradeAtOnce(nodeOf(cluster, "talos-w01"), image, { stage: false, signal }),
    },
    {
      name: "pullImage",
      roles: ["os:reader", "os:etcd:backup"],
      run: ({ control }, cluster) => control.pullImage(nodeOf(cluster, "talos-w01"), image, { signal }),
    },
    {
      name: "installImage",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) => control.installImage(nodeOf(cluster, "talos-w01"), image, { signal }),
    },
    {
      name: "forfeitLeadership",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) => control.forfeitLeadership(nodeOf(cluster, "talos-m01"), { signal }),
    },
    {
      name: "removeMember",
      roles: ["os:reader", "os:operator"],
      run: ({ control }, cluster) => control.removeMember(nodeOf(cluster, "talos-m01"), "1f", { signal }),
    },
    {
      name: "snapshot",
      roles: ["os:reader"],
      run: ({ control }, cluster) =>
        control.snapshot(nodeOf(cluster, "talos-m01"), { signal })[Symbol.asyncIterator]().next(),
    },
    {
      name: "kubeconfig",
      roles: ["os:reader", "os:operator"],
      run: (talos, cluster) => talos.kubeconfig(nodeOf(cluster, "talos-m01"), { signal }),
    },
  ];

  test.each(operations.flatMap(({ roles, ...rest }) => roles.map((role) => ({ role, ...rest }))))(
    "$name() with $role says so before anything is asked",
    async ({ role, run }) => {
      const cluster = await startFreeCluster();
      const talos = await connectNodes(cluster, { roles: [role] });
      await expect(run(talos, cluster)).rejects.toMatchObject({
        code: "credential_invalid",
        message: expect.stringContaining(role),
        hint: expect.stringContaining("talosctl config new"),
      });
      expect(callsOf(cluster)).toEqual([]);
    },
  );
});
