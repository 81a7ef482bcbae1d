import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../../src/action/read-event.ts";
import { parseRecord } from "../../../src/chatops/request-record.ts";
import type { Told } from "../../support/follow-scene.ts";
import { dyingBehind, type RequestsScene, startRequestsScene } from "../../support/requests-scene.ts";

function runIds(scene: RequestsScene): readonly number[] {
  return scene
    .requests()
    .filter(({ conclusion }) => conclusion !== "skipped")
    .map(({ detailsUrl }) => Number(/\/runs\/(\d+)$/.exec(detailsUrl)?.[1]));
}

describe("onComment()", () => {
  it("turns a command into a request with its run, and shows that it was heard", async () => {
    const scene = await startRequestsScene();
    const { id } = await scene.say("/talos reboot talos-w01");
    const [request] = scene.requests();
    expect(parseRecord(request?.output.text)).toMatchObject({
      command: "reboot talos-w01",
      risk: "change",
      cluster: "main",
      pullRequest: scene.issue.number,
      headSha: scene.issue.pull?.headSha,
      requester: { login: "alice" },
      origin: { kind: "comment", commentId: id, number: 1 },
    });
    const [run] = scene.runs();
    expect(run?.inputs).toMatchObject({ "request-id": String(request?.id), command: "reboot talos-w01" });
    expect(runIds(scene)).toEqual([run?.id]);
    expect(scene.reactions(id)).toEqual(["eyes"]);
    expect(scene.answers()).toEqual([]);
  });

  it.each([
    { name: "help", body: "/talos help", text: "upgrade" },
    { name: "whoami", body: "/talos whoami", text: "**alice**" },
    { name: "can", body: "/talos can upgrade talos-m01", text: "talos-m01" },
  ])("answers $name without a run", async ({ body, text }) => {
    const scene = await startRequestsScene();
    await scene.say(body);
    expect(scene.answers()).toEqual([expect.stringContaining(text)]);
    expect(scene.runs()).toEqual([]);
  });

  it.each([
    { name: "a stranger", author: "mallory", body: "/talos reboot all" },
    { name: "a stranger's typo", author: "mallory", body: "/talos rebot talos-m1" },
    { name: "no command", author: "alice", body: "What does `/talos reboot all` do?" },
    { name: "a command in code", author: "alice", body: "```\n/talos reboot all\n```" },
    { name: "a quoted command", author: "alice", body: "> /talos reboot all" },
    { name: "our own text", author: "alice", body: "<!-- talos-chatops answer 1 1 -->\n/talos reboot all" },
  ])("stays silent for $name", async ({ author, body }) => {
    const scene = await startRequestsScene();
    const { id } = await scene.say(body, author);
    expect([scene.answers(), scene.requests(), scene.reactions(id)]).toEqual([[], [], []]);
  });

  it.each([
    {
      name: "somebody known who may ask for nothing",
      author: "tina",
      body: "/talos reboot all",
      code: "permission_denied",
    },
    {
      name: "a command that needs another role",
      body: "/talos reset talos-w01 --confirm talos-w01",
      code: "permission_denied",
    },
    {
      name: "a node of a command without the right",
      body: "/talos reset nowhere --confirm nowhere",
      code: "permission_denied",
    },
    { name: "an unknown node", body: "/talos reboot talos-m1", code: "node_unknown", hint: "talos-m01" },
    { name: "an unknown cluster", body: "/talos reboot mian/talos-m01", code: "cluster_unknown", hint: "main" },
    { name: "an unknown command", body: "/talos rebot all", code: "command_unknown", hint: "reboot" },
    {
      name: "what destroys, unconfirmed",
      author: "root",
      body: "/talos reset talos-w01",
      code: "confirmation_missing",
      hint: "--confirm talos-w01",
    },
    { name: "another commit", body: `/talos reboot all @${"0".repeat(12)}`, code: "head_moved" },
    { name: "nothing to approve", body: "/talos approve", code: "nothing_to_decide" },
  ])("refuses $name with $code", async ({ author, body, code, hint = "" }) => {
    const scene = await startRequestsScene();
    const { id } = await scene.say(body, author);
    expect(scene.answers()).toEqual([expect.stringContaining(`\`${code}\``)]);
    expect(scene.answers()[0]).toContain(hint);
    expect(scene.reactions(id)).toContain("-1");
    expect([scene.requests(), scene.runs()]).toEqual([[], []]);
  });

  it("says what it would do before it is confirmed", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reset talos-w01", "root");
    expect(scene.answers()[0]).toMatch(/STATE, EPHEMERAL are wiped[\s\S]*maintenance mode/);
  });

  it("changes nothing from a fork with fork_refused, but reads", async () => {
    const scene = await startRequestsScene();
    const { issue, repository, say, world } = scene;
    const fork = world.fork(repository, "mallory");
    world.push(fork, "change", { "c.yaml": "3" });
    const pull = world.openPullRequest({ base: repository, head: fork, branch: "change", author: "mallory" });
    scene.pass();
    await say("/talos reboot talos-w01", "alice", pull);
    expect(pull.comments.at(-1)?.body).toContain("`fork_refused`");
    await say("/talos diff", "alice", pull);
    expect(scene.requests().map(({ name }) => name)).toEqual(["talos diff"]);
    expect(issue.comments).toEqual([]);
  });

  it("tells nobody without the right to a command which nodes there are", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reset talos-m1 --confirm talos-m1");
    expect(scene.answers().join()).not.toContain("talos-m01");
  });

  it.each([
    {
      name: "a push in the second of the comment or later",
      code: "head_moved",
      meanwhile: (scene: RequestsScene) => scene.world.push(scene.repository, "change", { "b.yaml": "2" }),
    },
    {
      name: "a comment that was edited meanwhile",
      code: "comment_changed",
      meanwhile: ({ issue, world, pass }: RequestsScene) => {
        const comment = issue.comments.at(-1);
        pass();
        if (comment) world.editComment(comment, "/talos reboot talos-m02");
      },
    },
    {
      name: "a comment that came late",
      code: "request_expired",
      meanwhile: ({ pass }: RequestsScene) => pass(16 * 60_000),
    },
    {
      name: "settings that cannot be used, with their place",
      code: "settings_invalid",
      meanwhile: ({ world, repository }: RequestsScene) =>
        world.push(repository, "main", { ".github/talos-chatops.yaml": "clusters:\n  main: 3\n" }),
    },
  ])("refuses after $name with $code", async ({ code, meanwhile }) => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos reboot talos-w01");
    meanwhile(scene);
    await scene.deliver(told);
    expect(scene.answers()).toEqual([expect.stringContaining(`\`${code}\``)]);
    expect(scene.requests()).toEqual([]);
  });

  it("goes by the settings of the default branch, not by the pull request's", async () => {
    const scene = await startRequestsScene();
    scene.world.push(scene.repository, "change", { ".github/talos-chatops.yaml": "clusters: {}\n" });
    scene.pass();
    await scene.say("/talos reboot talos-w01");
    expect(scene.requests()).toHaveLength(1);
  });

  it("says once that it takes no more than 20 commands in 10 minutes, and then nothing", async () => {
    const scene = await startRequestsScene();
    for (const _ of [1, 2]) scene.comment(Array.from({ length: 10 }, () => "/talos help").join("\n"));
    await scene.say("/talos status");
    expect(scene.answers()).toEqual([expect.stringContaining("`too_many_requests`")]);
    await scene.say("/talos status");
    await scene.say("/talos status");
    expect(scene.answers()).toHaveLength(1);
    expect(scene.requests()).toEqual([]);
    scene.pass(11 * 60_000);
    await scene.say("/talos status");
    expect(scene.requests()).toHaveLength(1);
  });

  it.each(["mallory", "tina", "root"])("does not count what others write: %s", async (other) => {
    const scene = await startRequestsScene();
    for (const _ of [1, 2, 3]) scene.comment(Array.from({ length: 10 }, () => "/talos help").join("\n"), other);
    await scene.say("/talos abort");
    expect(scene.requests()).toHaveLength(1);
  });
});

