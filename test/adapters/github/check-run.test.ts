import { describe, expect, it } from "vitest";
import { beginCheckRun, finishCheckRun } from "../../../src/adapters/github/check-run.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

const annotation = { path: "a.yaml", startLine: 3, endLine: 3, level: "warning", message: "reboots" } as const;

async function start() {
  const test = await startTestGitHub();
  const sha = test.repository.branches.get("main") ?? "";
  return { ...test, sha, github: test.connect() };
}

describe("beginCheckRun()", () => {
  it("shows that the work goes on", async () => {
    const { github, repository, sha } = await start();
    const { id } = await beginCheckRun(github, { name: "talos / main", sha, externalId: "7" }, calm);
    const run = repository.checkRuns.get(id);
    expect(run).toMatchObject({ name: "talos / main", headSha: sha, status: "in_progress", externalId: "7" });
  });

  it("names the missing permission", async () => {
    const { connect, sha } = await start();
    await expect(beginCheckRun(connect({}), { name: "x", sha }, calm)).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("checks: write"),
    });
  });
});

describe("finishCheckRun()", () => {
  it.each([
    { count: 0, requests: 1 },
    { count: 50, requests: 1 },
    { count: 51, requests: 2 },
    { count: 120, requests: 3 },
  ])("sends $count annotations in $requests requests", async ({ count, requests }) => {
    const { github, repository, server, sha } = await start();
    const check = await beginCheckRun(github, { name: "x", sha }, calm);
    const annotations = Array.from({ length: count }, () => annotation);
    await finishCheckRun(github, check, { conclusion: "neutral", title: "t", summary: "s", annotations }, calm);
    const run = repository.checkRuns.get(check.id);
    expect(run).toMatchObject({ status: "completed", conclusion: "neutral", output: { title: "t", summary: "s" } });
    expect(run?.annotations).toHaveLength(count);
    expect(server.requests.filter(({ method }) => method === "PATCH")).toHaveLength(requests);
  });
});
