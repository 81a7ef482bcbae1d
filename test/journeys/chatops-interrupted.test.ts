/** Runs that end before their work does: cancelled, killed, aborted, on the node that is next. Nothing is lost. */
import { describe, expect, it } from "vitest";
import { dispatchEvent } from "../../src/playground/github/event-payloads.ts";
import { type Answer, type ChatopsScene, startChatops } from "../support/chatops-scene.ts";
import { buildOnce } from "../support/drive-action.ts";

buildOnce();

const states = ({ jobs }: Answer) => jobs.map(({ job, state }) => `${job} ${state}`);
const outputs = ({ jobs }: Answer) => jobs.at(-1)?.step?.outputs ?? {};
const bootsOf = ({ cluster }: ChatopsScene) => cluster.nodes.map(({ machine }) => machine.bootTime.getTime());

/** Cancels the run when a node goes down. */
function cancelAtReboot(scene: ChatopsScene, name: string): AbortSignal {
  const controller = new AbortController();
  void scene.cluster
    .node(name)
    .until(({ apiUp }) => !apiUp)
    .then(() => controller.abort());
  return controller.signal;
}

describe.concurrent("operating from comments, interrupted", { timeout: 180_000 }, () => {
  it("starts no further node when it is cancelled, and brings the one in hand to its end in time", async () => {
    const scene = await startChatops();
    const before = bootsOf(scene);
    const signal = cancelAtReboot(scene, "talos-m02");
    const answer = await scene.answer(scene.say("/talos reboot talos-m01 talos-m02"), { signal });
    expect(states(answer)).toEqual(["plan done", "operate failed"]);
    expect(outputs(answer)).toMatchObject({ outcome: "cancelled" });
    expect(JSON.parse(outputs(answer)["result"] ?? "")).toMatchObject({
      state: "cancelled",
      nodes: [
        // It does not lead etcd, so it is the first.
        { name: "talos-m02", state: "done" },
        { name: "talos-m01", state: "not-started" },
      ],
    });
    expect(answer.comments.at(-1)).toContain("🛑 stopped, 1 of 2 nodes");
    expect(answer.jobs.at(-1)?.step?.post).toMatchObject({ log: "" });
    expect([...scene.repository.deployments.values()].at(-1)?.statuses.at(-1)).toMatchObject({ state: "failure" });
    const after = await scene.answer(scene.say("/talos continue"));
    expect(outputs(after)).toMatchObject({ outcome: "succeeded" });
    expect(bootsOf(scene).map((boot, index) => boot !== before[index])).toEqual([true, true, false]);
  });

  it("lets go in its post step of what a killed run held, and goes on from there", async () => {
    const scene = await startChatops({ speed: 4 });
    const signal = cancelAtReboot(scene, "talos-m02");
    const cancelTimes = { terminateMs: 1_000, killMs: 1 };
    const answer = await scene.answer(scene.say("/talos reboot talos-m01 talos-m02"), { signal, cancelTimes });
    expect(states(answer)).toEqual(["plan done", "operate failed"]);
    const { step } = answer.jobs.at(-1) ?? {};
    expect(step?.exitCode).toBeNull();
    expect(step?.post?.log).toContain("The lock is free again; the record of the operation stays");
    expect(answer.comments.at(-1)).toContain("🛑 stopped");
    expect(answer.comments.at(-1)).toContain("interrupted");
    expect(answer.comments.at(-1)).toContain("/talos continue");
    expect([...scene.repository.deployments.values()].at(-1)?.statuses.at(-1)).toMatchObject({ state: "failure" });
    const after = await scene.answer(scene.say("/talos continue"));
    expect(after.comments[0]).toContain("goes on with talos-m02, talos-m01");
    expect(states(after)).toEqual(["plan done", "operate done"]);
    // The same comment, continued.
    expect(scene.issue.comments.filter(({ body }) => body.includes("Operation `"))).toHaveLength(1);
  });

  it("hands over to another run when its own node is next, which continues only that", async () => {
    const scene = await startChatops();
    const environment = { KUBERNETES_SERVICE_HOST: "10.96.0.1", NODE_NAME: "talos-m01" };
    const answer = await scene.answer(scene.say("/talos reboot talos-m01 talos-m02"), { environment });
    expect(states(answer)).toEqual(["plan done", "operate done"]);
    expect(outputs(answer)).toMatchObject({ outcome: "handed-over" });
    expect(answer.comments.at(-1)).toContain("🤝 handed over");
    const started = [...scene.repository.runs.values()].at(-1);
    expect(started).toMatchObject({ event: "workflow_dispatch", inputs: { command: "continue", cluster: "main" } });
    const sender = scene.world.addUser("github-actions[bot]", { type: "Bot" });
    const wrong = await scene.dispatch(
      {},
      {
        event: dispatchEvent(
          { ...scene.origin, sender },
          { ...started?.inputs, operation: "20260101-000000-reboot-dead" },
        ),
      },
    );
    expect(states(wrong)).toEqual(["plan failed", "operate skipped"]);
    const bold = await scene.dispatch({}, { event: dispatchEvent({ ...scene.origin, sender }, { command: "unlock" }) });
    expect(bold.jobs[0]?.step?.summary).toContain("permission_denied");
    const event = dispatchEvent({ ...scene.origin, sender }, started?.inputs);
    const rest = await scene.dispatch({}, { event, ...(started && { run: started }) });
    expect(states(rest)).toEqual(["plan done", "operate done"]);
    expect(outputs(rest)).toMatchObject({ outcome: "succeeded" });
    const shown = scene.issue.comments.filter(({ body }) => body.includes("Operation `")).map(({ body }) => body);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain("✅ done");
  });

  it("stops after the node in hand when somebody comments abort", async () => {
    const scene = await startChatops({ speed: 8 });
    const running = scene.answer(scene.say("/talos reboot all"));
    await scene.cluster.node("talos-m02").until(({ apiUp }) => !apiUp);
    await scene.answer(scene.say("/talos abort"));
    const answer = await running;
    expect(outputs(answer)).toMatchObject({ outcome: "cancelled" });
  });
});
