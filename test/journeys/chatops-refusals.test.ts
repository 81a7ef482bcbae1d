/** What is refused, with which code, and that nothing was changed then: attacks and accidents between comment and node. */
import { describe, expect, it } from "vitest";
import { connectTalos } from "../../src/adapters/talos/connect-talos.ts";
import type { OperationRecord } from "../../src/operation/operation-record.ts";
import { commentEvent } from "../../src/playground/github/event-payloads.ts";
import { type Answer, type ChatopsScene, startChatops } from "../support/chatops-scene.ts";
import { buildOnce, changeMtu, node, openPull } from "../support/drive-action.ts";

buildOnce();

const states = ({ jobs }: Answer) => jobs.map(({ job, state }) => `${job} ${state}`);
const shown = ({ comments }: Answer) => comments.at(-1) ?? "";
const outputs = ({ jobs }: Answer) => jobs.at(-1)?.step?.outputs ?? {};

/** Deployments by the action itself; Actions keeps another one for each job with an environment. */
const announced = ({ repository }: ChatopsScene) =>
  [...repository.deployments.values()].filter(({ task }) => task === "talos");

/** Another client changes a node, as a person with talosctl would. */
async function changeNode({ cluster }: ChatopsScene, name: string): Promise<void> {
  const talos = await connectTalos({ talosconfig: { text: cluster.talosconfig }, now: () => new Date() });
  const { machine } = cluster.node(name);
  const text = Buffer.from(machine.activeConfig ?? []).toString("utf8");
  const config = Buffer.from(text.replace(/mtu: "?9000"?/, "mtu: 1300"));
  const waiting = { signal: AbortSignal.timeout(20_000) };
  const known = { name, role: "controlplane", address: machine.address } as const;
  await talos.control.apply(known, { config, mode: "no-reboot" }, waiting);
  talos.close();
}

