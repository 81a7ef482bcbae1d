import { describe, expect, it } from "vitest";
import type { OperationResult } from "../../src/operate.ts";
import { nextImage, operateScene } from "../support/world/operate-scene.ts";

const upgrade = `upgrade all --image ${nextImage}`;
const three = [
  { name: "m1", role: "controlplane" },
  { name: "m2", role: "controlplane" },
  { name: "m3", role: "controlplane" },
] as const;

const states = (result: OperationResult | undefined) =>
  result?.progress.nodes.map(({ name, state }) => `${name} ${state}`);
const steps = (result: OperationResult | undefined, node: string) =>
  result?.progress.nodes.find(({ name }) => name === node)?.steps.map(({ name }) => name);
const reason = (result: OperationResult | undefined) => result?.progress.reason?.code;

describe("operate() upgrade", () => {
  it("goes through workers, control planes and the leader at last", async () => {
    const scene = await operateScene();
    const result = await scene.operate(upgrade);
    expect(result?.progress.state).toBe("succeeded");
    expect(states(result)).toEqual(["w1 done", "m2 done", "m3 done", "m1 done"]);
    expect(steps(result, "w1")?.join(" ")).toBe("check pull cordon drain install check reboot wait uncordon");
    expect(steps(result, "m1")).toContain("move-leader");
    expect(scene.world.nodes.map(({ runs }) => runs.version)).toEqual(["v1.13.9", "v1.13.9", "v1.13.9", "v1.13.9"]);
    expect(scene.world.nodes.every(({ cordon }) => cordon === undefined)).toBe(true);
    expect(scene.world).toMatchObject({ snapshots: 1, record: undefined, lease: undefined });
  });

  it("leaves nodes alone that are there already", async () => {
    const scene = await operateScene({ version: "v1.13.9" });
    const result = await scene.operate(upgrade);
    expect(states(result)).toEqual(["w1 unchanged", "m2 unchanged", "m3 unchanged", "m1 unchanged"]);
    expect(scene.world.log.filter((line) => !/acquire|save|release/.test(line))).toEqual([]);
  });

  it("does not take a node down that was planned to stay up, whatever became of it since", async () => {
    const scene = await operateScene();
    const { world } = scene;
    world.at("m1").runs = { ...world.at("m1").runs, version: "v1.13.9" };
    world.time.after(60_000, () => {
      world.at("m1").runs = world.at("m2").runs;
    });
    const result = await scene.operate(upgrade);
    expect(reason(result)).toBe("plan_changed");
    expect(states(result)).toEqual(["w1 done", "m2 done", "m3 done", "m1 failed"]);
    expect(world.log).not.toContain("reboot m1");
  });

  it("takes another schematic of the same version for an upgrade", async () => {
    const scene = await operateScene({ version: "v1.13.9", schematicId: "b".repeat(64) });
    expect(states(await scene.operate(`upgrade w1 --image ${nextImage} --allow-extension-change`))).toEqual([
      "w1 done",
    ]);
    expect(scene.world.at("w1").runs.schematicId).toBe("a".repeat(64));
  });

  it("uses the one call for all of it below 1.13", async () => {
    const scene = await operateScene({ version: "v1.12.6" });
    const result = await scene.operate(upgrade);
    expect(result?.progress.state).toBe("succeeded");
    expect(steps(result, "m2")?.join(" ")).toBe("check cordon drain check upgrade wait uncordon");
  });

  it("installs without a reboot when staged, and is done with that the second time", async () => {
    const scene = await operateScene();
    const result = await scene.operate(`upgrade w1 --stage --image ${nextImage}`);
    expect(steps(result, "w1")).toEqual(["check", "pull", "install", "verify"]);
    expect(scene.world.at("w1")).toMatchObject({ isPending: true, runs: { version: "v1.13.8" }, cordon: undefined });
  });

  it.each([
    { fault: "pull-fails", code: "node_failed", cordon: "uncordoned", phase: "running" },
    { fault: "install-fails", code: "node_failed", cordon: "uncordoned", phase: "running" },
    { fault: "drain-stuck", code: "node_timeout", cordon: "uncordoned", phase: "running" },
    { fault: "reboot-refused", code: "node_busy", cordon: "uncordoned", phase: "running" },
    { fault: "rolls-back", code: "node_rolled_back", cordon: "uncordoned", phase: "running" },
    { fault: "never-returns", code: "node_timeout", cordon: "cordoned", phase: "down" },
    { fault: "kubelet-down", code: "node_timeout", cordon: "cordoned", phase: "running" },
  ] as const)("stops at $fault and leaves the node $cordon", async ({ fault, code, cordon, phase }) => {
    const scene = await operateScene({ faults: { m2: fault } });
    const result = await scene.operate(upgrade);
    expect(states(result)).toEqual(["w1 done", "m2 failed", "m3 not-started", "m1 not-started"]);
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code } });
    expect(scene.world.at("m2").phase).toBe(phase);
    expect(scene.world.at("m2").cordon === undefined ? "uncordoned" : "cordoned").toBe(cordon);
    expect(scene.world.record).toMatchObject({ state: "failed" });
    expect(scene.world.lease).toBeUndefined();
  });

  it("waits for a node that is slow", async () => {
    const scene = await operateScene({ faults: { m2: "comes-back-late" } });
    expect((await scene.operate(upgrade))?.progress.state).toBe("succeeded");
  });

  it("refuses to touch a control plane while another one is down", async () => {
    const scene = await operateScene();
    scene.world.goDown(scene.world.at("m3"), "off");
    const result = await scene.operate(`upgrade m1 --image ${nextImage}`);
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "gate_refused" } });
    expect(states(result)).toEqual(["m1 not-started"]);
    expect(scene.world.log).not.toContain("reboot m1");
  });

  it("judges again after the drain: another control plane may have gone since", async () => {
    const scene = await operateScene();
    scene.world.time.after(1_500, () => scene.world.goDown(scene.world.at("m3"), "off"));
    const result = await scene.operate(`upgrade m2 --image ${nextImage}`);
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "gate_refused" } });
    expect(scene.world.at("m2")).toMatchObject({ phase: "running", cordon: undefined });
  });

  it("does one control plane only when the downtime is accepted, and regains its lock after it", async () => {
    const scene = await operateScene({ nodes: [{ name: "m1", role: "controlplane" }] });
    expect(reason(await scene.operate(upgrade))).toBe("gate_refused");
    const result = await scene.operate(`${upgrade} --accept-downtime`);
    expect(result?.progress.reason).toBeUndefined();
    expect(scene.world.at("m1")).toMatchObject({ runs: { version: "v1.13.9" }, cordon: undefined });
    expect(scene.world.log.filter((line) => line === "acquire")).toHaveLength(3);
  });

  it("leaves another's cordon", async () => {
    const scene = await operateScene();
    scene.world.at("w1").cordon = "other";
    expect(states(await scene.operate(`upgrade w1 --image ${nextImage}`))).toEqual(["w1 done"]);
    expect(scene.world.at("w1").cordon).toBe("other");
  });
});

