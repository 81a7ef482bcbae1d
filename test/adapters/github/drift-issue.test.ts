import { describe, expect, it } from "vitest";
import { driftLabel, publishDriftIssue } from "../../../src/adapters/github/drift-issue.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

async function start() {
  const test = await startTestGitHub();
  const github = test.connect();
  const publish = (body: string | undefined, key = "main") =>
    publishDriftIssue(github, { key, title: `Drift in ${key}`, body }, calm);
  return { ...test, publish };
}

describe("publishDriftIssue()", () => {
  it("opens, updates, closes and reopens one issue", async () => {
    const { publish, repository } = await start();
    expect(await publish(undefined)).toEqual({ action: "untouched" });
    expect(await publish("m01 differs")).toMatchObject({ action: "opened", number: 1 });
    expect(await publish("m01 differs")).toMatchObject({ action: "untouched", number: 1 });
    expect(await publish("m02 differs")).toMatchObject({ action: "updated", number: 1 });
    expect(await publish(undefined)).toMatchObject({ action: "closed", number: 1 });
    expect(await publish(undefined)).toEqual({ action: "untouched" });
    expect(await publish("m03 differs")).toMatchObject({ action: "reopened", number: 1 });
    expect(repository.issues.size).toBe(1);
    expect(repository.issues.get(1)).toMatchObject({ state: "open", body: expect.stringContaining("m03 differs") });
  });

  it("keeps one issue per cluster, and leaves other people's alone", async () => {
    const { publish, repository, world } = await start();
    const foreign = world.openIssue(repository, {
      author: "mallory",
      title: "Drift in main",
      body: "<!-- talos-chatops drift main -->\nmine",
    });
    foreign.labels.add(driftLabel);
    expect(await publish("a")).toMatchObject({ action: "opened", number: 2 });
    expect(await publish("b", "other")).toMatchObject({ action: "opened", number: 3 });
    expect(await publish(undefined)).toMatchObject({ action: "closed", number: 2 });
    expect(foreign.state).toBe("open");
  });
});