describe("onComment() with several commands", () => {
  it("starts what reads at once, and what changes something one after another", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01\n/talos status\n/talos reboot talos-m01");
    expect(scene.requests().map(({ name }) => name)).toEqual([
      "talos reboot talos-w01",
      "talos status",
      "talos reboot talos-m01",
    ]);
    expect(scene.runs().map(({ inputs }) => inputs["command"])).toEqual(["reboot talos-w01", "status"]);
  });

  it("holds back what changes something behind a command that is refused", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos rebot talos-w01\n/talos status\n/talos reboot talos-m01");
    expect(scene.runs().map(({ inputs }) => inputs["command"])).toEqual(["status"]);
    expect(scene.answers()).toEqual([expect.stringMatching(/`command_unknown`[\s\S]*`earlier_failed`/)]);
  });
});

const manyCalls = Array.from({ length: 22 }, (_, index) => index + 1);

describe("onComment() again and again", () => {
  it("changes nothing when a comment is delivered again", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos reboot talos-w01\n/talos whoami\n/talos rebot");
    for (const _ of [1, 2, 3]) await scene.deliver(told);
    expect([scene.requests().length, scene.runs().length, scene.answers().length]).toEqual([1, 1, 1]);
  });

  it("finds its request on an earlier commit after a push", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos status");
    await scene.deliver(told);
    scene.pass();
    scene.world.push(scene.repository, "change", { "b.yaml": "2" });
    await scene.deliver(told);
    expect([scene.requests().length, scene.answers().length]).toEqual([1, 0]);
  });

  it("binds one run where two processes hear of it at once", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos reboot talos-w01\n/talos whoami");
    await Promise.all([scene.deliver(told), scene.deliver(told)]);
    await scene.deliver(told);
    expect(new Set(runIds(scene)).size).toBe(1);
    expect(scene.runs().map(({ id }) => id)).toContain(runIds(scene)[0]);
    expect(scene.answers()).toHaveLength(1);
  });

  it("makes no more calls than it dies behind in the test below", async () => {
    const scene = await startRequestsScene();
    const before = scene.server.requests.length;
    await scene.say("/talos reboot talos-w01\n/talos whoami");
    expect(scene.server.requests.length - before).toBeLessThanOrEqual(manyCalls.length);
  });

  it.each(manyCalls)("ends with one bound run and one answer when it dies behind call %i", async (calls) => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos reboot talos-w01\n/talos whoami");
    const first = scene.addReplica();
    await scene.deliver(told, first, "delivery-1", dyingBehind(first.github, calls)).catch(() => {});
    for (const _ of [1, 2]) await scene.deliver(told);
    const [bound, ...others] = runIds(scene);
    expect(others).toEqual([]);
    expect(scene.runs().map(({ id }) => id)).toContain(bound);
    expect(scene.requests().filter(({ conclusion }) => conclusion === null)).toHaveLength(1);
    expect(scene.answers()).toHaveLength(1);
  });
});

