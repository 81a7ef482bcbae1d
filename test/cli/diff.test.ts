import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startExampleCluster } from "../../src/playground/example-cluster.ts";
import { type ExampleRepository, editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli, startCli } from "../support/run-cli.ts";

/** A cluster that runs what the repository says, reached through a talosconfig on disk. */
async function startMatching({ root }: ExampleRepository) {
  const { simulated: cluster } = await startExampleCluster({
    root,
    secrets: resolve("examples/secrets"),
    signal: new AbortController().signal,
  });
  onTestFinished(() => cluster.stop());
  const talosconfig = join(root, "..", "talosconfig");
  await writeFile(talosconfig, cluster.talosconfig);
  const reach = ["--root", root, "--talosconfig", talosconfig];
  return { cluster, reach, diff: (...args: string[]) => runCli(["diff", ...args, ...reach]) };
}

describe("talos-chatops diff", () => {
  test("ends with 0 when nothing differs, 2 when something does, and shows no secret", async () => {
    const repository = await exampleRepository("talos-v1.11");
    const { diff, cluster } = await startMatching(repository);
    const same = await diff();
    expect(same).toMatchObject({ code: 0, stderr: "" });
    for (const { name } of cluster.nodes) expect(same.stdout).toMatch(new RegExp(`${name} +control plane +unchanged`));

    await editFile(join(repository.root, "talos/nodes/talos-m02.yaml.j2"), (text) =>
      text.replace("mtu: 9000", "mtu: 8000"),
    );
    await editFile(join(repository.root, "talos/machineconfig.yaml.j2"), (text) =>
      text.replace("ak://talos/MACHINE_TOKEN", "ak://talos/CLUSTER_TOKEN"),
    );
    const changed = await diff("talos-m02,talos-m01");
    expect(changed).toMatchObject({ code: 2, stderr: "" });
    expect(changed.stdout).toMatch(/-\s*mtu: "?9000"?\n\+\s*mtu: "?8000"?\n/);
    expect(changed.stdout).toMatch(/-\s*token: <secret [^>]+>\n\+\s*token: <secret [^>]+>/);
    expect(changed.stdout).not.toContain("talos-m03");
    const json = await diff("--json", "controlplane");
    for (const value of repository.secretValues) {
      expect(changed.stdout).not.toContain(value);
      expect(json.stdout).not.toContain(value);
    }
    expect(json.code).toBe(2);
    const result = JSON.parse(json.stdout);
    expect(result).toMatchObject({
      version: 1,
      kind: "plan",
      cluster: "main",
      command: "diff controlplane",
      mode: "live",
    });
    expect(
      result.nodes.map(({ name, changeCount }: { name: string; changeCount: number }) => [name, changeCount]),
    ).toEqual([
      ["talos-m01", 1],
      ["talos-m02", 2],
      ["talos-m03", 1],
    ]);
  }, 60_000);

  test("shows a node that does not answer beside the others, and ends with 1", async () => {
    const repository = await exampleRepository("talos-v1.11");
    const { diff, cluster } = await startMatching(repository);
    await cluster.node("talos-m03").setFault({ kind: "refuse" });
    const { code, stdout } = await diff("--json");
    expect(code).toBe(1);
    const states = JSON.parse(stdout).nodes.map(({ name, state }: { name: string; state: string }) => [name, state]);
    expect(states).toEqual([
      ["talos-m01", "unchanged"],
      ["talos-m02", "unchanged"],
      ["talos-m03", "unreachable"],
    ]);
  }, 60_000);

  test("stops waiting for a node on Ctrl-C", async () => {
    const { reach, cluster } = await startMatching(await exampleRepository("talos-v1.11"));
    await cluster.node("talos-m03").setFault({ kind: "hang" });
    const child = startCli(["diff", "--verbose", ...reach]);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
      if (stderr.includes("read 2/3")) child.kill("SIGINT");
    });
    const [code] = await once(child, "close");
    expect(code).toBe(130);
    expect(stderr).toMatch(/error: interrupted\n$/);
  }, 60_000);

  test("compares with a Git revision without nodes, stores or a talosconfig", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-qm", "first");
    await editFile(join(root, ".github/talos-chatops.yaml"), (text) => text.replace("ak: [cat,", "ak: [/nonexistent,"));
    expect(await runCli(["diff", "--offline", "--root", root])).toMatchObject({ code: 0, stderr: "" });

    await editFile(join(root, "talos/nodes/talos-m02.yaml.j2"), (text) => text.replace("mtu: 9000", "mtu: 8000"));
    for (const args of [["--offline"], ["--base", "main"], ["--base", "HEAD"]]) {
      const { code, stdout } = await runCli(["diff", ...args, "--root", root]);
      expect(code).toBe(2);
      expect(stdout).toMatch(/-\s*mtu: "?9000"?\n\+\s*mtu: "?8000"?\n/);
    }
  }, 30_000);

  test("compares with another folder", async () => {
    const [one, other] = await Promise.all([exampleRepository("talos-v1.13"), exampleRepository("talos-v1.13")]);
    expect(await runCli(["diff", "--root", one.root, "--base", other.root])).toMatchObject({ code: 0 });
    const file = join(one.root, "kubernetes/talos/nodes/gpu-1.yaml.j2");
    await editFile(file, (text) => text.replace("minSize: 500GiB", "minSize: 600GiB"));
    const { code, stdout } = await runCli(["diff", "--json", "--root", one.root, "--base", other.root]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).nodes).toMatchObject([
      { name: "gpu-1", changeCount: 1, changes: [{ location: { file: "kubernetes/talos/nodes/gpu-1.yaml.j2" } }] },
      { changeCount: 0 },
      { changeCount: 0 },
      { changeCount: 0 },
    ]);
  });

  test.each([
    { name: "no talosconfig", args: [], error: { code: "talosconfig_invalid" } },
    { name: "an unknown context", args: ["--context", "nowhere"], error: { code: "talosconfig_invalid" } },
    { name: "an unknown node", args: ["talos-m9", "--base", "."], error: { code: "node_unknown" } },
    { name: "a base that is nothing", args: ["--base", "nowhere"], error: { code: "input_invalid" } },
  ])("refuses $name", async ({ args, error }) => {
    const { root } = await exampleRepository("talos-v1.11");
    const { code, stdout } = await runCli(["diff", ...args, "--json"], { directory: root });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject(error);
  });
});