describe("operate() the lock", () => {
  it("is refused while another run holds it", async () => {
    const scene = await operateScene();
    scene.world.lease = {
      process: scene.world.process("other"),
      lost: new AbortController(),
      abort: new AbortController(),
    };
    expect((await scene.operate(upgrade))?.progress).toMatchObject({ state: "refused", reason: { code: "lock_held" } });
  });

  it("stops writing when somebody else took it over", async () => {
    const scene = await operateScene();
    const other = scene.world.process("other");
    scene.world.time.after(20_000, () => {
      scene.world.lease?.lost.abort();
      scene.world.lease = { process: other, lost: new AbortController(), abort: new AbortController() };
    });
    const result = await scene.operate(`upgrade m2 --image ${nextImage}`);
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "lock_held" } });
    expect(scene.world.log).not.toContain("uncordon m2");
  });

  it("starts no further node after a request to abort", async () => {
    const scene = await operateScene();
    scene.world.time.after(20_000, () => scene.world.lease?.abort.abort("hubot"));
    const result = await scene.operate(upgrade);
    expect(result?.progress).toMatchObject({ state: "cancelled" });
    expect(states(result)).toEqual(["w1 done", "m2 not-started", "m3 not-started", "m1 not-started"]);
  });

  it("works without it only when Kubernetes is down and that was said", async () => {
    const scene = await operateScene({ nodes: three });
    for (const name of ["m1", "m2"]) scene.world.goDown(scene.world.at(name), "off");
    const line = `apply m3 --mode no-reboot`;
    expect(reason(await scene.operate(line))).toBe("kubernetes_unreachable");
    expect(states(await scene.operate(`${line} --without-lock`))).toEqual(["m3 unchanged"]);
  });
});