/** The delivery of somebody who knows the webhook's secret. */
function forge({ name, payload }: Told, changes: object): Told {
  return {
    name,
    payload: { ...fieldsOf(payload), comment: { ...fieldsOf(fieldsOf(payload)["comment"]), ...changes } },
  };
}

describe("onComment() of a stranger", () => {
  it("asks GitHub about a stranger once a minute, however much they write", async () => {
    const scene = await startRequestsScene();
    const replica = scene.addReplica();
    const callsOf = async (body: string) => {
      const before = scene.server.requests.length;
      await scene.deliver(scene.comment(body, "stan").told, replica);
      return scene.server.requests.length - before;
    };
    const first = await callsOf("/talos status");
    expect(first).toBeGreaterThan(0);
    for (const _ of [1, 2, 3]) expect(await callsOf("/talos reset talos-w01")).toBe(0);
    scene.pass(60_000);
    scene.world.setRole(scene.repository, "stan", "write");
    await callsOf("/talos status");
    expect(scene.requests()).toHaveLength(1);
  });

  it("asks who is in a team once, however many clusters name it", async () => {
    const scene = await startRequestsScene();
    const permissions = "permissions: [{ teams: [acme/infra], users: [carol] }]";
    const cluster = (name: string) =>
      `  ${name}: { config: { base: a.j2 }, nodes: { n: { address: 10.0.0.1, role: worker } }, ${permissions} }`;
    scene.world.push(scene.repository, "main", {
      ".github/talos-chatops.yaml": `bot: { appId: ${scene.app.id} }\nclusters:\n${["a", "b", "c"].map(cluster).join("\n")}\n`,
    });
    scene.world.addTeam("acme", "infra", []);
    scene.world.addUser("carol");
    scene.world.setRole(scene.repository, "stan", "none");
    const before = scene.server.requests.length;
    await scene.say("/talos status", "stan");
    const asked = scene.server.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => /^\/(orgs|users)\//.test(path))).toHaveLength(2);
  });
});

