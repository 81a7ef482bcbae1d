import { describe, expect, it } from "vitest";
import { operateScene, type Scene, type SceneOptions } from "../support/world/operate-scene.ts";
import type { Fault } from "../support/world/world.ts";

const line = "upgrade-k8s v1.34.2";

/** Of every node; those that are the control planes' are nothing to a worker. */
const configOf = (version: string) => `machine:
  # stays
  kubelet:
    image: ghcr.io/siderolabs/kubelet:${version}
cluster:
  apiServer:
    image: registry.k8s.io/kube-apiserver:${version} # stays, too
  controllerManager:
    image: registry.k8s.io/kube-controller-manager:${version}
  scheduler:
    image: registry.k8s.io/kube-scheduler:${version}
  proxy:
    image: registry.k8s.io/kube-proxy:${version}
`;

const scene = (options: SceneOptions = {}) =>
  operateScene({
    config: configOf("v1.34.1"),
    settings: "    snapshots: { beforeControlPlanes: false }\n",
    ...options,
  });

function expectDone({ world }: Scene): void {
  expect(world.violations).toEqual([]);
  for (const { node, config, components } of world.nodes) {
    const text = Buffer.from(config).toString();
    const isControlPlane = node.role === "controlplane";
    expect(text.replaceAll(/v1\.34\.\d/g, ""), "nothing but versions was changed").toBe(configOf(""));
    expect([...components.values()].every(({ image, ready }) => ready && image.endsWith(":v1.34.2"))).toBe(true);
    expect(text.split("v1.34.2").length - 1).toBe(isControlPlane ? 5 : 1);
  }
  expect(world.proxyImage).toBe("registry.k8s.io/kube-proxy:v1.34.2");
  expect(world).toMatchObject({ record: undefined, lease: undefined });
}

const states = (result: Awaited<ReturnType<Scene["operate"]>>) =>
  result?.progress.nodes.map(({ name, state }) => `${name} ${state}`);

