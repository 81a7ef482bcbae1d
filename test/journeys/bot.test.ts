/** From a comment or label on a pull request to a changed node and back, through everything that is real. */
import { describe, expect, it } from "vitest";
import type { CheckRun, Comment, Repository } from "../../src/playground/github/state.ts";
import { buildWhole, startWhole, type WholeScene } from "../support/whole-scene.ts";

buildWhole();

const bot = "talos-chatops[bot]";
const reactions = ({ reactions: all }: Comment) => all.map(({ content, user }) => `${user.login} ${content}`);
const names = ({ requests }: WholeScene) => requests().map(({ check }) => `${check.name}: ${check.conclusion}`);

/** What the check run was, one after another, as the bot told GitHub. */
function statusesOf({ server }: WholeScene, { id, externalId }: CheckRun): readonly unknown[] {
  const told = server.requests
    .filter(({ method, path }) => (method === "POST" || method === "PATCH") && path.includes("/check-runs"))
    .map(({ body, path }) => ({ path, ...JSON.parse(body) }))
    .filter(({ external_id: key, path }) => key === externalId || path.endsWith(`/check-runs/${id}`));
  const statuses = told.map(({ status }) => status).filter((status) => status !== undefined);
  return statuses.filter((status, index) => status !== statuses[index - 1]);
}

const deploymentsOf = ({ deployments }: Repository) =>
  [...deployments.values()].map(({ environment, statuses }) => `${environment} ${statuses.at(-1)?.state}`);

