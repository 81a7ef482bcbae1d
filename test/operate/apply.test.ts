import { describe, expect, it } from "vitest";
import type { OperationResult } from "../../src/operate.ts";
import { operateScene } from "../support/world/operate-scene.ts";

const live = `version: v1alpha1
machine:
  type: controlplane
  sysctls:
    vm.max_map_count: "1"
cluster:
  clusterName: main
`;
const sysctl = live.replace('"1"', '"2"');
/** The simulated nodes read the marker as a change that needs a reboot; the forecast does from the path. */
const files = live.replace("  sysctls:", "  env:\n    MARK: needs-reboot\n  sysctls:");

const states = (result: OperationResult | undefined) =>
  result?.progress.nodes.map(({ name, state }) => `${name} ${state}`);
const steps = (result: OperationResult | undefined, node: string) =>
  result?.progress.nodes
    .find(({ name }) => name === node)
    ?.steps.map(({ name }) => name)
    .join(" ");
const text = (config: Uint8Array) => Buffer.from(config).toString();

describe("operate() apply", () => {
  it("does nothing where nothing differs", async () => {
    const scene = await operateScene({ config: live });
    expect(states(await scene.operate("apply all"))).toEqual([
      "w1 unchanged",
      "m2 unchanged",
      "m3 unchanged",
      "m1 unchanged",
    ]);
    expect(scene.world.log.filter((line) => line.startsWith("apply"))).toEqual([]);
  });

  it.each(["v1.12.6", "v1.13.8", "v1.14.0"])("changes at once what needs no reboot, on %s", async (version) => {
    const scene = await operateScene({ config: live, desired: sysctl, version });
    const { nodes } = await scene.prepare("apply all");
    expect(nodes.every(({ disruptive }) => !disruptive)).toBe(true);
    const result = await scene.operate("apply all");
    expect(result?.progress.reason).toBeUndefined();
    expect(scene.world.log.filter((line) => line.startsWith("apply-"))).toHaveLength(4);
    expect(scene.world.log).toContain("apply-no-reboot m1");
    expect(text(scene.world.at("m1").config)).toContain('vm.max_map_count: "2"');
  });

  it.each(["v1.13.8", "v1.14.0"])("stages what needs a reboot, and reboots drained, on %s", async (version) => {
    const scene = await operateScene({ config: live, desired: files, version });
    const { nodes } = await scene.prepare("apply m2");
    expect(nodes).toMatchObject([{ disruptive: true, summary: expect.stringContaining("reboots") }]);
    const result = await scene.operate("apply m2");
    expect(result?.progress.reason).toBeUndefined();
    expect(steps(result, "m2")).toContain("cordon drain apply check reboot wait uncordon verify");
    expect(scene.world.at("m2")).toMatchObject({ staged: undefined, cordon: undefined });
    expect(text(scene.world.at("m2").config)).toContain("needs-reboot");
  });

  it("never lets a node reboot that was planned to stay up", async () => {
    const marked = sysctl.replace("clusterName: main", "clusterName: needs-reboot");
    const scene = await operateScene({ config: live, desired: marked });
    const result = await scene.operate("apply m2");
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "plan_changed" } });
    expect(text(scene.world.at("m2").config)).toBe(live);
  });

  it("asks for no dry run while a try is pending: it would cancel that", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    scene.world.at("m2").staged = Buffer.from(live);
    await scene.operate("apply m2");
    expect(scene.world.log.filter((line) => line.startsWith("dry-run"))).toEqual([]);
  });

  it("stages only, when told so", async () => {
    const scene = await operateScene({ config: live, desired: files });
    const result = await scene.operate("apply m2 --mode staged");
    expect(result?.progress.state).toBe("succeeded");
    expect(text(scene.world.at("m2").config)).toBe(live);
    expect(scene.world.at("m2").staged).toBeDefined();
  });

  it("refuses without a reboot what needs one", async () => {
    const scene = await operateScene({ config: live, desired: files });
    const result = await scene.operate("apply m2 --mode no-reboot");
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "gate_refused" } });
  });

  it("stops where somebody else changed the configuration in between", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    scene.world.time.after(1, () => {
      scene.world.at("m2").config = Buffer.from(live.replace("main", "other"));
    });
    const { digest } = await scene.prepare("apply all");
    await scene.world.time.elapse(10);
    const approval = { digest: digest.value, parts: digest.parts };
    const result = await scene.operate("apply all", { approval });
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "plan_changed" } });
    expect(result?.progress.reason?.message).toContain("the live configuration of m2");
  });

  it("reads once more right before it writes", async () => {
    const scene = await operateScene({ config: live, desired: files });
    scene.world.time.after(1_000, () => {
      scene.world.at("m2").config = Buffer.from(live.replace("main", "other"));
    });
    const result = await scene.operate("apply m2");
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "plan_changed" } });
    expect(scene.world.log).not.toContain("apply-staged m2");
    expect(scene.world.at("m2")).toMatchObject({ phase: "running", cordon: undefined });
  });

  it("does not go on over what somebody else changed before it did", async () => {
    const scene = await operateScene({ config: live, desired: files });
    const killed = scene.world.process("first", { at: 8 });
    await scene.operate("apply m2", { process: killed });
    expect(scene.world.record?.nodes).toMatchObject([{ name: "m2", step: "drain" }]);
    scene.world.at("m2").config = Buffer.from(live.replace("main", "other"));
    const result = await scene.continue();
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "plan_changed" } });
    expect(text(scene.world.at("m2").config)).toContain("other");
  });

  it("goes on after a kill at any write of a change with a reboot", async () => {
    const counted = await operateScene({ config: live, desired: files });
    const process = counted.world.process("laptop");
    await counted.operate("apply all", { process });
    for (let at = 3; at < process.writes; at++) {
      const scene = await operateScene({ config: live, desired: files });
      await scene.operate("apply all", { process: scene.world.process("first", { at, after: at % 2 === 0 }) });
      const result = await scene.continue();
      expect(result?.progress.reason, `killed at write ${at}`).toBeUndefined();
      expect(scene.world.nodes.map(({ config, cordon }) => [text(config).includes("needs-reboot"), cordon])).toEqual(
        scene.world.nodes.map(() => [true, undefined]),
      );
    }
  }, 60_000);
});