describe("operate() signals", () => {
  it("finishes the node in hand and starts no further one when stopped", async () => {
    const scene = await operateScene();
    const stop = new AbortController();
    scene.world.time.after(20_000, () => stop.abort());
    const result = await scene.operate(upgrade, { stop: stop.signal });
    expect(states(result)).toEqual(["w1 done", "m2 not-started", "m3 not-started", "m1 not-started"]);
    expect(result?.progress.state).toBe("cancelled");
    expect(scene.world.record).toMatchObject({ state: "cancelled" });
  });

  it("ends at once when told so, and can be continued", async () => {
    const scene = await operateScene();
    const signal = new AbortController();
    scene.world.time.after(20_000, () => signal.abort());
    const result = await scene.operate(upgrade, { signal: signal.signal });
    expect(states(result)).toEqual(["w1 failed", "m2 not-started", "m3 not-started", "m1 not-started"]);
    expect(result?.progress).toMatchObject({ state: "cancelled", reason: { code: "cancelled" } });
    const again = await scene.continue();
    expect(again?.progress.state).toBe("succeeded");
    expect(states(again)).toEqual(["w1 done", "m2 done", "m3 done", "m1 done"]);
  });
});

describe("operate() approval", () => {
  it("goes on with the digest that was approved", async () => {
    const scene = await operateScene();
    const { digest } = await scene.prepare(upgrade);
    const result = await scene.operate(upgrade, { approval: { digest: digest.value, parts: digest.parts } });
    expect(result?.progress.state).toBe("succeeded");
  });

  it("names what changed since", async () => {
    const scene = await operateScene();
    const { digest } = await scene.prepare(upgrade);
    const approval = { digest: digest.value, parts: digest.parts };
    const result = await scene.operate(upgrade, { approval, revision: "1".repeat(40) });
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "plan_changed" } });
    expect(result?.progress.reason?.message).toContain("the commit");
    expect(result?.prepared.digest.value).not.toBe(digest.value);
    expect(scene.world.log).toEqual([]);
  });
});

describe("operate() on the runner's own node", () => {
  it("hands the last node over, and another run finishes", async () => {
    const scene = await operateScene();
    const handed: string[] = [];
    const result = await scene.operate(upgrade, {
      runner: { inCluster: true, node: "10.0.0.4" },
      handOver: async (id) => void handed.push(id),
    });
    expect(states(result)).toEqual(["m2 done", "m3 done", "m1 done", "w1 handed-over"]);
    expect(result?.progress.state).toBe("handed-over");
    expect(handed).toEqual([result?.progress.id]);
    expect(scene.world).toMatchObject({ lease: undefined, record: { state: "handed-over" } });
    const rest = await scene.continue({ runner: { inCluster: true, node: "m1" } });
    expect(rest?.progress).toMatchObject({ state: "succeeded", id: result?.progress.id });
    expect(scene.world.at("w1").runs.version).toBe("v1.13.9");
    expect(scene.world.nodes.every(({ cordon }) => cordon === undefined)).toBe(true);
  });

  it("cordons the node when the next run lands on it again, then gives up", async () => {
    const scene = await operateScene();
    const runner = { inCluster: true, node: "w1" };
    await scene.operate(`upgrade w1 --image ${nextImage}`, { runner });
    expect(scene.world.at("w1").cordon).toBeUndefined();
    expect((await scene.continue({ runner }))?.progress.state).toBe("handed-over");
    expect(scene.world.at("w1").cordon).toBeDefined();
    expect((await scene.continue({ runner }))?.progress).toMatchObject({ state: "failed" });
    expect(scene.world.at("w1").cordon).toBeUndefined();
  });

  it("refuses to disrupt several nodes from a place in the cluster that is not known", async () => {
    const scene = await operateScene();
    const result = await scene.operate(upgrade, { runner: { inCluster: true } });
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "gate_refused" } });
    expect(result?.prepared.findings.map(({ code }) => code)).toContain("runner_place_unknown");
  });
});

