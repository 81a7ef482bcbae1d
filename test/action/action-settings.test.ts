import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { pullRequestEvent } from "../../src/playground/github/event-payloads.ts";
import { type HttpService, startHttpService } from "../../src/playground/start-http-service.ts";
import { buildOnce, node, openPull, type Scene, settings, shows, start } from "../support/drive-action.ts";

buildOnce();

describe.concurrent("action settings and inputs", { timeout: 120_000 }, () => {
  it("says on the pull request why nothing can be planned, until something can", async () => {
    const scene = await start();
    const text = scene.repository.objects.files(scene.repository.branches.get("main") ?? "")[settings]?.content;
    scene.world.push(scene.repository, "main", { [settings]: "clusters: 5\n" });
    const issue = openPull(scene);
    const event = pullRequestEvent(scene.from, { issue, action: "opened" });
    const broken = await scene.run(event);
    expect(broken.exitCode).toBe(1);
    expect(JSON.parse(broken.outputs["result"] ?? "")).toMatchObject({
      errors: [{ error: { code: "settings_invalid" } }],
    });
    expect(issue.comments[0]?.body).toContain("settings_invalid");
    expect([...scene.repository.checkRuns.values()]).toMatchObject([{ name: "talos plan", conclusion: "failure" }]);
    scene.world.push(scene.repository, "main", { [settings]: text?.toString("utf8") ?? null });
    await scene.run(event);
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.body).toMatch(shows("mtu", 9000, 1400));
  });

  it("reads from the folder that the workflow names, but never for a fork", async () => {
    const scene = await start();
    const root = resolve("examples/talos-v1.11");
    const own = openPull(scene);
    const event = pullRequestEvent(scene.from, { issue: own, action: "opened" });
    const local = await scene.run(event, { inputs: { root } });
    expect(JSON.parse(local.outputs["result"] ?? "")).toMatchObject({
      plans: [{ revision: "working-tree", changed: false }],
    });
    const fork = scene.world.fork(scene.repository, "mallory");
    const foreign = openPull(scene, { head: fork, branch: "foreign" });
    const remote = await scene.run(pullRequestEvent(scene.from, { issue: foreign, action: "opened" }), {
      inputs: { root },
    });
    expect(JSON.parse(remote.outputs["result"] ?? "")).toMatchObject({ plans: [{ revision: foreign.pull?.headSha }] });
  });

  it("plans a pull request that changes the settings with the old ones, and says so", async () => {
    const scene = await start();
    const issue = openPull(scene, { path: settings, change: () => "clusters: { stolen: {} }\n" });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({
      plans: [{ cluster: "main", notes: [{ code: "settings_changed" }] }],
    });
    expect(issue.comments[0]?.body).toContain("default branch");
  });

  it("shows one comment for each cluster", async () => {
    const scene = await start();
    scene.world.push(scene.repository, "main", { [settings]: twoClusters(scene) });
    const issue = openPull(scene);
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    expect(JSON.parse(run.outputs["nodes"] ?? "")).toEqual(["main/talos-m02", "twin/talos-m02"]);
    expect(issue.comments).toHaveLength(2);
    const [, body = ""] = issue.comments.map((comment) => comment.body);
    expect(body).toContain("`twin`");
    const one = await scene.run(pullRequestEvent(scene.from, { issue, action: "synchronize" }), {
      inputs: { cluster: "twin" },
    });
    expect(JSON.parse(one.outputs["nodes"] ?? "")).toEqual(["twin/talos-m02"]);
    expect(issue.comments).toHaveLength(2);
  });

  it.each([
    { from: "its own branch", states: ["unreachable", "changed"], mode: "live" },
    { from: "a fork", states: ["changed", "changed"], mode: "offline" },
  ])("plans a node that a pull request from $from adds, where the settings list none", async ({ states, mode }) => {
    const scene = await start();
    const { repository, world } = scene;
    world.push(repository, "main", { [settings]: withoutNodes(scene) });
    const head = mode === "live" ? repository : world.fork(repository, "mallory");
    const added = fileOf(scene, node).replaceAll("talos-m02", "talos-m04").replace("192.168.5.202", "192.168.5.204");
    world.push(head, "change", { "talos/nodes/talos-m04.yaml.j2": added, "talos/nodes/talos-m03.yaml.j2": null });
    const issue = openPull(scene, { head });
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    const [plan] = JSON.parse(run.outputs["result"] ?? "").plans;
    expect(plan.mode).toBe(mode);
    const stateOf = (name: string) => plan.nodes.find((one: { name: string }) => one.name === name)?.state;
    expect([stateOf("talos-m04"), stateOf("talos-m02")]).toEqual(states);
    // Without a node to ask, what the base has and the head has not is a node that goes.
    expect(stateOf("talos-m03")).toBe(mode === "live" ? undefined : "changed");
  });

  it("logs in to the secret store with the run's OIDC token", async () => {
    const scene = await start();
    const issuer = await startIssuer(scene, "jwt-of-this-run");
    const issue = openPull(scene);
    const run = await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }), {
      environment: {
        AKEYLESS_ACCESS_KEY: "",
        ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.url}/token?run=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
      },
    });
    expect(run.exitCode).toBe(0);
    expect(issuer.requests[0]?.headers.authorization).toBe("Bearer request-token");
    expect(run.log).not.toContain("jwt-of-this-run");
  });
});

function fileOf({ repository }: Scene, path: string): string {
  return repository.objects.files(repository.branches.get("main") ?? "")[path]?.content.toString("utf8") ?? "";
}

function withoutNodes(scene: Scene): string {
  return fileOf(scene, settings).replace(/^ {4}nodes:\n(?: {6}.*\n)+/m, "");
}

/** The same nodes as a second cluster, through the same talosconfig. */
function twoClusters(scene: Scene): string {
  const text = fileOf(scene, settings);
  const main = /^ {2}main:\n(?: {4}.*\n)+/m.exec(text)?.[0] ?? "";
  return text + main.replace("  main:", "  twin:");
}

async function startIssuer({ atEnd }: Scene, value: string): Promise<HttpService> {
  const issuer = await startHttpService(() => ({ status: 200, body: { value } }));
  atEnd(() => issuer.close());
  return issuer;
}