describe.concurrent("operating from comments is refused", { timeout: 180_000 }, () => {
  it.each([
    {
      name: "an edited comment",
      code: "comment_changed",
      meanwhile: (scene: ChatopsScene) => scene.world.editComment(lastSaid(scene), "/talos reboot all"),
    },
    {
      name: "an edit that was taken back",
      code: "comment_changed",
      meanwhile: (scene: ChatopsScene) => scene.world.editComment(lastSaid(scene), "/talos reboot talos-m02"),
    },
    {
      name: "a deleted comment",
      code: "comment_changed",
      meanwhile: (scene: ChatopsScene) =>
        void scene.issue.comments.splice(scene.issue.comments.indexOf(lastSaid(scene)), 1),
    },
    {
      name: "a push",
      code: "head_moved",
      meanwhile: (scene: ChatopsScene) => void scene.world.push(scene.repository, "change", { "x.yaml": "1" }),
    },
    {
      name: "a person who lost the right",
      code: "permission_denied",
      meanwhile: (scene: ChatopsScene) => scene.world.setRole(scene.repository, "alice", "triage"),
    },
  ])("after approval for $name", async ({ code, meanwhile }) => {
    const scene = await startChatops();
    const answer = await scene.answer(scene.say("/talos reboot talos-m02"), { meanwhile: () => meanwhile(scene) });
    expect(states(answer)).toEqual(["plan done", "operate failed"]);
    expect(outputs(answer)).toMatchObject({ outcome: "refused" });
    expect(JSON.parse(outputs(answer)["result"] ?? "")).toMatchObject({ state: "refused", error: { code } });
    expect(shown(answer)).toContain(code);
    expect(scene.cluster.writes()).toEqual([]);
    expect(announced(scene)).toEqual([]);
  });

  it("for a plan that has changed, and shows the new one", async () => {
    const scene = await startChatops({ violations: ["write-without-lock"] });
    const comment = scene.say("/talos apply talos-m02");
    const answer = await scene.answer(comment, { meanwhile: () => changeNode(scene, "talos-m02") });
    expect(states(answer)).toEqual(["plan done", "operate failed"]);
    const [, refused = "", plan = ""] = answer.comments;
    expect(refused).toContain("plan_changed");
    expect(refused).toContain("the live configuration of talos-m02");
    expect(plan).toContain("the plan is another now");
    expect(plan).toMatch(/^-\s*mtu: "?1300/m);
    expect(comment.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket", "-1"]);
    expect(scene.cluster.writes()).toHaveLength(1);
    expect(announced(scene)).toEqual([]);
  });

  it("for a stranger, in silence and without a word to anybody", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos reboot talos-m02", { author: "mallory" });
    const answer = await scene.answer(comment);
    expect(states(answer)).toEqual(["plan done", "operate skipped"]);
    expect(answer.comments).toEqual([]);
    expect(comment.reactions).toEqual([]);
    expect(scene.server.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql")).toEqual([]);
    expect(scene.gateway.requests).toEqual([]);
  });

  it("for a fork, though whoever asks has every right", async () => {
    const scene = await startChatops();
    const fork = scene.world.fork(scene.repository, "mallory");
    const issue = openPull(scene, { head: fork, branch: "theirs", change: changeMtu, path: node });
    const comment = scene.world.comment(issue, { author: "alice", body: "/talos apply talos-m02" });
    const event = commentEvent({ ...scene.origin, sender: comment.user }, { issue, comment });
    const answer = await scene.answer(comment, { event });
    expect(states(answer)).toEqual(["plan done", "operate skipped"]);
    expect(issue.comments.at(-1)?.body).toContain("fork_refused");
    expect(scene.cluster.nodes.flatMap(({ calls }) => calls)).toEqual([]);
    expect(scene.gateway.requests).toEqual([]);
  });

  it("for another commit than the one that was typed", async () => {
    const scene = await startChatops();
    const other = await scene.answer(scene.say("/talos reboot talos-m02 @0123abc"));
    expect(states(other)).toEqual(["plan done", "operate skipped"]);
    expect(shown(other)).toContain("head_moved");
    const head = scene.issue.pull?.headSha.slice(0, 9);
    const same = await scene.answer(scene.say(`/talos reboot talos-m02 @${head}`), { approver: undefined });
    expect(states(same)).toEqual(["plan done", "operate waiting"]);
  });

  it("where the settings want an approval that only the bot can hear", async () => {
    const scene = await startChatops({ settings: (text) => `${text}    approvals: { change: comment }\n` });
    const answer = await scene.answer(scene.say("/talos reboot talos-m02"));
    expect(states(answer)).toEqual(["plan done", "operate skipped"]);
    expect(shown(answer)).toContain("settings_invalid");
  });

  it("for a run that was started again, in either phase", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos reboot talos-m02");
    const first = await scene.answer(comment, { approver: undefined });
    const request = JSON.parse(first.jobs[0]?.step?.outputs["requests"] ?? "[]")[0];
    const again = await scene.answer(comment, { attempt: 2, run: first.run });
    expect(states(again)).toEqual(["plan done", "operate skipped"]);
    expect(scene.issue.comments.map(({ body }) => body).join()).toContain("rerun_refused");
    const event = commentEvent({ ...scene.origin, sender: comment.user }, { issue: scene.issue, comment });
    const operate = await scene.run(event, {
      inputs: { phase: "operate", request: JSON.stringify(request), "plan-digest": request.digest },
      environment: { GITHUB_RUN_ATTEMPT: "2" },
    });
    expect(JSON.parse(operate.outputs["result"] ?? "")).toMatchObject({ error: { code: "rerun_refused" } });
    const branch = await scene.run(event, {
      inputs: { phase: "operate", request: JSON.stringify(request), "plan-digest": request.digest },
      environment: { GITHUB_REF: "refs/heads/change" },
    });
    expect(JSON.parse(branch.outputs["result"] ?? "")).toMatchObject({ error: { code: "ref_refused" } });
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("for a request that somebody made up", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos diff\n/talos reboot talos-m02");
    const first = await scene.answer(comment, { approver: undefined });
    const request = JSON.parse(first.jobs[0]?.step?.outputs["requests"] ?? "[]")[0];
    const event = commentEvent({ ...scene.origin, sender: comment.user }, { issue: scene.issue, comment });
    const attempts = [
      { ...request, command: "reboot all" },
      { ...request, number: 1 },
      { ...request, environment: "" },
      { ...request, cluster: "other" },
    ];
    for (const made of attempts) {
      const run = await scene.run(event, {
        inputs: { phase: "operate", request: JSON.stringify(made), "plan-digest": made.digest },
      });
      expect(run.outputs).toMatchObject({ outcome: "refused" });
    }
    const mixed = await scene.run(event, {
      inputs: { phase: "operate", request: JSON.stringify(request), "plan-digest": "0".repeat(64) },
    });
    expect(mixed.exitCode).toBe(1);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it.each([
    { name: "a person who may not do what it does", role: "write", approver: "bob", code: "permission_denied" },
    { name: "a person who approved it alone", role: "admin", approver: "alice", code: "approval_missing" },
  ] as const)("to continue what destroys for $name", async ({ role, approver, code }) => {
    const scene = await startChatops({ reviewers: ["alice", "bob"] });
    scene.cluster.kubernetes.apply({
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: {
        name: "talos-chatops",
        namespace: "kube-system",
        annotations: { "talos-chatops/record": JSON.stringify(brokenOff("reset talos-m02", scene)) },
      },
    });
    const answer = await scene.answer(scene.say("/talos continue", { role }), { approver });
    expect(answer.comments.join()).toContain(code);
    expect(scene.cluster.writes()).toEqual([]);
  });

  it("for a snapshot in the clear in a public repository", async () => {
    const scene = await startChatops({ settings: (text) => text.replace(/^.*recipients.*$/m, "") });
    const answer = await scene.answer(scene.say("/talos etcd snapshot\n/talos reboot talos-m02"));
    expect(states(answer)).toEqual(["plan done", "operate skipped"]);
    expect(shown(answer).match(/snapshot_refused/g)).toHaveLength(2);
  });
});

/** The journal of an operation, as somebody with access to the cluster can write it. */
function brokenOff(command: string, { repository }: ChatopsScene): OperationRecord {
  return {
    ...{ version: 1, id: "20261123-084026-reset-1f3c", command, cluster: "main", requester: "mallory", startedAt: 1 },
    ...{ revision: repository.branches.get("main") ?? "", state: "failed", digest: "0".repeat(64), digestParts: {} },
    nodes: [{ name: "talos-m02", state: "failed" }],
  };
}

function lastSaid({ issue }: ChatopsScene) {
  const said = issue.comments.findLast(({ user }) => user.type === "User");
  if (said === undefined) throw new Error("nobody said anything");
  return said;
}
