import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startExampleCluster } from "../../src/playground/example-cluster.ts";
import { editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli } from "../support/run-cli.ts";

const names = ["talos-m01", "talos-m02", "talos-m03"];

/** A cluster that runs what the repository says, but for one version. */
async function startCluster() {
  const { root, secretValues } = await exampleRepository("talos-v1.11");
  const { simulated } = await startExampleCluster({
    root,
    secrets: resolve("examples/secrets"),
    drift: { "talos-m02": { version: "v1.11.3" } },
    signal: new AbortController().signal,
  });
  onTestFinished(() => simulated.stop());
  const talosconfig = join(root, "..", "talosconfig");
  await writeFile(talosconfig, simulated.createTalosconfig({ notAfter: new Date(Date.now() + 200 * 86_400_000) }));
  const run = (...args: readonly string[]) => runCli([...args, "--root", root, "--talosconfig", talosconfig]);
  const json = async (...args: readonly string[]) => {
    const { code, stdout } = await run(...args, "--json");
    return { code, result: JSON.parse(stdout) };
  };
  const setChecks = (checks: string) =>
    editFile(join(root, ".github/talos-chatops.yaml"), (text) => `${text}    checks:\n${checks}`);
  return { simulated, run, json, secretValues, setChecks };
}

describe("talos-chatops status, health, etcd status", () => {
  test("end with 0 for a well cluster, and say what the repository wants instead", async () => {
    const { run, json, simulated } = await startCluster();
    const status = await run("status");
    expect(status).toMatchObject({ code: 0, stderr: "" });
    expect(status.stdout).toMatch(/talos-m02 +control plane +ready, other version +v1\.11\.3 → v1\.11\.\d/);
    expect((await json("status", "talos-m03")).result).toMatchObject({
      version: 1,
      kind: "status",
      cluster: "main",
      well: true,
      nodes: [{ name: "talos-m03", states: ["ready", "running-target"], etcd: expect.stringMatching(/leader|member/) }],
      lock: { kind: "free" },
    });
    const health = await json("health");
    expect(health).toMatchObject({ code: 0, result: { kind: "health", well: true, findings: [] } });
    expect(health.result.kubernetes).toMatchObject({ nodes: 3, ready: 3 });
    const etcd = await json("etcd", "status");
    expect(etcd).toMatchObject({ code: 0, result: { kind: "etcd-status", etcd: { healthy: 3, quorum: 2 } } });
    expect(etcd.result.etcd.members.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(simulated.writes()).toEqual([]);
  });

  test("end with 2 when a node is away, and show no secret", async () => {
    const { run, json, simulated, secretValues } = await startCluster();
    await simulated.node("talos-m03").setFault({ kind: "refuse" });
    const status = await run("status");
    expect(status).toMatchObject({ code: 2, stderr: "" });
    expect(status.stdout).toMatch(/talos-m03 +control plane +(booting|unreachable)/);
    expect((await json("status", "talos-m01")).code).toBe(0);
    const health = await run("health");
    expect(health).toMatchObject({ code: 2, stdout: expect.stringContaining("(node_unreachable)") });
    for (const value of secretValues) expect(status.stdout + health.stdout).not.toContain(value);
  });

  test("judge the checks of the settings, told apart", async () => {
    const { json, setChecks } = await startCluster();
    const ready = "status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')";
    await setChecks(
      [ready, `!${ready}`, "status.missing == 1"]
        .map((expr) => `      - { apiVersion: v1, kind: Node, expr: "${expr}" }\n`)
        .concat('      - { apiVersion: ceph.rook.io/v1, kind: CephCluster, expr: "true" }\n')
        .join(""),
    );
    const { code, result } = await json("health");
    expect(code).toBe(2);
    const codes = result.findings.map((finding: { code: string }) => finding.code);
    expect(codes).toEqual(["check_false", "check_error", "check_matches_nothing"]);
  });

  test("end with 1 for what cannot be begun", async () => {
    const { run } = await startCluster();
    expect(await run("status", "talos-m09")).toMatchObject({ code: 1, stderr: expect.stringContaining("talos-m0") });
    expect(await run("status", "--context", "other")).toMatchObject({ code: 1 });
    expect(await run("etcd")).toMatchObject({ code: 1, stderr: expect.stringContaining("etcd status") });
  });
});
