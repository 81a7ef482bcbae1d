import { describe, expect, it } from "vitest";
import type { Issue } from "../../../src/playground/github/state.ts";
import { type AppScene, home, startAppScene } from "../../support/github-app.ts";

interface Scene extends AppScene {
  readonly issue: Issue;
  readonly pull: Issue;
  readonly headSha: string;
}

/** Deaf to what came before: an App that is subscribed to everything, an issue, a pull request. Payloads are checked at the end. */
async function start(): Promise<Scene> {
  const moreEvents = ["check_run", "check_suite", "issues", "push"];
  const scene = await startAppScene({ moreEvents });
  const { world, repository, server, receiver } = scene;
  const headSha = world.push(repository, "change", { "a.yaml": "a: 1\n" });
  const pull = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
  const issue = world.openIssue(repository, { author: "alice", title: "Hello" });
  await server.webhooks.settled();
  receiver.forget();
  return { ...scene, issue, pull, headSha };
}

const comment = ({ world, pull }: Scene) => world.comment(pull, { author: "alice", body: "/talos plan" });

async function checkRun({ asInstallation, repository, headSha }: Scene, more: object = {}) {
  const { data } = await asInstallation.rest.checks.create({ ...home, name: "talos", head_sha: headSha, ...more });
  const run = repository.checkRuns.get(data.id);
  if (run === undefined) throw new Error("no check run");
  return run;
}

