/** One bot for several clusters of a repository, and runners that live on the nodes they restart. */
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { startSimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";
import { watchCluster } from "../support/watch-cluster.ts";
import { buildWhole, startWhole } from "../support/whole-scene.ts";

buildWhole();

const labSettings = `  lab:
    context: lab
    environment: talos-lab
    config: { base: lab/machine.yaml.j2 }
    nodes:
      lab-1: { address: 192.168.9.1, role: controlplane }
      lab-2: { address: 192.168.9.2, role: worker }
`;

function joinTalosconfigs(one: string, other: string): string {
  const [first, second] = [one, other].map((text) => parse(text));
  return stringify({ ...first, contexts: { ...first.contexts, ...second.contexts } });
}

describe.concurrent("the bot, with clusters and runners of every kind", { timeout: 240_000 }, () => {
  it("carries out what is asked of two clusters, each with its own environment", async () => {
    const lab = await startSimulatedCluster({
      name: "lab",
      speed: 40,
      nodes: [
        { name: "lab-1", role: "controlplane", address: "192.168.9.1" },
        { name: "lab-2", role: "worker", address: "192.168.9.2" },
      ],
    });
    const watched = watchCluster(lab);
    const scene = await startWhole({
      settings: (text) => `${text}${labSettings}`,
      files: { "lab/machine.yaml.j2": "version: v1alpha1\nmachine: { type: worker }\n" },
      talosconfig: (own) => joinTalosconfigs(own, lab.talosconfig),
    });
    const { repository, world } = scene;
    world.addEnvironment(repository, "talos-lab", { reviewers: [world.addUser("carol")], branches: "protected" });
    expect(await scene.answered(scene.say("/talos status"))).toContain("Name one of main, lab");
    const status = await scene.requestOf(scene.say("/talos status --cluster lab"));
    expect(await scene.concluded(status)).toBe("success");
    expect(scene.issue.comments.at(-1)?.body).toContain("lab-2");
    const comment = scene.say("/talos reboot lab/lab-2\n/talos reboot main/talos-m02");
    await scene.until(() => scene.requestsOf(comment).length === 2);
    const [inLab, inMain] = scene.requestsOf(comment);
    if (inLab === undefined || inMain === undefined) throw new Error("there are two");
    expect([inLab, inMain].map(({ record }) => record.cluster)).toEqual(["lab", "main"]);
    const run = await scene.inReview(inLab);
    world.review(run, "talos-lab", "carol", "approved");
    expect(await scene.concluded(inLab)).toBe("success");
    await scene.approve(inMain);
    expect(await scene.concluded(inMain)).toBe("success");
    expect(lab.writes().some(({ method, node }) => method.includes("Reboot") && node === "lab-2")).toBe(true);
    scene.expectNoSecrets();
    await watched();
  });

  it("goes on in another run where the runner's own node is next", async () => {
    const environment: Record<string, string> = { KUBERNETES_SERVICE_HOST: "10.96.0.1", NODE_NAME: "talos-m01" };
    const scene = await startWhole({ environments: { runner: environment } });
    // The run that goes on is taken by a runner on another node.
    scene.world.state.listeners.add(({ event, sender }) => {
      if (event === "workflow_run" && sender.login === "github-actions[bot]") environment["NODE_NAME"] = "talos-m03";
    });
    const request = await scene.requestOf(scene.say("/talos reboot talos-m01 talos-m02"));
    await scene.approve(request);
    await scene.until(() => scene.runsOf(request).length === 2);
    await scene.approve(request);
    expect(await scene.concluded(request)).toBe("success");
    const outcomes = (await scene.notesOf(request)).map(({ phase, outcome }) => `${phase} ${outcome}`);
    expect(outcomes).toEqual(["plan planned", "operate handed-over", "plan planned", "operate succeeded"]);
    const [, next] = scene.runsOf(request);
    expect(next).toMatchObject({ title: `request ${request.check.id}: /talos continue`, conclusion: "success" });
    expect(request.check.detailsUrl).toContain(`/actions/runs/${next?.id}`);
    const isUp = scene.cluster.nodes.filter(({ machine }) => machine.apiUp);
    expect(isUp).toHaveLength(3);
    scene.expectNoSecrets();
  });
});
