import { describe, expect, it } from "vitest";
import { dispatchEvent, pushEvent, scheduleEvent } from "../../src/playground/github/event-payloads.ts";
import { buildOnce, drifted, expectNoSecrets, node, type Scene, settings, start } from "../support/drive-action.ts";

buildOnce();

describe.concurrent("action on push and workflow_dispatch", { timeout: 120_000 }, () => {
  it("plans a push to the default branch with its own settings, on the commit's check run", async () => {
    const scene = await start();
    const before = scene.repository.branches.get("main") ?? "";
    scene.world.push(scene.repository, "main", { "README.md": "new\n" });
    const run = await scene.run(pushEvent(scene.from, { branch: "main", before }));
    expect(run).toMatchObject({ exitCode: 0, outputs: { changed: "false", nodes: "[]", reboot: "[]" } });
    const [check] = scene.repository.checkRuns.values();
    expect(check).toMatchObject({ headSha: scene.repository.branches.get("main"), conclusion: "success" });
    expectNoSecrets(scene, run);
  });

  it("takes the settings from the default branch for any other", async () => {
    const scene = await start();
    scene.world.push(scene.repository, "evil", { [settings]: "clusters: { stolen: {} }\n" });
    const run = await scene.run(pushEvent(scene.from, { branch: "evil", before: "" }));
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [{ cluster: "main" }], errors: [] });
  });

  it("fails on changes when told to", async () => {
    const scene = await start({ drift: drifted });
    const run = await scene.run(dispatchEvent(scene.from), { inputs: { "fail-on-changes": "true" } });
    expect(run.exitCode).toBe(1);
    const [check] = scene.repository.checkRuns.values();
    expect(check).toMatchObject({ conclusion: "failure" });
  });

  it("plans only the nodes that are asked for", async () => {
    const scene = await start({ drift: drifted });
    const run = await scene.run(dispatchEvent(scene.from), { inputs: { nodes: "talos-m01, talos-m03" } });
    expect(run.outputs["changed"]).toBe("false");
    const names = JSON.parse(run.outputs["result"] ?? "").plans[0].nodes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["talos-m01", "talos-m03"]);
  });

  it.each([
    { name: "an unknown cluster", inputs: { cluster: "other" }, code: "cluster_unknown" },
    { name: "missing settings", inputs: { "config-path": "none.yaml" }, code: "settings_missing" },
    { name: "an invalid input", inputs: { mode: "apply" }, code: "input_invalid" },
  ])("ends with the reason code for $name", async ({ inputs, code }) => {
    const scene = await start();
    const run = await scene.run(dispatchEvent(scene.from), { inputs });
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [], errors: [{ error: { code } }] });
    expect(run.summary).toContain(code);
  });
});

describe.concurrent("action on schedule", { timeout: 120_000 }, () => {
  it("opens an issue about drift, keeps it up to date and closes it", async () => {
    const scene = await start({ drift: drifted });
    const permissions = { contents: "read", issues: "write" } as const;
    const look = () => scene.run(scheduleEvent(scene.from), { permissions, inputs: { check: "false" } });
    const first = await look();
    expect(first).toMatchObject({ exitCode: 0, outputs: { changed: "true" } });
    const [issue] = scene.repository.issues.values();
    expect(issue).toMatchObject({ state: "open", title: "Drift in main" });
    expect(issue?.body).toMatch(/mtu: "?1500/);
    await look();
    expect(scene.repository.issues.size).toBe(1);
    scene.world.push(scene.repository, "main", { [node]: mtu1500(scene) });
    const clean = await look();
    expect(clean.outputs["changed"]).toBe("false");
    expect(issue?.state).toBe("closed");
    expectNoSecrets(scene, clean);
  });

  it("neither opens nor closes the issue while a node cannot be read", async () => {
    const scene = await start();
    await scene.cluster.node("talos-m03").stop();
    const run = await scene.run(scheduleEvent(scene.from), { inputs: { "fail-on-unreachable": "true" } });
    expect(run.exitCode).toBe(1);
    expect(scene.repository.issues.size).toBe(0);
  });

  it("fails without a way to the nodes", async () => {
    const scene = await start();
    const run = await scene.run(scheduleEvent(scene.from), { hasTalosconfig: false });
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({
      errors: [{ error: { code: "talosconfig_invalid" } }],
    });
  });
});

function mtu1500({ repository }: Scene): string {
  const files = repository.objects.files(repository.branches.get("main") ?? "");
  return files[node]?.content.toString("utf8").replace("mtu: 9000", "mtu: 1500") ?? "";
}
