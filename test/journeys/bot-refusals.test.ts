/** What is not carried out, with which reason, and that no node was touched: attacks and accidents between comment and node. */
import { describe, expect, it } from "vitest";
import type { TokenPermissions } from "../../src/playground/github/state.ts";
import { buildWhole, startWhole, type WholeScene } from "../support/whole-scene.ts";

buildWhole();

const workflow = ".github/workflows/talos-chatops.yaml";

/** A token of a person, or of a job of a workflow of this repository. */
async function dispatch(
  { issue, repository, server, world }: WholeScene,
  { by, ref = "main", inputs }: { by: string; ref?: string; inputs: Readonly<Record<string, string>> },
): Promise<void> {
  const permissions: TokenPermissions = { actions: "write", metadata: "read" };
  const { value } =
    by === "github-actions[bot]"
      ? world.addWorkflowToken(repository, permissions)
      : world.addToken({ actor: world.addUser(by), permissions, repositories: [repository] });
  const answer = await fetch(`${server.url}/repos/acme/home-ops/actions/workflows/talos-chatops.yaml/dispatches`, {
    method: "POST",
    headers: { authorization: `Bearer ${value}` },
    body: JSON.stringify({ ref, inputs: { "pull-request": String(issue.number), ...inputs } }),
  });
  expect(answer.status).toBe(204);
}

