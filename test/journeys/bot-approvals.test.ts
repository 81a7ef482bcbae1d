/** Whose word lets a request go on: another person's comment, a review of an environment, the App as its protection rule. */
import { describe, expect, it } from "vitest";
import { buildWhole, startWhole, type WholeRequest, type WholeScene } from "../support/whole-scene.ts";

buildWhole();

const byComment = (text: string) => `${text}    approvals: { change: comment, destroy: comment }\n`;
const reboots = ({ cluster }: WholeScene) => cluster.writes().filter(({ method }) => method.includes("Reboot")).length;

/** Asks, and waits for the plan. */
async function ask(scene: WholeScene, body: string): Promise<WholeRequest & { readonly digest: string }> {
  const request = await scene.requestOf(scene.say(body));
  await scene.until(() => request.check.output.title?.includes("/talos approve"));
  const digest = (await scene.notesOf(request)).at(-1)?.digest ?? "";
  return { ...request, digest: digest.slice(0, 8) };
}

describe.concurrent("approvals", { timeout: 240_000 }, () => {
  it("by a comment are another person's, who has the right and names the plan", async () => {
    const scene = await startWhole({ settings: byComment });
    const { repository, runsOf, say, world } = scene;
    const answer = (body: string, author?: string) => scene.answered(say(body, { ...(author && { author }) }));
    world.setRole(repository, "dave", "triage");
    expect(await answer("/talos approve", "bob")).toContain("nothing_to_decide");
    const comment = say("/talos apply talos-m02");
    const request = await scene.requestOf(comment);
    await scene.until(() => request.check.output.title?.includes("/talos approve"));
    const digest = (await scene.notesOf(request)).at(-1)?.digest?.slice(0, 8) ?? "";
    expect(scene.answersTo(comment).join()).toContain(`/talos approve ${digest}`);
    expect(request.check).toMatchObject({ status: "in_progress" });

    expect(await answer(`/talos approve ${digest}`, "alice")).toContain("self_approval");
    expect(await answer(`/talos approve ${digest}`, "dave")).toContain("permission_denied");
    expect(await answer(`/talos approve ${digest}`, "mallory")).toContain("permission_denied");
    expect(await answer("/talos approve 00000000", "bob")).toContain("plan_changed");
    expect(scene.cluster.writes()).toEqual([]);
    expect(runsOf(request)).toHaveLength(1);

    expect(await answer(`/talos approve ${digest}`, "carol")).toContain("is approved");
    expect(await scene.concluded(request)).toBe("success");
    expect(request.check.output.summary).toContain("**carol**");
    expect(runsOf(request)).toHaveLength(2);
    expect((await scene.notesOf(request)).at(-1)).toMatchObject({ phase: "operate", outcome: "succeeded" });
    const { activeConfig } = scene.cluster.node("talos-m02").machine;
    expect(Buffer.from(activeConfig ?? []).toString("utf8")).toMatch(/mtu: "?9000/);
    expect(await answer(`/talos approve ${digest}`, "bob")).toContain("verdict_given");
    scene.expectNoSecrets();
  });

  it("by a comment can be refused, and are for one plan only", async () => {
    const scene = await startWhole({ settings: byComment });
    const first = await ask(scene, "/talos reboot talos-m02");
    const second = await ask(scene, "/talos reboot talos-m03");
    const vague = await scene.answered(scene.say("/talos approve", { author: "bob" }));
    expect(vague).toContain("verdict_ambiguous");
    scene.say(`/talos reject ${first.digest} --reason "not today"`, { author: "bob" });
    expect(await scene.concluded(first)).not.toBe("success");
    expect(first.check.output.summary).toContain("rejected by **bob**");
    // The requester may call off what he asked for, without anybody's word.
    scene.say(`/talos reject ${second.digest}`);
    expect(await scene.concluded(second)).not.toBe("success");

    const third = await ask(scene, "/talos apply talos-m02");
    const node = scene.cluster.node("talos-m02");
    const live = Buffer.from(node.machine.activeConfig ?? []).toString("utf8");
    node.setConfig(live.replace("mtu: 1500", "mtu: 1492"));
    const word = scene.say(`/talos approve ${third.digest}`, { author: "bob" });
    expect(await scene.concluded(third)).not.toBe("success");
    expect(third.check.output.title).toContain("the plan is not the approved one any more");
    expect(third.check.output.summary).toContain("plan_changed");
    expect((await scene.notesOf(third)).at(-1)).toMatchObject({ phase: "operate", outcome: "refused" });
    const said = await scene.answered(word);
    expect(said).toContain("the plan is another now");
    expect(said).toMatch(/^-\s*mtu: "?1492/m);
    await scene.settled();
    expect(reboots(scene)).toBe(0);
    scene.expectNoSecrets();
  });

  it("of what destroys are a second person's where the App guards the environment", async () => {
    const scene = await startWhole({
      environment: (world, app) => ({
        reviewers: ["alice", "bob"].map((login) => world.addUser(login)),
        protectionRules: [app],
      }),
    });
    const { repository, world } = scene;
    world.setRole(repository, "alice", "admin");
    const change = await scene.requestOf(scene.say("/talos reboot talos-m02"));
    const run = await scene.inReview(change);
    await scene.until(() => run.gates[0]?.answers.size === 1);
    world.review(run, "talos-main", "alice", "approved");
    expect(await scene.concluded(change)).toBe("success");

    const destroy = await scene.requestOf(scene.say("/talos shutdown talos-m03 --confirm talos-m03"));
    const waiting = await scene.inReview(destroy);
    const [gate] = waiting.gates;
    await scene.until(() => (gate?.reports.length ?? 0) > 0);
    expect(gate?.reports[0]?.comment).toContain("somebody other than alice");
    world.review(waiting, "talos-main", "alice", "approved");
    await scene.settled();
    expect([waiting.status, gate?.state, gate?.answers.size]).toEqual(["waiting", "waiting", 0]);
    const own = await scene.answered(scene.say("/talos approve"));
    expect(own).toContain("self_approval");
    expect(await scene.answered(scene.say("/talos approve", { author: "bob" }))).toContain("plan_unnamed");
    const plan = (await scene.notesOf(destroy)).at(-1)?.digest?.slice(0, 8);
    scene.say(`/talos approve ${plan}`, { author: "bob" });
    expect(await scene.concluded(destroy)).toBe("success");
    expect(destroy.check.output.summary).toContain("**bob**");
    expect(scene.cluster.node("talos-m03").machine.power).toBe("off");
    scene.expectNoSecrets();
  });

  it("of what destroys are a review's, where somebody else gives it, though the App guards the environment", async () => {
    const scene = await startWhole({
      environment: (world, app) => ({ reviewers: [world.addUser("bob")], protectionRules: [app] }),
    });
    scene.world.setRole(scene.repository, "alice", "admin");
    const comment = scene.say("/talos reset talos-m03 --confirm talos-m03");
    const request = await scene.requestOf(comment);
    const run = await scene.approve(request);
    expect(await scene.concluded(request)).toBe("success");
    expect(run.gates[0]?.state).toBe("approved");
    expect(run.gates[0]?.answers.size).toBe(1);
    expect(scene.cluster.writes().some(({ method, node }) => method.includes("Reset") && node === "talos-m03")).toBe(
      true,
    );
    scene.expectNoSecrets();
  });

  it("are asked of the App for no run that belongs to no request", async () => {
    const scene = await startWhole({ environment: (_world, app) => ({ protectionRules: [app] }) });
    const { repository, server, world } = scene;
    const { value } = world.addToken({
      actor: world.addUser("alice"),
      permissions: { actions: "write" },
      repositories: [repository],
    });
    const url = `${server.url}/repos/acme/home-ops/actions/workflows/talos-chatops.yaml/dispatches`;
    const inputs = { command: "reboot talos-m02", "pull-request": String(scene.issue.number) };
    const answer = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${value}` },
      body: JSON.stringify({ ref: "main", inputs }),
    });
    expect(answer.status).toBe(204);
    await scene.until(() => [...repository.runs.values()].some(({ status }) => status === "completed"));
    const [run] = [...repository.runs.values()];
    expect(run?.gates[0]).toMatchObject({ state: "rejected" });
    expect(run?.conclusion).toBe("failure");
    await scene.settled();
    expect(scene.cluster.writes()).toEqual([]);
    scene.expectNoSecrets();
  });
});