describe("operate() reboot, rollback, shutdown, reset, snapshot", () => {
  it("does not act when somebody took the lock between what was written and what is done", async () => {
    const scene = await operateScene();
    const { world } = scene;
    const other = world.process("other");
    const result = await scene.operate("reboot m2", {
      onOperation: ({ nodes }) => {
        const isAboutTo = nodes.some(({ steps: all }) => all.some(({ name }) => name === "reboot"));
        // As for a process that was suspended: it hears of nothing.
        if (isAboutTo && world.lease?.process !== other) {
          world.lease = { process: other, lost: new AbortController(), abort: new AbortController() };
        }
      },
    });
    expect(reason(result)).toBe("lock_held");
    expect(world.log).not.toContain("reboot m2");
  });

  it("reboots drained, one after another", async () => {
    const scene = await operateScene();
    expect((await scene.operate("reboot all"))?.progress.state).toBe("succeeded");
    expect(scene.world.log.filter((line) => line.startsWith("reboot"))).toEqual([
      "reboot w1",
      "reboot m2",
      "reboot m3",
      "reboot m1",
    ]);
  });

  it("rolls back to the other boot entry", async () => {
    const scene = await operateScene();
    expect(states(await scene.operate("rollback m2"))).toEqual(["m2 done"]);
    expect(scene.world.at("m2").runs.version).toBe("v1.13.7");
  });

  it("says when there is nothing else to boot, and puts the node back", async () => {
    const scene = await operateScene();
    scene.world.at("m2").other = undefined;
    expect((await scene.operate("rollback m2"))?.progress.reason?.code).toBe("operation_refused");
    expect(scene.world.at("m2")).toMatchObject({ phase: "running", cordon: undefined });
  });

  it("shuts down and leaves no cordon", async () => {
    const scene = await operateScene();
    expect(states(await scene.operate("shutdown w1 --confirm w1"))).toEqual(["w1 done"]);
    expect(scene.world.at("w1")).toMatchObject({ phase: "off", cordon: undefined, kubeletReady: false });
  });

  it.each(["", " --no-graceful"])("removes no member of another node with a similar name%s", async (flag) => {
    const nodes = three.map(({ role }, index) => ({ name: `m.site-${index + 1}`, role }));
    const scene = await operateScene({ nodes });
    const result = await scene.operate(`reset m.site-3 --confirm m.site-3${flag}`);
    expect(result?.progress.reason).toBeUndefined();
    expect([...scene.world.members.values()]).toEqual(["m.site-1", "m.site-2"]);
  });

  it.each(["", " --no-graceful"])("resets a control plane and sees that its member is gone", async (flag) => {
    const scene = await operateScene({
      nodes: [...three, { name: "m4", role: "controlplane" }, { name: "m5", role: "controlplane" }],
    });
    const result = await scene.operate(`reset m2 --confirm m2${flag}`);
    expect(result?.progress.reason).toBeUndefined();
    expect([...scene.world.members.values()]).toEqual(["m1", "m3", "m4", "m5"]);
    expect(scene.world.at("m2").cordon).toBeUndefined();
  });

  it("shows of an upgrade what it does, and says that configurations stay", async () => {
    const live = 'version: v1alpha1\nmachine:\n  type: controlplane\n  sysctls:\n    vm.max_map_count: "1"\n';
    const install = `  install:\n    image: ${nextImage}\n`;
    const scene = await operateScene({ config: live, desired: live.replace('"1"', '"2"') + install });
    const { safe } = await scene.prepare("upgrade m2");
    expect(safe.nodes).toMatchObject([{ kind: "unchanged", image: { desiredVersion: "v1.13.9" } }]);
    expect(safe.nodes[0]?.notes.map(({ code }) => code)).toContain("configuration_left");
  });

  it("puts a node back that an operation before left cordoned, and no other", async () => {
    const scene = await operateScene({ config: "version: v1alpha1\nmachine:\n  type: controlplane\n" });
    scene.world.at("m2").cordon = { operation: "20260101-000000-upgrade-dead", at: "2026-01-01T00:00:00.000Z" };
    scene.world.at("m3").cordon = "other";
    expect(states(await scene.operate("apply m2 m3"))).toEqual(["m2 unchanged", "m3 unchanged"]);
    expect(scene.world.at("m2").cordon).toBeUndefined();
    expect(scene.world.at("m3").cordon).toBe("other");
  });

  it("keeps a snapshot, under the lock", async () => {
    const scene = await operateScene();
    const result = await scene.operate("etcd snapshot");
    expect(result?.progress).toMatchObject({ state: "succeeded", steps: [{ name: "snapshot", state: "done" }] });
    expect(result?.snapshot?.bytes).toBe(32);
  });
});