describe("onComment() of a forged delivery", () => {
  it("does not take a comment for another person's", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos reset talos-w01 --confirm talos-w01", "tina");
    const { id, login } = scene.world.addUser("root");
    await scene.deliver(forge(told, { user: { id, login, type: "User" } }));
    expect([scene.requests(), scene.runs(), scene.answers()]).toEqual([[], [], []]);
  });

  it("does not take an old comment for a new one", async () => {
    const scene = await startRequestsScene();
    const { comment, told } = scene.comment("/talos reboot talos-w01");
    scene.pass(20 * 60_000);
    scene.world.addLabel(scene.issue, "seen", "alice");
    await scene.deliver(forge(told, { created_at: new Date(scene.now()).toISOString() }));
    await scene.deliver(
      forge(told, { created_at: new Date(Date.parse(comment.createdAt) + 9 * 60_000).toISOString() }),
    );
    expect([scene.requests(), scene.runs()]).toEqual([[], []]);
  });
});

describe("onComment() of a changed comment", () => {
  const change = {
    edited: ({ world, issue }: RequestsScene) => {
      const comment = issue.comments.at(-1);
      if (comment) world.editComment(comment, "/talos reboot talos-m02");
    },
  };

  it("takes back what has not begun, and starts nothing", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01\n/talos reboot talos-m01");
    scene.pass();
    change.edited(scene);
    await scene.deliver(scene.last("issue_comment"));
    expect(scene.requests().map(({ conclusion, output }) => [conclusion, output.title])).toEqual([
      ["cancelled", "The comment was changed"],
      ["cancelled", "The comment was changed"],
    ]);
    expect(scene.runs()).toHaveLength(1);
    expect(scene.runs()[0]?.conclusion).toBe("cancelled");
  });

  it.each(["edited", "deleted"])("asks GitHub whether the comment was %s, whatever the event says", async (action) => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01");
    const { name, payload } = scene.last("issue_comment");
    await scene.deliver({ name, payload: { ...fieldsOf(payload), action } });
    expect(scene.requests().map(({ conclusion }) => conclusion)).toEqual([null]);
    expect(scene.runs()[0]?.status).not.toBe("completed");
  });

  it("asks GitHub about one comment once, however often it is changed", async () => {
    const scene = await startRequestsScene();
    const replica = scene.addReplica();
    await scene.deliver(scene.comment("/talos status", "mallory").told, replica);
    const callsOf = async () => {
      scene.pass();
      change.edited(scene);
      const before = scene.server.requests.length;
      await scene.deliver(scene.last("issue_comment"), replica);
      return scene.server.requests.length - before;
    };
    expect(await callsOf()).toBeGreaterThan(0);
    expect([await callsOf(), await callsOf()]).toEqual([0, 0]);
  });

  it("leaves alone what is being carried out", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01");
    const [run] = scene.runs();
    if (run === undefined) throw new Error("there is no run");
    const played = scene.playRun(run);
    played.plan({ outcome: "planned", approval: "none", digest: "d".repeat(64) });
    played.begin(played.enterOperate(""));
    change.edited(scene);
    await scene.deliver(scene.last("issue_comment"));
    expect(scene.requests().map(({ conclusion }) => conclusion)).toEqual([null]);
  });
});