describe("operate() upgrade-k8s", () => {
  it("goes through components and nodes, and says what to commit", async () => {
    const cluster = await scene();
    const result = await cluster.operate(line);
    expect(result?.progress.reason).toBeUndefined();
    expect(states(result)).toEqual(["m2 done", "m3 done", "m1 done", "w1 done"]);
    expectDone(cluster);
    const applied = cluster.world.log.filter((entry) => /^(apply-|pull)/.test(entry));
    expect(applied.slice(0, 13).every((entry) => entry.startsWith("pull"))).toBe(true);
    expect(applied.slice(13).map((entry) => entry.split(" ")[1])).toEqual([
      ...["m2", "m3", "m1", "m2", "m3", "m1", "m2", "m3", "m1", "m2", "m3", "m1"],
      ...["m2", "m3", "m1", "w1"],
    ]);
    expect(result?.suggestedChange?.changes.map(({ file, line: at }) => `${file}:${at}`)).toEqual([
      ...["talos/base.yaml:4", "talos/base.yaml:7", "talos/base.yaml:9", "talos/base.yaml:11", "talos/base.yaml:13"],
    ]);
    expect(result?.suggestedChange?.changes[1]).toMatchObject({
      before: "    image: registry.k8s.io/kube-apiserver:v1.34.1 # stays, too",
      after: "    image: registry.k8s.io/kube-apiserver:v1.34.2 # stays, too",
    });
    expect(result?.suggestedChange?.unplaced).toEqual([]);
  });

  it("suggests nothing where the repository says it already", async () => {
    const cluster = await scene({ desired: configOf("v1.34.2") });
    const result = await cluster.operate(line);
    expect(result?.suggestedChange).toBeUndefined();
    expect(result?.prepared.findings.map(({ code }) => code)).not.toContain("repository_behind");
  });

  it("writes nothing for a plan, and finds nothing to do the second time", async () => {
    const cluster = await scene();
    const prepared = await cluster.prepare(line);
    expect(prepared.nodes[0]?.summary).toMatch(/kube-apiserver, .*: v1.34.1 → v1.34.2/);
    expect(prepared.findings.map(({ code, verdict }) => `${code} ${verdict}`)).toContain("repository_behind warn");
    expect(cluster.world.log).toEqual([]);
    await cluster.operate(line);
    const again = await cluster.prepare(line);
    expect(again.nodes.map(({ unchanged }) => unchanged)).toEqual([true, true, true, true]);
  });

  it("binds what the nodes run to the approval", async () => {
    const cluster = await scene();
    const { digest } = await cluster.prepare(line);
    const one = cluster.world.at("w1");
    one.config = Buffer.from(configOf("v1.34.0"));
    const result = await cluster.operate(line, { approval: { digest: digest.value, parts: digest.parts } });
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "plan_changed" } });
    expect(result?.progress.reason?.message).toContain("the Kubernetes components of w1");
  });

  it.each([
    { fault: "pull-fails", code: "node_failed", untouched: ["m1", "m2", "m3", "w1"] },
    { fault: "never-ready", code: "node_timeout", untouched: ["m1", "w1"] },
  ] as const satisfies readonly { fault: Fault; code: string; untouched: readonly string[] }[])(
    "stops at $fault with every node's state",
    async ({ fault, code, untouched }) => {
      const cluster = await scene({ faults: { m3: fault } });
      const result = await cluster.operate(line);
      expect(result?.progress).toMatchObject({ state: "failed", reason: { code } });
      expect(states(result)?.find((one) => one.startsWith("m3"))).toBe("m3 failed");
      for (const name of untouched) expect(Buffer.from(cluster.world.at(name).config).toString()).not.toContain("34.2");
      expect(cluster.world.violations).toEqual([]);
      expect(cluster.world).toMatchObject({ record: { state: "failed" }, lease: undefined });
    },
  );

  it("leaves a node alone whose configuration somebody else changed", async () => {
    const cluster = await scene();
    let isChanged = false;
    const result = await cluster.operate(line, {
      onOperation: ({ nodes }) => {
        const isBegun = nodes.find(({ name }) => name === "m2")?.steps.some(({ name }) => name === "static-pods");
        if (isBegun !== true || isChanged) return;
        isChanged = true;
        cluster.world.at("m3").config = Buffer.from(`${configOf("v1.34.1")}  clusterName: other\n`);
      },
    });
    expect(result?.progress).toMatchObject({ state: "failed", reason: { code: "plan_changed" } });
    expect(Buffer.from(cluster.world.at("m3").config).toString()).toContain("clusterName: other");
    expect(cluster.world.violations).toEqual([]);
  });

  it("starts no further node when told to stop, and goes on from there", async () => {
    const cluster = await scene();
    const stop = new AbortController();
    const stopped = await cluster.operate(line, {
      stop: stop.signal,
      onOperation: ({ nodes }) => {
        if (nodes.find(({ name }) => name === "m3")?.steps.some(({ name }) => name === "static-pods")) stop.abort();
      },
    });
    expect(stopped?.progress).toMatchObject({ state: "cancelled" });
    expect(Buffer.from(cluster.world.at("m1").config).toString()).not.toContain("34.2");
    expect((await cluster.continue())?.progress.state).toBe("succeeded");
    expectDone(cluster);
  });

  it.each([
    { line: "upgrade-k8s v1.36.0", code: "kubernetes_version" },
    { line: "upgrade-k8s v1.33.9", code: "kubernetes_version" },
    { line: "upgrade-k8s v1.38.0", code: "kubernetes_version" },
  ])("refuses $line", async ({ line: asked, code }) => {
    const cluster = await scene();
    const result = await cluster.operate(asked);
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "gate_refused" } });
    expect(result?.prepared.findings.filter(({ verdict }) => verdict === "refuse").map((one) => one.code)).toContain(
      code,
    );
    expect(cluster.world.log.filter((entry) => /apply|pull/.test(entry))).toEqual([]);
  });

  it("refuses what the next minor version does not start with", async () => {
    const cluster = await scene();
    cluster.world.commands = { "kube-apiserver": ["kube-apiserver", "--feature-gates=SizeMemoryBackedVolumes=true"] };
    const { findings } = await cluster.prepare("upgrade-k8s v1.35.0");
    expect(findings.find(({ code }) => code === "kubernetes_removed_feature")).toMatchObject({
      verdict: "refuse",
      evidence: expect.arrayContaining(["m1: kube-apiserver: feature gate SizeMemoryBackedVolumes"]),
    });
  });

  it("refuses while a control plane is down", async () => {
    const cluster = await scene();
    cluster.world.goDown(cluster.world.at("m3"), "off");
    const result = await cluster.operate(line);
    expect(result?.progress).toMatchObject({ state: "refused", reason: { code: "gate_refused" } });
  });
});

describe("continueOperation() of upgrade-k8s", () => {
  it.each([false, true])(
    "ends at the target from every write at which it was killed (after it: %s)",
    async (after) => {
      const first = await scene();
      const process = first.world.process("laptop");
      await first.operate(line, { process });
      expect(process.writes).toBeGreaterThan(50);
      for (let at = after ? 2 : 3; at < process.writes; at++) {
        const cluster = await scene();
        const killed = await cluster.operate(line, { process: cluster.world.process("first", { at, after }) });
        expect(killed).toBeUndefined();
        const result = await cluster.continue();
        expect(result?.progress.reason, `killed at write ${at}`).toBeUndefined();
        expect(result?.progress.state).toBe("succeeded");
        expectDone(cluster);
      }
    },
    120_000,
  );
});