describe("what Apps are told", () => {
  it.each<{ name: string; act: (scene: Scene) => unknown; told: readonly string[] }>([
    { name: "a comment", act: comment, told: ["issue_comment created"] },
    {
      name: "an edited comment",
      act: (scene) => scene.world.editComment(comment(scene), "/talos diff"),
      told: ["issue_comment created", "issue_comment edited"],
    },
    {
      name: "a deleted comment",
      act: (scene) => scene.world.deleteComment(comment(scene), { person: "bob" }),
      told: ["issue_comment created", "issue_comment deleted"],
    },
    {
      name: "a push",
      act: ({ world, repository }) => world.push(repository, "main", { "b.yaml": "b: 1\n" }),
      told: ["check_suite requested", "push"],
    },
    {
      name: "a push to a pull request",
      act: ({ world, repository }) => world.push(repository, "change", { "a.yaml": null }),
      told: ["check_suite requested", "pull_request synchronize", "push"],
    },
    {
      name: "a pull request",
      act: ({ world, repository }) => {
        world.push(repository, "other", { "a.yaml": "a: 1\n" });
        world.openPullRequest({ base: repository, branch: "other", author: "alice" });
      },
      told: ["check_suite requested", "pull_request opened", "push"],
    },
    {
      name: "a pull request from a fork",
      act: ({ world, repository }) => {
        const fork = world.fork(repository, "mallory");
        world.push(fork, "other", { "a.yaml": "a: 1\n" });
        world.openPullRequest({ base: repository, head: fork, branch: "other", author: "mallory" });
      },
      told: ["pull_request opened"],
    },
    {
      name: "a pull request whose fork is gone",
      act: ({ world, repository }) => {
        const fork = world.fork(repository, "mallory");
        world.push(fork, "other", { "a.yaml": "a: 1\n" });
        const pull = world.openPullRequest({ base: repository, head: fork, branch: "other", author: "mallory" });
        world.removeRepository(fork);
        world.addLabel(pull, "talos/plan", "alice");
      },
      told: ["pull_request labeled", "pull_request opened"],
    },
    {
      name: "a pull request that closes and opens again",
      act: ({ world, pull }) => {
        world.closePullRequest(pull, "alice");
        world.reopenPullRequest(pull, "alice");
      },
      told: ["pull_request closed", "pull_request reopened"],
    },
    {
      name: "labels",
      act: ({ world, pull, issue }) => {
        world.addLabel(pull, "talos/plan", "alice");
        world.removeLabel(pull, "talos/plan", "alice");
        world.addLabel(issue, "bug", "alice");
      },
      told: ["issues labeled", "pull_request labeled", "pull_request unlabeled"],
    },
    {
      name: "labels that are there already, or not",
      act: ({ world, pull }) => {
        world.addLabel(pull, "talos/plan", "alice");
        world.addLabel(pull, "talos/plan", "alice");
        world.removeLabel(pull, "other", "alice");
      },
      told: ["pull_request labeled"],
    },
    {
      name: "another installed repository",
      act: ({ world, app }) => world.install(app, world.addRepository("acme/other")),
      told: ["installation_repositories added"],
    },
    {
      name: "the end of the installation",
      act: ({ world, installation }) => world.uninstall(installation),
      told: ["installation deleted"],
    },
    {
      name: "a comment of the App",
      act: ({ asInstallation, pull }) =>
        asInstallation.rest.issues.createComment({ ...home, issue_number: pull.number, body: "Planned" }),
      told: ["issue_comment created"],
    },
    {
      name: "changes of its comment by the App",
      act: async ({ asInstallation, pull }) => {
        const { data } = await asInstallation.rest.issues.createComment({
          ...{ ...home, issue_number: pull.number, body: "Planned" },
        });
        await asInstallation.rest.issues.updateComment({ ...home, comment_id: data.id, body: "Done" });
        await asInstallation.rest.issues.deleteComment({ ...home, comment_id: data.id });
      },
      told: ["issue_comment created", "issue_comment deleted", "issue_comment edited"],
    },
    {
      name: "a label that the App takes off",
      act: async ({ world, asInstallation, pull }) => {
        world.addLabel(pull, "talos/plan", "alice");
        await asInstallation.rest.issues.removeLabel({ ...home, issue_number: pull.number, name: "talos/plan" });
      },
      told: ["pull_request labeled", "pull_request unlabeled"],
    },
    {
      name: "an issue that the App opens and closes",
      act: async ({ asInstallation }) => {
        const { data } = await asInstallation.rest.issues.create({ ...home, title: "Lock", labels: ["talos"] });
        await asInstallation.rest.issues.update({ ...home, issue_number: data.number, body: "free" });
        await asInstallation.rest.issues.update({ ...home, issue_number: data.number, state: "closed" });
      },
      told: ["issues closed", "issues edited", "issues labeled", "issues opened"],
    },
    {
      name: "a check run of the App",
      act: async (scene) => {
        const { id } = await checkRun(scene);
        await scene.asInstallation.rest.checks.update({ ...home, check_run_id: id, status: "in_progress" });
        await scene.asInstallation.rest.checks.update({ ...home, check_run_id: id, conclusion: "success" });
      },
      told: ["check_run completed", "check_run created"],
    },
    {
      name: "a check run that is asked for again",
      act: async (scene) => scene.world.rerequestCheckRun(await checkRun(scene, { conclusion: "failure" }), "alice"),
      told: ["check_run completed", "check_run created", "check_run rerequested"],
    },
    {
      name: "a button of a check run",
      act: async (scene) => {
        const actions = [{ label: "Cancel", description: "Stops it", identifier: "cancel" }];
        scene.world.requestCheckRunAction(await checkRun(scene, { actions }), "cancel", "alice");
      },
      told: ["check_run created", "check_run requested_action"],
    },
  ])("of $name", async ({ act, told }) => {
    const scene = await start();
    await act(scene);
    await scene.server.webhooks.settled();
    // In no certain order: each goes its own way.
    expect(scene.receiver.names().toSorted()).toEqual(told);
    expect(scene.receiver.received.every(({ isSigned }) => isSigned)).toBe(true);
  });

  it("of a rerequested check run only its own App hears", async () => {
    const scene = await start();
    const { world, repository, receiver } = scene;
    const other = world.addApp({ slug: "other", permissions: { checks: "write" }, events: ["check_run"] });
    other.webhookUrl = receiver.url;
    world.install(other, repository);
    world.rerequestCheckRun(await checkRun(scene, { conclusion: "failure" }), "alice");
    await scene.server.webhooks.settled();
    const heard = other.deliveries.map(({ event, action }) => `${event} ${action}`);
    expect(heard.toSorted()).toEqual(["check_run completed", "check_run created", "installation created"]);
  });

  it("names who did it", async () => {
    const scene = await start();
    const { world, pull, receiver, server, asInstallation } = scene;
    world.addLabel(pull, "talos/plan", "bob");
    await asInstallation.rest.issues.removeLabel({ ...home, issue_number: pull.number, name: "talos/plan" });
    await server.webhooks.settled();
    const senders = receiver.received.map(({ payload }) => [payload["action"], payload["sender"]]);
    expect(new Map(senders as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        ["labeled", expect.objectContaining({ login: "bob", type: "User" })],
        ["unlabeled", expect.objectContaining({ login: "talos-bot[bot]", type: "Bot" })],
      ]),
    );
  });

  it("shows the state as the event left it", async () => {
    const scene = await start();
    const { world, repository, pull, receiver, server } = scene;
    const second = world.push(repository, "change", { "a.yaml": "a: 2\n" });
    world.addLabel(pull, "talos/plan", "alice");
    world.push(repository, "change", { "a.yaml": "a: 3\n" });
    await server.webhooks.settled();
    const labeled = receiver.received.find(({ payload }) => payload["action"] === "labeled");
    expect(labeled?.payload).toMatchObject({ pull_request: { head: { sha: second } } });
  });
});
