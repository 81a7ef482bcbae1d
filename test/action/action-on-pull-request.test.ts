import { describe, expect, it, vi } from "vitest";
import { pullRequestEvent } from "../../src/playground/github/event-payloads.ts";
import {
  buildOnce,
  calls,
  drifted,
  expectNoSecrets,
  node,
  openPull,
  settings,
  shows,
  start,
} from "../support/drive-action.ts";

buildOnce();

describe.concurrent("action on pull_request", { timeout: 120_000 }, () => {
  it("posts the live difference as comment, check run, summary and outputs, without a secret", async () => {
    const scene = await start({ drift: drifted });
    const issue = openPull(scene, { change: (text) => text });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(run).toMatchObject({ exitCode: 0, outputs: { changed: "true", nodes: '["main/talos-m02"]' } });
    const result = JSON.parse(run.outputs["result"] ?? "");
    expect(result).toMatchObject({ version: 1, plans: [{ cluster: "main", mode: "live", changed: true }], errors: [] });
    expect(run.outputs["digest"]).toBe(result.plans[0].digest);
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).toMatch(shows("mtu", 1500, 9000));
    const [check] = scene.repository.checkRuns.values();
    expect(check).toMatchObject({ headSha: issue.pull?.headSha, status: "completed", name: "talos plan / main" });
    expect(run.summary).toMatch(/mtu: "?9000/);
    expect(run.log).toContain(`at ${issue.pull?.headSha.slice(0, 7)}`);
    expectNoSecrets(scene, run);
  });

  it("updates its comment instead of posting a second one", async () => {
    const scene = await start();
    const issue = openPull(scene);
    await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    const [before] = issue.comments.map(({ body }) => body);
    scene.world.push(scene.repository, "change", { "README.md": "again\n" });
    await scene.run(pullRequestEvent(scene.from, { issue, action: "synchronize" }));
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).not.toBe(before);
    expect(issue.comments[0]?.body).toContain(issue.pull?.headSha.slice(0, 7));
  });

  it("compares a fork offline: no secret store, no node, no settings of the fork", async () => {
    const scene = await start({ drift: drifted });
    const fork = scene.world.fork(scene.repository, "mallory");
    scene.world.push(fork, "change", { [settings]: "clusters: { stolen: {} }\n" });
    const issue = openPull(scene, { head: fork });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(run).toMatchObject({ exitCode: 0, outputs: { changed: "true", nodes: '["main/talos-m02"]' } });
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [{ cluster: "main", mode: "offline" }] });
    // The fork's own change, and not the drift that only the node knows.
    expect(issue.comments[0]?.body).toMatch(shows("mtu", 9000, 1400));
    expect(scene.gateway.requests).toEqual([]);
    expect(calls(scene)).toBe(0);
    expectNoSecrets(scene, run);
  });

  it("takes a deleted fork for a fork, and puts the result into the summary when it may only read", async () => {
    const scene = await start();
    const fork = scene.world.fork(scene.repository, "mallory");
    const issue = openPull(scene, { head: fork });
    scene.world.removeRepository(fork);
    const event = pullRequestEvent(scene.from, { issue, action: "synchronize" });
    const run = await scene.run(event, { permissions: { contents: "read", pull_requests: "read" } });
    expect(run.exitCode).toBe(0);
    expect(issue.comments).toHaveLength(0);
    expect(run.summary).toMatch(/mtu: "?1400/);
    expect(scene.gateway.requests).toEqual([]);
  });

  it("compares offline where the run has no talosconfig", async () => {
    const scene = await start();
    const issue = openPull(scene);
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }), { hasTalosconfig: false });
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [{ mode: "offline" }] });
    expect(scene.gateway.requests).toEqual([]);
  });

  it("plans the commit of the event, also when the branch moved on", async () => {
    const scene = await start();
    const issue = openPull(scene);
    const event = pullRequestEvent(scene.from, { issue, action: "opened" });
    const sha = issue.pull?.headSha;
    scene.world.push(scene.repository, "change", { [node]: "nonsense: {{ later }}\n" });
    const run = await scene.run(event);
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [{ revision: sha }], errors: [] });
  });

  it("keeps hostile names and contents from doing anything", async () => {
    const scene = await start();
    const hostile = "::set-output name=changed::hacked";
    const change = (text: string) =>
      text.replace(
        "hostname: talos-m02",
        `hostname: "x\`\`\` @acme/admins <!-- talos-chatops --> </details> ${hostile}"`,
      );
    const issue = openPull(scene, { branch: "$(touch pwned);`id`", change });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(run.outputs["changed"]).toBe("true");
    expect(run.output.split("\n").filter((line) => line.startsWith("::set-output"))).toEqual([]);
    const body = issue.comments[0]?.body ?? "";
    const fences = body.match(/^`{3,}/gm) ?? [];
    expect(fences.length % 2).toBe(0);
    expect(issue.comments).toHaveLength(1);
  });

  it("shows no secret to who refers to it where none belongs, or takes its reference out", async () => {
    const scene = await start();
    const change = (text: string) =>
      text.replace("hostname: talos-m02", "hostname: ak://talos/CLUSTER_TOKEN").concat(`
  sysctls: { net.core.somaxconn: ak://talos/MACHINE_TOKEN, a.b: "x ak://talos/CLUSTER_SECRET y" }
  nodeLabels: { ak://talos/CLUSTER_ID: ak://talos/CLUSTER_ID, a: "{{ 'ak://talos/MACHINE_CA_KEY' | upper }}" }
  nodeAnnotations: { a: "https://example.com/?x=ak://talos/CLUSTER_TOKEN", b: "{{ 'ak://talos/MACHINE_TOKEN' ~ ' x' }}" }
  env: { A: "ak://talos/CLUSTER_CA_KEY ak://talos/CLUSTER_CA_KEY" }
  token: plain
---
apiVersion: v1alpha1
kind: VLANConfig
name: ak://talos/CLUSTER_SECRETBOXENCRYPTIONSECRET
parent: ak://talos/CLUSTER_ETCD_CA_KEY
`);
    const issue = openPull(scene, { change });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expectNoSecrets(scene, run);
    const body = issue.comments[0]?.body ?? "";
    expect(body).toMatch(/hostname: <secret [0-9a-f]+>\n\+hostname: <secret [0-9a-f]+, ak:/);
    expect(body).toContain("| `talos-m02` |");
  });

  it("reports a broken template on its line and fails", async () => {
    const scene = await start();
    const issue = openPull(scene, { change: (text) => `${text}\n{% if %}\n` });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(run.exitCode).toBe(1);
    const [check] = scene.repository.checkRuns.values();
    expect(check).toMatchObject({ conclusion: "failure" });
    expect(check?.annotations).toContainEqual(expect.objectContaining({ path: node, annotation_level: "failure" }));
    expect(JSON.parse(run.outputs["result"] ?? "").plans[0].nodes).toContainEqual(
      expect.objectContaining({ name: "talos-m02", state: "invalid", reasonCode: "template_invalid" }),
    );
  });

  it("names an unreachable node and fails only when told to", async () => {
    const scene = await start();
    await scene.cluster.node("talos-m03").stop();
    const issue = openPull(scene);
    const event = pullRequestEvent(scene.from, { issue, action: "opened" });
    const lenient = await scene.run(event);
    expect(lenient.exitCode).toBe(0);
    expect(JSON.parse(lenient.outputs["result"] ?? "").plans[0].nodes).toContainEqual(
      expect.objectContaining({ name: "talos-m03", state: "unreachable" }),
    );
    const strict = await scene.run(event, { inputs: { "fail-on-unreachable": "true" } });
    expect(strict.exitCode).toBe(1);
  });

  it("names a missing permission, and shows the plan in the summary all the same", async () => {
    const scene = await start();
    const issue = openPull(scene);
    const event = pullRequestEvent(scene.from, { issue, action: "opened" });
    const run = await scene.run(event, { permissions: { contents: "read", checks: "write" } });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain("pull-requests: write");
    expect(run.summary).toMatch(/mtu: "?1400/);
  });

  it("survives faults of the API", async () => {
    const scene = await start();
    const issue = openPull(scene);
    scene.server.faults.add({ path: /trees/, fault: { kind: "status", status: 502 } });
    scene.server.faults.add({ path: /blobs/, fault: { kind: "drop" } });
    scene.server.faults.add({ method: "POST", path: /comments$/, fault: { kind: "drop-answer" } });
    scene.server.faults.add({
      method: "PATCH",
      path: /check-runs/,
      fault: { kind: "secondary-limit", retryAfterSeconds: 1 },
    });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(run.exitCode).toBe(0);
    expect(issue.comments).toHaveLength(1);
    expect(run.log).toContain("secondary rate limit");
  });

  it("says cancelled on the check run when it is cancelled", async () => {
    const scene = await start();
    const issue = openPull(scene);
    const cancel = new AbortController();
    const { objects } = scene.repository;
    const files = objects.walk(objects.commits.get(issue.pull?.headSha ?? "")?.tree ?? "");
    const blob = new RegExp(files.find(({ path }) => path === node)?.sha ?? "");
    scene.server.faults.add({ path: blob, fault: { kind: "slow", delayMs: 600_000 }, times: 99 });
    const run = scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }), { signal: cancel.signal });
    // The check run is there, and the plan waits for a file that will not come.
    await vi.waitFor(() => expect(scene.repository.checkRuns.size).toBe(1), { timeout: 60_000, interval: 100 });
    cancel.abort();
    expect((await run).exitCode).toBe(1);
    const [check] = scene.repository.checkRuns.values();
    expect(check).toMatchObject({ status: "completed", conclusion: "cancelled" });
    expect(issue.comments).toHaveLength(0);
  });
});
