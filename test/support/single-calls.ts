/** The GitHub adapter before nock, for tests of single calls: what is sent, and what is made of GitHub's answers. */
import nock from "nock";
import { onTestFinished } from "vitest";
import { connectGitHub, type GitHub } from "../../src/adapters/github/connect-github.ts";

/** @param host one of its own for what is remembered of a server */
export function startSingleCalls(host = "https://api.github.test"): {
  readonly api: nock.Scope;
  readonly github: GitHub;
} {
  nock.disableNetConnect();
  const api = nock(host);
  onTestFinished(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });
  const github = connectGitHub({
    token: "ghs_test",
    apiUrl: host,
    repository: "acme/home-ops",
    log: { warn: () => {} },
    retryUnitMs: 1,
    paced: false,
  });
  return { api, github };
}
