import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { OperationRecord } from "../../src/operation/operation-record.ts";
import { type Drift, startExampleCluster } from "../../src/playground/example-cluster.ts";
import { editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli, startCli } from "../support/run-cli.ts";
import { watchCluster } from "../support/watch-cluster.ts";

/** A cluster whose machines live fast, reached through a talosconfig on disk. */
async function start(options: { readonly drift?: Readonly<Record<string, Drift>> } = {}) {
  const { root } = await exampleRepository("talos-v1.13");
  const { simulated: cluster } = await startExampleCluster({
    root,
    secrets: resolve("examples/secrets"),
    speed: 100,
    signal: new AbortController().signal,
    ...options,
  });
  onTestFinished(watchCluster(cluster));
  const talosconfig = join(root, "..", "talosconfig");
  await writeFile(talosconfig, cluster.talosconfig);
  const reach = ["--root", root, "--talosconfig", talosconfig];
  return { cluster, root, reach, run: (...args: string[]) => runCli([...args, ...reach]) };
}

const raise = (text: string) => text.replace('net.core.rmem_max: "67108864"', 'net.core.rmem_max: "33554432"');
const base = "kubernetes/talos/machineconfig.yaml.j2";

describe("talos-chatops, changing a cluster", () => {
  test("applies what differs after showing it, and finds nothing to do then", async () => {
    const { root, run, cluster } = await start();
    await editFile(join(root, base), raise);
    const dry = await run("apply", "all", "--dry-run", "--json");
    expect(dry.code).toBe(2);
    expect(JSON.parse(dry.stdout)).toMatchObject({ version: 1, kind: "operation", state: "planned", changed: true });
    expect(cluster.writes()).toEqual([]);

    const { code, stdout, stderr } = await run("apply", "all", "--yes");
    expect(stderr).toMatch(/^gpu-1: apply done/m);
    expect(stdout).toMatch(/-net.core.rmem_max: "67108864"\n\+net.core.rmem_max: "33554432"/);
    expect(stdout).toMatch(/apply all on main: done/);
    expect(code).toBe(0);
    expect(await run("apply", "all", "--dry-run")).toMatchObject({ code: 0 });
    expect(await run("apply", "all", "--yes")).toMatchObject({ code: 0 });
  }, 90_000);

  test("upgrades Kubernetes and says what to commit", async () => {
    const { cluster, root, run } = await start();
    const dry = await run("upgrade-k8s", "v1.36.4", "--dry-run", "--json");
    expect(dry.code).toBe(2);
    const planned = JSON.parse(dry.stdout);
    expect(planned.nodes.at(-1).summary).toBe("kubelet: v1.36.3 → v1.36.4");
    expect(cluster.writes()).toEqual([]);

    const { code, stdout } = await run("upgrade-k8s", "v1.36.4", "--yes", "--json");
    const result = JSON.parse(stdout);
    expect(result.reason).toBeUndefined();
    expect(code).toBe(0);
    for (const { before, after } of result.suggestedChange.changes) {
      expect(after).toBe(before.replace("v1.36.3", "v1.36.4"));
      await editFile(join(root, base), (text) => text.replace(before, after));
    }
    expect(await run("apply", "all", "--dry-run")).toMatchObject({ code: 0 });
    expect(cluster.invariants.violations).toEqual([]);
    expect(await run("upgrade-k8s", "v1.36.4", "--yes")).toMatchObject({ code: 0 });
  }, 90_000);

  test("changes nothing where nobody can be asked, and nothing that destroys without its name", async () => {
    const { run, cluster } = await start();
    for (const args of [
      ["reboot", "gpu-1"],
      ["reset", "gpu-1"],
      ["reset", "gpu-1", "--yes"],
    ]) {
      const { code, stderr } = await run(...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(/error: Nothing was changed/);
    }
    const wrong = await run("reset", "gpu-1", "--yes", "--confirm", "k8s-1", "--json");
    expect(JSON.parse(wrong.stdout).error).toMatchObject({ code: "command_invalid", hint: "Did you mean gpu-1?" });
    expect(cluster.writes()).toEqual([]);
  }, 90_000);

  test("underlines a node that does not exist", async () => {
    const { run } = await start();
    const { code, stderr } = await run("reboot", "gpu-1,k8s-9", "--yes");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      / {2}reboot gpu-1,k8s-9\n {15}\^{5}\nerror: No node is called so: k8s-9\nhint: Did you mean k8s-1/,
    );
  }, 60_000);

  test("begins no further node after Ctrl-C, and goes on with continue", async () => {
    const { reach, run, cluster } = await start();
    const child = startCli(["reboot", "k8s-1", "k8s-2", "--yes", ...reach]);
    let [stderr, stdout] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (!stderr.includes(": drain") && chunk.includes(": drain")) child.kill("SIGINT");
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    expect(code).toBe(130);
    expect(stderr).toContain("Stopping: no further node is started");
    expect(stdout).toMatch(/^ {2}k8s-\d +done/m);
    expect(stdout).toMatch(/^ {2}k8s-\d +not started/m);
    const rest = await run("continue", "--yes");
    expect(rest).toMatchObject({ code: 0, stdout: expect.stringMatching(/reboot k8s-1 k8s-2 on main: done/) });
    expect(cluster.writes().filter(({ method }) => method.endsWith("Reboot"))).toHaveLength(2);
    expect(await run("continue", "--yes", "--json")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/nothing_to_continue/),
    });
  }, 120_000);

  test("goes on with what destroys only where somebody names the node", async () => {
    const { run, cluster } = await start();
    const record: OperationRecord = {
      version: 1,
      id: "20260101-000000-reset-dead",
      command: "reset gpu-1 --confirm gpu-1",
      cluster: "main",
      revision: "0".repeat(40),
      requester: "octocat",
      startedAt: 0,
      state: "cancelled",
      digest: "",
      digestParts: {},
      nodes: [{ name: "gpu-1", state: "not-started" }],
    };
    cluster.kubernetes.apply({
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: {
        name: "talos-chatops",
        namespace: "kube-system",
        annotations: { "talos-chatops/record": JSON.stringify(record) },
      },
      spec: {},
    });
    const refused = await run("continue", "--yes", "--json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: "confirmation_missing" });
    expect(cluster.writes()).toEqual([]);
  }, 90_000);

  test("is kept out by a person's lock", async () => {
    const { run } = await start();
    expect(await run("lock", "--reason", "switch is being replaced")).toMatchObject({ code: 0 });
    const refused = await run("reboot", "gpu-1", "--yes", "--json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ state: "refused", reason: { code: "lock_held" } });
    const unlocked = await run("unlock", "--yes");
    expect(unlocked).toMatchObject({ code: 0, stderr: expect.stringMatching(/switch is being replaced/) });
    expect(await run("abort")).toMatchObject({ code: 1, stderr: expect.stringMatching(/Nothing is running/) });
  }, 90_000);

  test("names the commit where all is committed", async () => {
    const { root, run } = await start();
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
        encoding: "utf8",
      });
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-qm", "first");
    const clean = JSON.parse((await run("apply", "all", "--dry-run", "--json")).stdout);
    expect(clean.revision).toBe(git("rev-parse", "HEAD").trim());
    await editFile(join(root, base), raise);
    const changed = await run("apply", "all", "--dry-run", "--json");
    expect(JSON.parse(changed.stdout).revision).toBe("working-tree");
    expect(changed.stderr).toMatch(/not committed/);
  }, 60_000);

  test("keeps a snapshot where it is told to, and warns that it is in the clear", async () => {
    const { root, run } = await start();
    const folder = join(root, "..", "backup");
    const { code, stdout, stderr } = await run("etcd", "snapshot", "--yes", "--json", "--output", folder);
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: .* is not encrypted/);
    const { snapshot } = JSON.parse(stdout);
    const [file = ""] = await readdir(folder);
    expect(snapshot.path).toBe(join(folder, file));
    expect((await readFile(snapshot.path)).length).toBe(snapshot.bytes);
  }, 60_000);
});
