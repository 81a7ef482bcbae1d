import { describe, expect, it } from "vitest";
import { readDefaultBranch } from "../../../src/adapters/github/commits.ts";
import { connectGitHub } from "../../../src/adapters/github/connect-github.ts";
import { readIdentity } from "../../../src/adapters/github/identity.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

describe("connectGitHub()", () => {
  it.each([500, 502, 503])("tries again after %i", async (status) => {
    const { connect, server } = await startTestGitHub();
    server.faults.add({ fault: { kind: "status", status }, times: 2 });
    expect((await readDefaultBranch(connect(), calm)).name).toBe("main");
  });

  it("tries again after a dropped connection", async () => {
    const { connect, server } = await startTestGitHub();
    server.faults.add({ fault: { kind: "drop" }, times: 2 });
    expect((await readDefaultBranch(connect(), calm)).name).toBe("main");
  });

  it("gives up when the fault stays", async () => {
    const { connect, server } = await startTestGitHub();
    server.faults.add({ fault: { kind: "status", status: 502 }, times: 99 });
    await expect(readDefaultBranch(connect(), calm)).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("502"),
    });
    expect(server.requests).toHaveLength(4);
  });

  it("waits out a short secondary limit and says so", async () => {
    const { connect, server, warnings } = await startTestGitHub({ paced: true });
    server.faults.add({ fault: { kind: "secondary-limit", retryAfterSeconds: 1 } });
    expect((await readDefaultBranch(connect(), calm)).name).toBe("main");
    expect(warnings).toEqual(["GitHub's secondary rate limit is reached: waiting 1 s"]);
  });

  it.each([
    { kind: "secondary-limit", retryAfterSeconds: 3000 } as const,
    { kind: "primary-limit", resetInSeconds: 3000 } as const,
  ])("does not wait out a long limit: $kind", async (fault) => {
    const { connect, server, warnings } = await startTestGitHub({ paced: true });
    server.faults.add({ fault, times: 99 });
    await expect(readDefaultBranch(connect(), calm)).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("rate limit"),
    });
    expect(warnings).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  it("does not retry what was aborted", async () => {
    const { connect, server } = await startTestGitHub();
    server.faults.add({ fault: { kind: "slow", delayMs: 10_000 } });
    const abort = new AbortController();
    const asked = readDefaultBranch(connect(), { signal: abort.signal });
    const refused = expect(asked).rejects.toMatchObject({ name: "AbortError" });
    setImmediate(() => abort.abort(new Error("cancelled")));
    await refused;
  });

  it("names an unknown token", async () => {
    const { server } = await startTestGitHub();
    const github = connectGitHub({
      token: "nobody",
      apiUrl: server.url,
      repository: "acme/home-ops",
      log: { warn: () => {} },
    });
    await expect(readDefaultBranch(github, calm)).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("401"),
    });
  });

  it("works with an Enterprise Server's addresses, GraphQL included", async () => {
    const { connect, server } = await startTestGitHub({ prefix: "/api/v3" });
    const github = connect();
    expect((await readDefaultBranch(github, calm)).name).toBe("main");
    expect(await readIdentity(github, calm)).toEqual({ login: "github-actions[bot]", id: 41_898_282 });
    expect(server.requests.every(({ status }) => status === 200)).toBe(true);
  });
});

describe("readIdentity()", () => {
  it("assumes the workflow's bot where GraphQL is closed", async () => {
    const { connect, server } = await startTestGitHub();
    server.faults.add({ path: /graphql/, fault: { kind: "status", status: 404 }, times: 9 });
    expect(await readIdentity(connect(), calm)).toEqual({ login: "github-actions[bot]" });
  });

  it("asks once", async () => {
    const { connect, server } = await startTestGitHub();
    const github = connect();
    await readIdentity(github, calm);
    await readIdentity(github, calm);
    expect(server.requests).toHaveLength(1);
  });
});
