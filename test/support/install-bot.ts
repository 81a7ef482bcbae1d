/** The bot's App on a simulated GitHub, which writes down what people ask for, as the bot does. */
import { connectGitHub, type GitHub } from "../../src/adapters/github/connect-github.ts";
import { bindRun, createRequest } from "../../src/adapters/github/request-store.ts";
import { createVerdict } from "../../src/adapters/github/verdict-store.ts";
import { findCommandLines } from "../../src/chatops/find-command-lines.ts";
import { formatCommand } from "../../src/chatops/format-command.ts";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import type { RequestRecord, StoredRequest } from "../../src/chatops/request-record.ts";
import { riskOf } from "../../src/chatops/risk-of.ts";
import type { StoredVerdict, VerdictRecord } from "../../src/chatops/verdict-record.ts";
import { mintToken } from "../../src/playground/github/apps.ts";
import type { App, Comment, Issue } from "../../src/playground/github/state.ts";
import { calm, type TestGitHub } from "./github.ts";

export interface InstalledBot {
  readonly app: App;
  /** As the App sees it. */
  readonly github: GitHub;
  /** Lines for the settings file. */
  readonly settings: string;
  /** Writes down the first command of a comment. */
  record(issue: Issue, comment: Comment, changes?: Partial<RequestRecord>): Promise<StoredRequest>;
  bind(request: StoredRequest, runId: number): Promise<StoredRequest>;
  /** Writes down what a comment says of a request; nothing is judged. */
  judge(request: StoredRequest, comment: Comment, verdict: Pick<VerdictRecord, "digest">): Promise<StoredVerdict>;
}

type Place = Pick<TestGitHub, "world" | "server" | "repository">;

export function installBot({ world, server, repository }: Place, slug = "talos-bot"): InstalledBot {
  const app = world.addApp({ slug, permissions: { checks: "write", contents: "read" } });
  const { value: token } = mintToken(world.state, world.install(app, repository));
  const github = connectGitHub({
    token,
    apiUrl: server.url,
    repository: "acme/home-ops",
    log: { warn: () => undefined },
    retryUnitMs: 1,
    paced: false,
  });
  return {
    app,
    github,
    settings: `bot: { appId: ${app.id}, workflow: bot.yaml }\n`,
    record: (issue, comment, changes = {}) => createRequest(github, { ...recordOf(issue, comment), ...changes }, calm),
    bind: (request, runId) => bindRun(github, request, `${server.url}/acme/home-ops/actions/runs/${runId}`, calm),
    judge: (request, comment, { digest }) =>
      createVerdict(github, { sha: request.sha, record: verdictOf(request, comment, digest) }, calm),
  };
}

const dayMs = 86_400_000;

function recordOf({ number, pull }: Issue, comment: Comment): RequestRecord {
  const [line] = findCommandLines(comment.body);
  const parsed = parseCommand(line?.text ?? "");
  if (parsed.kind !== "command" || pull === undefined) throw new Error(`nobody can ask for ${comment.body}`);
  const risk = riskOf(parsed.command);
  return {
    version: 1,
    command: formatCommand(parsed.command),
    risk: risk === "change" || risk === "destroy" ? risk : "read",
    cluster: "main",
    pullRequest: number,
    headSha: pull.headSha,
    requester: { id: comment.user.id, login: comment.user.login },
    origin: { kind: "comment", commentId: comment.id, number: 1 },
    askedAt: comment.createdAt,
    expiresAt: new Date(Date.parse(comment.createdAt) + dayMs).toISOString(),
  };
}

function verdictOf({ id }: StoredRequest, comment: Comment, digest: string): VerdictRecord {
  const { login, id: person } = comment.user;
  return {
    version: 1,
    verdict: comment.body.includes("reject") ? "rejected" : "approved",
    request: id,
    digest,
    person: { id: person, login },
    commentId: comment.id,
    number: 1,
    at: comment.createdAt,
  };
}