describe.concurrent("the bot refuses", { timeout: 240_000 }, () => {
  it("what is not said any more, and what is said of another commit", async () => {
    const scene = await startWhole();
    const { issue, repository, say, world } = scene;

    const edited = say("/talos reboot talos-m02");
    const first = await scene.requestOf(edited);
    const run = await scene.inReview(first);
    world.editComment(edited, "/talos reboot all");
    expect(await scene.concluded(first)).toBe("cancelled");
    expect(first.check.output.summary).toContain("comment_changed");
    await scene.until(() => run.status === "completed");

    const deleted = say("/talos reboot talos-m02");
    const second = await scene.requestOf(deleted);
    await scene.inReview(second);
    world.deleteComment(deleted);
    expect(await scene.concluded(second)).toBe("cancelled");
    expect(second.check.output.summary).toContain("comment_changed");

    const other = scene.openPull("other", { "other.yaml": "1" });
    const seen = await scene.answered(say("/talos reboot talos-m02 @0123456", { on: other }));
    expect(seen).toContain("head_moved");
    const third = await scene.requestOf(say("/talos reboot talos-m02", { on: other }));
    await scene.inReview(third);
    world.push(repository, "other", { "other.yaml": "2" });
    await scene.approve(third);
    await scene.concluded(third);
    expect(third.check.output.summary).toContain("head_moved");
    const fresh = scene.openPull("fresh", { "fresh.yaml": "1" });
    const early = say("/talos reboot talos-m02", { on: fresh });
    // Before the bot has heard of the comment.
    world.push(repository, "fresh", { "fresh.yaml": "2" });
    expect(await scene.answered(early)).toContain("head_moved");

    const impossible = await scene.requestOf(say("/talos upgrade talos-m02 --version v9.9.9"));
    await scene.concluded(impossible);
    expect(impossible.check.output.summary).toContain("version_path");

    world.closePullRequest(fresh, "alice");
    expect(await scene.answered(say("/talos reboot talos-m02", { on: fresh }))).toBe("");

    scene.settle((text) => text.replace("bot: {", "bot: { expires: 1ms,"));
    const late = await scene.requestOf(say("/talos reboot talos-m03", { on: issue }));
    await scene.concluded(late);
    expect(late.check.output.summary).toContain("request_expired");
    await scene.settled();
    expect(scene.cluster.writes()).toEqual([]);
    scene.expectNoSecrets();
  });

  it("runs that it has not started, and what is started again", async () => {
    const scene = await startWhole();
    const { issue, repository, runner, say, world } = scene;
    const request = await scene.requestOf(say("/talos status"));
    expect(await scene.concluded(request)).toBe("success");
    await scene.settled();
    const [run] = scene.runsOf(request);
    if (run === undefined) throw new Error("it had a run");
    world.rerun(run, "alice");
    await scene.settled();
    const again = runner.finished.filter(({ attempt }) => attempt === 2).map(({ job, state }) => `${job} ${state}`);
    expect(again).toEqual(["plan failed", "operate skipped"]);
    expect(issue.comments.at(-1)?.body).toContain("rerun_refused");
    expect(request.check.conclusion).toBe("success");
    const said = issue.comments.length;

    // Somebody starts the workflow by hand for a request that waits, as a person and as a workflow of a branch.
    const change = await scene.requestOf(say("/talos reboot talos-m02"));
    const own = await scene.inReview(change);
    const inputs = { "request-id": String(change.check.id), command: "reboot talos-m02" };
    await dispatch(scene, { by: "carol", inputs });
    await scene.until(() => scene.runsOf(change).at(-1)?.status === "completed");
    expect(summaryOf(scene)).toContain("request_unknown");
    world.push(repository, "raise-buffers-too", { [workflow]: fileOf(scene, workflow) });
    await dispatch(scene, { by: "github-actions[bot]", ref: "raise-buffers-too", inputs });
    await scene.until(() => scene.runsOf(change).length === 3 && scene.runsOf(change).at(-1)?.status === "completed");
    expect(summaryOf(scene)).toContain("ref_refused");
    await dispatch(scene, { by: "carol", inputs: { "request-id": "1", command: "reboot talos-m02" } });
    await scene.until(() =>
      [...repository.runs.values()].every(({ id, status }) => id === own.id || status === "completed"),
    );
    expect(summaryOf(scene)).toContain("request_unknown");
    expect(change.check.status).toBe("in_progress");
    expect(issue.comments.slice(said).map(({ user }) => user.login)).toEqual(["alice", "github-actions[bot]"]);
    await scene.approve(change);
    expect(await scene.concluded(change)).toBe("success");

    world.rerequestCheckRun(change.check, "alice");
    await scene.settled();
    expect(issue.comments.at(-1)?.body).toContain("rerun_refused");
    expect(scene.runsOf(change)).toHaveLength(3);
    expect(scene.cluster.writes().filter(({ method }) => method.includes("Reboot"))).toHaveLength(1);
    scene.expectNoSecrets();
  });

  it("forks, strangers, and people who cannot stop", async () => {
    const scene = await startWhole({ isPrivate: false });
    const { repository, say, world } = scene;
    const fork = world.fork(repository, "eve");
    const theirs = scene.openPull("theirs", { "talos/nodes/talos-m02.yaml.j2": "machine: {}\n" }, { head: fork });
    expect(await scene.answered(say("/talos apply talos-m02", { on: theirs }))).toContain("fork_refused");
    // A reader of a public repository is anybody.
    const stranger = say("/talos reboot talos-m02", { author: "mallory" });
    expect(await scene.answered(stranger)).toBe("");
    expect(stranger.reactions).toEqual([]);
    world.setRole(repository, "erin", "triage");
    expect(await scene.answered(say("/talos reboot talos-m02", { author: "erin" }))).toContain("permission_denied");

    const many = Array.from({ length: 10 }, () => "/talos whoami").join("\n");
    expect(await scene.answered(say(many))).toContain("**alice**");
    say(many);
    expect(await scene.answered(say("/talos whoami"))).toContain("too_many_requests");
    expect(await scene.answered(say("/talos reboot talos-m02"))).toBe("");
    // Whoever writes too much uses up what nobody else may ask for.
    expect(await scene.answered(say("/talos whoami", { author: "carol" }))).toContain("**carol**");
    expect([...repository.runs.values()]).toEqual([]);
    expect(scene.requests()).toEqual([]);
    expect(scene.cluster.nodes.flatMap(({ calls }) => calls)).toEqual([]);
    scene.expectNoSecrets();
  });
});

const summaryOf = ({ runner }: WholeScene) =>
  runner.finished.findLast(({ step }) => step !== undefined)?.step?.summary ?? "";

function fileOf({ repository }: WholeScene, path: string): string {
  const main = repository.objects.files(repository.branches.get("main") ?? "");
  return main[path]?.content.toString("utf8") ?? "";
}