describe.concurrent("the bot", { timeout: 240_000 }, () => {
  it("carries out a comment after a review, and shows on the pull request how far it is", async () => {
    const scene = await startWhole();
    const { machine } = scene.cluster.node("talos-m02");
    const boot = machine.bootId;
    const comment = scene.say("/talos reboot talos-m02");
    const request = await scene.requestOf(comment);
    expect(request.check).toMatchObject({ name: "talos reboot talos-m02", headSha: scene.issue.pull?.headSha });
    const run = await scene.inReview(request);
    await scene.until(() => request.check.output.title?.includes("bob"));
    expect(reactions(comment)).toEqual([`${bot} eyes`]);
    const [plan] = scene.answersTo(comment);
    expect(plan).toContain("needs approval");
    expect(machine.bootId).toBe(boot);
    await scene.approve(request);
    expect(await scene.concluded(request)).toBe("success");
    await scene.settled();
    expect(machine.bootId).not.toBe(boot);
    const { output } = request.check;
    expect(statusesOf(scene, request.check)).toEqual(["queued", "in_progress", "completed"]);
    expect(output.title).toBe("Done");
    expect(output.summary).toContain("approval | by **bob**");
    expect(output.summary).toContain(`/acme/home-ops/actions/runs/${run.id}`);
    expect(new Set(deploymentsOf(scene.repository))).toEqual(new Set(["talos-main success"]));
    expect(reactions(comment)).toEqual(["eyes", "rocket", "+1"].map((content) => `${bot} ${content}`));
    expect(await scene.notesOf(request)).toMatchObject([
      { phase: "plan", outcome: "planned", approval: "environment" },
      { phase: "operate", outcome: "succeeded" },
    ]);
    expect(scene.runsOf(request)).toHaveLength(1);
    scene.expectNoSecrets();
  });

  it("takes labels for commands, removes them, and goes by the commit that they were put on", async () => {
    const scene = await startWhole();
    const { cluster, issue, repository, world } = scene;
    const head = issue.pull?.headSha;
    world.addLabel(issue, "talos/diff", "alice");
    world.addLabel(issue, "talos/upgrade/talos-m03", "alice");
    world.addLabel(issue, "talos/reset/talos-m02", "alice");
    world.addLabel(issue, "talos/reboot/talos-m02", "mallory");
    world.addLabel(issue, "enhancement", "alice");
    await scene.until(() => scene.requests().length === 2);
    await scene.settled();
    expect([...issue.labels]).toEqual(["enhancement"]);
    const upgrade = scene.requests().find(({ record }) => record.command.startsWith("upgrade"));
    if (upgrade === undefined) throw new Error("nobody has asked for the upgrade");
    expect(upgrade.record).toMatchObject({ headSha: head, origin: { kind: "label" }, requester: { login: "alice" } });
    const said = issue.comments.map(({ body }) => body).join("\n");
    expect(said).toContain("label_refused");
    expect(said).toContain("permission_denied");
    await scene.approve(upgrade);
    expect(await scene.concluded(upgrade)).toBe("success");
    expect(cluster.node("talos-m03").machine.booted.version).toBe("v1.11.5");
    expect(names(scene).toSorted()).toEqual(["talos diff: success", "talos upgrade talos-m03: success"]);
    // What comes to the branch later starts nothing.
    world.push(repository, issue.pull?.headRef ?? "", { "later.yaml": "1" });
    await scene.settled();
    expect(scene.requests()).toHaveLength(2);
    scene.expectNoSecrets();
  });

  it("answers by itself what needs no runner", async () => {
    const scene = await startWhole();
    const { issue, repository, say, world } = scene;
    const answer = (body: string, options?: Parameters<typeof say>[1]) => scene.answered(say(body, options));

    const help = await answer("/talos help");
    expect(help).toContain("/talos upgrade");
    expect(await answer("/talos whoami")).toContain("**alice**, write in this repository");
    expect(await answer("/talos can reset talos-m02", { author: "carol" })).toContain("carol");
    const typo = await answer("/talos upgade talos-m02");
    expect(typo).toContain("/talos upgade talos-m02\n       ^^^^^^");
    expect(typo).toContain("upgrade");
    const unknown = await answer("/talos reboot talos-m04");
    expect(unknown).toContain("node_unknown");
    expect(unknown).toMatch(/talos-m0[123]/);
    const hostile = await answer(
      "/talos reboot `</details>@alice\u202e<img src=x onerror=1>\u001b[31m` ::set-output name=x::y",
    );
    expect(hostile).not.toBe("");
    expect(["\u202e", "\u001b"].filter((character) => hostile.includes(character))).toEqual([]);
    expect(answeredCode(hostile)).not.toContain("<img");
    // A command that is only shown is none; nor is what a bot quotes.
    expect(await answer("> /talos reboot talos-m02\n\n```\n/talos reboot talos-m02\n```")).toBe("");
    world.comment(issue, { author: bot, body: `${help}\n/talos reboot talos-m02` });
    say(`<!-- talos-chatops answer 1 -->\n/talos reboot talos-m02`);
    world.comment(issue, { author: "renovate[bot]", body: "/talos upgrade all" });
    await scene.settled();
    expect([...repository.runs.values()]).toEqual([]);
    expect(scene.requests()).toEqual([]);
    scene.expectNoSecrets();
  });

  it("carries out the commands of one comment in their order, and none after one that failed", async () => {
    const scene = await startWhole();
    const comment = scene.say("/talos status\n/talos reboot talos-m02\n/talos reboot talos-m03\n");
    await scene.until(() => scene.requestsOf(comment).length === 3);
    const [status, first, second] = scene.requestsOf(comment);
    if (status === undefined || first === undefined || second === undefined) throw new Error("there are three");
    expect(await scene.concluded(status)).toBe("success");
    await scene.inReview(first);
    await scene.settled();
    expect(scene.runsOf(second)).toEqual([]);
    await scene.approve(first);
    await scene.inReview(second);
    expect(first.check.conclusion).toBe("success");
    expect(reactions(comment)).not.toContain(`${bot} +1`);
    const [run] = scene.runsOf(second);
    if (run === undefined) throw new Error("it waits for a review");
    scene.world.review(run, "talos-main", "bob", "rejected");
    expect(await scene.concluded(second)).not.toBe("success");
    await scene.settled();
    expect(reactions(comment)).toContain(`${bot} -1`);
    const other = scene.say("/talos reboot talos-m09\n/talos reboot talos-m03\n/talos status");
    const answer = await scene.answered(other);
    expect(answer).toContain("node_unknown");
    expect(answer).toContain("earlier_failed");
    expect(scene.requestsOf(other).map(({ check }) => check.name)).toEqual(["talos status"]);
    scene.expectNoSecrets();
  });

  it("stops an operation that goes on when somebody asks for it", async () => {
    const scene = await startWhole();
    const machines = ["talos-m02", "talos-m03"].map((name) => scene.cluster.node(name).machine);
    for (const { faults } of machines) faults.set({ kind: "never-returns" });
    const request = await scene.requestOf(scene.say("/talos reboot talos-m02 talos-m03"));
    await scene.approve(request);
    await scene.until(() => machines.some(({ apiUp }) => !apiUp));
    const abort = await scene.requestOf(scene.say("/talos abort"));
    expect(await scene.concluded(abort)).toBe("success");
    for (const { faults } of machines) faults.repair();
    expect(await scene.concluded(request)).toBe("cancelled");
    expect(await scene.notesOf(request)).toMatchObject([{ outcome: "planned" }, { outcome: "cancelled" }]);
    await scene.settled();
    expect(scene.cluster.writes().filter(({ method }) => method.includes("Reboot"))).toHaveLength(1);
    const rest = await scene.requestOf(scene.say("/talos continue"));
    await scene.approve(rest);
    expect(await scene.concluded(rest)).toBe("success");
    expect(scene.cluster.writes().filter(({ method }) => method.includes("Reboot"))).toHaveLength(2);
    scene.expectNoSecrets();
  });
});

/** What is not inside of code. */
function answeredCode(markdown: string): string {
  return markdown.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
}