describe("operate() apply --mode try", () => {
  it("confirms when the node stays well", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    const result = await scene.operate("apply m2 --mode try");
    expect(result?.progress.reason).toBeUndefined();
    expect(steps(result, "m2")).toContain("confirm");
    await scene.world.time.elapse(120_000);
    expect(text(scene.world.at("m2").config)).toContain('"2"');
  });

  it("lets it be taken back when the node does not", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    scene.world.onTry = (one) => {
      one.kubeletReady = false;
    };
    const result = await scene.operate("apply m2 --mode try --for 90s");
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "node_failed" } });
    expect(result?.progress.reason?.message).toContain("went back");
    expect(text(scene.world.at("m2").config)).toBe(live);
  });

  it("does not make permanent what the node took back meanwhile", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    const { world } = scene;
    let isCut = false;
    const result = await scene.operate("apply m2 --mode try --for 40s", {
      onOperation: ({ nodes }) => {
        const isVerified = nodes.some(({ steps: all }) => all.some((step) => step.name === "verify" && step.endedAt));
        if (!isVerified || isCut) return;
        isCut = true;
        world.at("m2").phase = "down";
        world.time.after(55_000, () => {
          world.at("m2").phase = "running";
        });
      },
    });
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "node_failed" } });
    expect(text(world.at("m2").config)).toBe(live);
  });

  it("does not try on a node where something is staged or tried already", async () => {
    const scene = await operateScene({ config: live, desired: sysctl });
    scene.world.at("m2").staged = Buffer.from(live);
    expect((await scene.operate("apply m2 --mode try"))?.progress.reason?.code).toBe("operation_refused");
  });
});
