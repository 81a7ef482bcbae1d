/** A REST client that waits out rate limits, retries passing faults and never hangs. */
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { fetchWithin } from "./fetch-within.ts";
import type { GitHubConnection } from "./github-connection.ts";

const Client = Octokit.plugin(retry, throttling);

export type RepositoryClient = InstanceType<typeof Client>;

const requestTimeoutMs = 30_000;
const maxLimitRetries = 2;

export function createClient(connection: GitHubConnection): RepositoryClient {
  const { token, apiUrl, log, retryUnitMs = 1000, maxPauseSeconds = 120, paced = true } = connection;
  const pause = (kind: string) => (seconds: number, _options: unknown, _octokit: unknown, retryCount: number) => {
    const wait = seconds <= maxPauseSeconds && retryCount < maxLimitRetries;
    log.warn(`GitHub's ${kind} rate limit is reached: ${wait ? `waiting ${seconds} s` : `${seconds} s is too long`}`);
    return wait;
  };
  return new Client({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent: "talos-chatops",
    // Messages of the API may quote what a pull request says; ours name the action instead (see github-error.ts).
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: fetchWithin(requestTimeoutMs) },
    retry: { retryAfterBaseValue: retryUnitMs },
    throttle: {
      enabled: paced,
      id: apiUrl,
      onRateLimit: pause("primary"),
      onSecondaryRateLimit: pause("secondary"),
    },
  });
}

function ignore(): void {}
