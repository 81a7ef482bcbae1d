/** A simulated GitHub with one repository, and the adapter connected to it. */
import { onTestFinished } from "vitest";
import { connectGitHub, type GitHub } from "../../src/adapters/github/connect-github.ts";
import type { FileTree } from "../../src/playground/github/git-objects.ts";
import { type GitHubServer, startGitHub } from "../../src/playground/github/start-github.ts";
import type { Repository, TokenPermissions } from "../../src/playground/github/state.ts";
import { createWorld, type World } from "../../src/playground/github/world.ts";
import { checkDeliveries } from "./webhook-schemas.ts";

export interface TestGitHub {
  readonly world: World;
  readonly server: GitHubServer;
  readonly repository: Repository;
  /** What the adapter said of waiting and trying again. */
  readonly warnings: readonly string[];
  connect(permissions?: TokenPermissions): GitHub;
}

export const allPermissions: TokenPermissions = {
  contents: "read",
  issues: "write",
  pull_requests: "write",
  checks: "write",
};

export const calm = { signal: new AbortController().signal };

export interface TestGitHubOptions {
  readonly files?: FileTree;
  readonly prefix?: "/api/v3";
  readonly paced?: boolean;
  readonly webhookTimeoutMs?: number;
  /** The world's clock. */
  readonly now?: () => Date;
  /** When to stop the server; at the end of the test unless told, which tests that run side by side cannot be asked. */
  readonly atEnd?: (stop: () => Promise<void>) => void;
}

export async function startTestGitHub(options: TestGitHubOptions = {}): Promise<TestGitHub> {
  const world = createWorld(options.now);
  const repository = world.addRepository("acme/home-ops", { ...(options.files && { files: options.files }) });
  const { prefix, webhookTimeoutMs } = options;
  const server = await startGitHub(world, { ...(prefix && { prefix }), ...(webhookTimeoutMs && { webhookTimeoutMs }) });
  (options.atEnd ?? onTestFinished)(() => server.close());
  (options.atEnd ?? onTestFinished)(async () => checkDeliveries(world));
  const warnings: string[] = [];
  const connect = (permissions: TokenPermissions = allPermissions) =>
    connectTo({ world, server, repository }, permissions, {
      warn: (message) => warnings.push(message),
      paced: options.paced ?? false,
    });
  return { world, server, repository, warnings, connect };
}

/** As a workflow run with these permissions sees it. */
export function connectTo(
  { world, server, repository }: Pick<TestGitHub, "world" | "server" | "repository">,
  permissions: TokenPermissions,
  {
    warn = () => undefined,
    paced = false,
  }: { readonly warn?: (message: string) => void; readonly paced?: boolean } = {},
): GitHub {
  return connectGitHub({
    token: world.addWorkflowToken(repository, permissions).value,
    apiUrl: server.url,
    repository: `${repository.owner.login}/${repository.name}`,
    log: { warn },
    retryUnitMs: 1,
    paced,
  });
}
