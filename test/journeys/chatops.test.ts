/** From a comment to a changed cluster, through the shipped workflow and the built bundle. */
import { describe, expect, it } from "vitest";
import { startImageFactory } from "../../src/playground/image-factory/start-image-factory.ts";
import { type Answer, type ChatopsScene, startChatops } from "../support/chatops-scene.ts";
import { buildOnce, expectNoSecrets } from "../support/drive-action.ts";

buildOnce();

const states = ({ jobs }: Answer) => jobs.map(({ job, state }) => `${job} ${state}`);
const shown = ({ comments }: Answer) => comments.at(-1) ?? "";
const outputs = ({ jobs }: Answer) => jobs.at(-1)?.step?.outputs ?? {};
const kindsOfWrites = (scene: ChatopsScene) => scene.cluster.writes().map(({ method }) => method);

describe.concurrent("operating from comments", { timeout: 180_000 }, () => {
  it("plans, waits for approval, operates and shows the end", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos reboot talos-m02");
    const answer = await scene.answer(comment);
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    expect(comment.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket", "+1"]);
    const [plan = "", live = "", ...more] = answer.comments;
    expect(more).toEqual([]);
    expect(plan).toContain("needs approval");
    expect(live).toContain("✅ done, 1 of 1 node");
    expect(live).toContain("approved by **bob**");
    expect(live).toContain("```mermaid\ngantt");
    const deployment = [...scene.repository.deployments.values()].find(({ task }) => task === "talos");
    const ended = { state: "success", environmentUrl: expect.stringContaining("#issuecomment-") };
    expect(deployment).toMatchObject({
      sha: scene.issue.pull?.headSha,
      environment: "talos-main",
      task: "talos",
      statuses: [{ state: "in_progress" }, ended],
    });
    const result = JSON.parse(outputs(answer)["result"] ?? "");
    expect(result).toMatchObject({
      kind: "operation",
      state: "succeeded",
      nodes: [{ name: "talos-m02", state: "done" }],
    });
    for (const { step } of answer.jobs) {
      expect(step?.post).toEqual({ exitCode: 0, log: "" });
      if (step) expectNoSecrets(scene, step);
    }
  });

  it("applies what the pull request changes, and shows the difference before", async () => {
    const scene = await startChatops();
    const answer = await scene.answer(scene.say("/talos apply talos-m02"));
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    expect(answer.comments[0]).toMatch(/^\+\s*mtu: "?1400/m);
    const config = scene.cluster.node("talos-m02").machine.activeConfig;
    expect(Buffer.from(config ?? []).toString("utf8")).toMatch(/mtu: "?1400/);
  });

  it("upgrades a node to the version of the repository", async () => {
    const schematic = "f61191753689f52d1e522c7a9317f8112be014417556205650e596f9639fa034";
    const factory = await startImageFactory({ versions: ["v1.11.5"], schematics: [schematic] });
    const scene = await startChatops({
      drift: { "talos-m02": { version: "v1.11.4" } },
      settings: (text) => `${text}    factory: ${factory.url}\n`,
      template: (text) => text.replace("factory.talos.dev", new URL(factory.url).host),
    });
    scene.atEnd(() => factory.close());
    const answer = await scene.answer(scene.say("/talos upgrade talos-m02"));
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    expect(answer.comments[0]).toContain("v1.11.4 → v1.11.5, reboots");
    expect(answer.comments[0]).toContain("an upgrade leaves it as it is");
    expect(answer.comments[0]).not.toContain("image_unverified");
    expect(scene.cluster.node("talos-m02").machine.booted.version).toBe("v1.11.5");
  });

  it("carries nothing out that nobody approved", async () => {
    const scene = await startChatops();
    const answer = await scene.answer(scene.say("/talos reboot talos-m02"), { approver: undefined });
    expect(states(answer)).toEqual(["plan done", "operate waiting"]);
    expect(kindsOfWrites(scene)).toEqual([]);
  });

  it("says so when the environment lets everybody pass", async () => {
    const scene = await startChatops({ reviewers: [] });
    const answer = await scene.answer(scene.say("/talos reboot talos-m02"));
    expect(answer.comments[0]).toContain("asks for no reviewer");
    expect(states(answer)).toEqual(["plan done", "operate done"]);
  });

  it("needs a second person for what destroys", async () => {
    const scene = await startChatops({ reviewers: ["alice", "bob"] });
    const comment = scene.say("/talos shutdown talos-m02 --confirm talos-m02", { role: "admin" });
    const own = await scene.answer(comment, { approver: "alice" });
    expect(own.comments[0]).toContain("etcd runs on 2 of 3 members: it survives no further failure.");
    expect(shown(own)).toContain("approval_missing");
    expect(outputs(own)).toMatchObject({ outcome: "refused" });
    expect(kindsOfWrites(scene)).toEqual([]);
  });

  it("starts no job for a dry run, and none for what a gate refuses", async () => {
    const scene = await startChatops();
    const dry = await scene.answer(scene.say("/talos reboot all --dry-run"));
    expect(states(dry)).toEqual(["plan done", "operate skipped"]);
    expect(shown(dry)).toContain("dry run");
    await scene.cluster.node("talos-m03").stop();
    const refused = await scene.answer(scene.say("/talos reboot talos-m02"));
    expect(states(refused)).toEqual(["plan done", "operate skipped"]);
    expect(shown(refused)).toContain("⛔ refused");
    expect(shown(refused)).toMatch(/`etcd_\w+`/);
    expect(kindsOfWrites(scene)).toEqual([]);
  });

  it("answers lock, whoami and abort at once, and unlocks after approval", async () => {
    const scene = await startChatops();
    const locked = await scene.answer(scene.say('/talos lock --reason "new switch"\n/talos whoami\n/talos abort'));
    expect(states(locked)).toEqual(["plan done", "operate skipped"]);
    expect(shown(locked)).toContain("The cluster is locked");
    expect(shown(locked)).toContain("**alice**, write in this repository");
    expect(shown(locked)).toContain("Nothing is running");
    const held = await scene.answer(scene.say("/talos reboot talos-m02"));
    expect(shown(held)).toContain("lock_held");
    const unlocked = await scene.answer(scene.say("/talos unlock"));
    expect(unlocked.comments[0]).toContain("new switch");
    expect(states(unlocked)).toEqual(["plan done", "operate done"]);
    const after = await scene.answer(scene.say("/talos reboot talos-m02"));
    expect(outputs(after)).toMatchObject({ outcome: "succeeded" });
  });

  it("takes a command from a dispatch by hand", async () => {
    const scene = await startChatops();
    const pull = String(scene.issue.number);
    const answer = await scene.dispatch({ command: "reboot talos-m02", "pull-request": pull });
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    const head = await scene.dispatch({ command: "reboot talos-m03" });
    expect(outputs(head)).toMatchObject({ outcome: "succeeded" });
    expect(head.jobs.at(-1)?.step?.summary).toContain("✅ done");
    const foreign = scene.world.push(scene.world.fork(scene.repository, "mallory"), "main", { "x.yaml": "1" });
    const refused = await scene.dispatch({ command: "reboot talos-m03", sha: foreign });
    expect(states(refused)).toEqual(["plan failed", "operate skipped"]);
    expect(refused.jobs[0]?.step?.summary).toContain("ref_refused");
  });
});
