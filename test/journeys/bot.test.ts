/** From a comment or label on a pull request to a changed node and back, through everything that is real. */
import { describe, expect, it } from "vitest";
import type { Comment, Repository } from "../../src/playground/github/state.ts";
import { buildWhole, startWhole } from "../support/whole-scene.ts";

buildWhole();

const reactions = ({ reactions: all }: Comment) => all.map(({ content, user }) => `${user.login} ${content}`);

/** What the check run was, one after another, as the bot told GitHub. */
function statusesOf(scene: Awaited<ReturnType<typeof startWhole>>, id: number): readonly string[] {
  const patches = scene.server.requests.filter(
    ({ method, path }) => method === "PATCH" && path.endsWith(`/check-runs/${id}`),
  );
  const statuses = patches.map(({ body }) => JSON.parse(body).status).filter((status) => status !== undefined);
  return statuses.filter((status, index) => status !== statuses[index - 1]);
}

const deploymentsOf = ({ deployments }: Repository) =>
  [...deployments.values()].map(({ environment, statuses }) => `${environment} ${statuses.at(-1)?.state}`);

describe.concurrent("the bot", { timeout: 240_000 }, () => {
  it("carries out a comment after a review, and shows on the pull request how far it is", async () => {
    const scene = await startWhole();
    const boots = scene.cluster.node("talos-m02").machine.bootId;
    const comment = scene.say("/talos reboot talos-m02");
    const request = await scene.requestOf(comment);
    expect(request.check).toMatchObject({ name: "talos reboot talos-m02", headSha: scene.issue.pull?.headSha });
    const run = await scene.inReview(request);
    await scene.until(() => request.check.output.title?.includes("bob"));
    expect(reactions(comment)).toEqual(["talos-chatops[bot] eyes"]);
    expect(scene.answersTo(comment)).toHaveLength(1);
    await scene.approve(request);
    expect(await scene.concluded(request)).toBe("success");
    await scene.settled();
    const { id, output } = request.check;
    expect(statusesOf(scene, id)).toEqual(["in_progress", "completed"]);
    expect(output.title).toBe("Done");
    expect(output.summary).toContain("approval | by **bob**");
    expect(output.summary).toContain(`/acme/home-ops/actions/runs/${run.id}`);
    expect(new Set(deploymentsOf(scene.repository))).toEqual(new Set(["talos-main success"]));
    expect(reactions(comment)).toEqual(["eyes", "rocket", "+1"].map((content) => `talos-chatops[bot] ${content}`));
    expect(await scene.notesOf(request)).toMatchObject([
      { phase: "plan", outcome: "planned", approval: "environment" },
      { phase: "operate", outcome: "succeeded" },
    ]);
    expect(scene.runsOf(request)).toHaveLength(1);
    expect(scene.cluster.node("talos-m02").machine.bootId).not.toBe(boots);
    scene.expectNoSecrets();
  });
});
