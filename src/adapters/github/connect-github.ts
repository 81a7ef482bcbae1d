/** Opens one repository on GitHub: a REST client that waits out rate limits, retries passing faults and never hangs. */
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";

const Client = Octokit.plugin(retry, throttling);

/** One repository, as the holder of one token sees it. */
export interface GitHub {
  readonly octokit: InstanceType<typeof Client>;
  /** Owner and name, as every REST call wants them. */
  readonly at: { readonly owner: string; readonly repo: string };
}

export interface GitHubLog {
  /** Something took longer or was tried again; free of foreign text. */
  warn(message: string): void;
}

export interface GitHubConnection {
  readonly token: string;
  /** `https://api.github.com`, or a GitHub Enterprise Server's `https://host/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly log: GitHubLog;
  /** Longest rate-limit pause that is waited out; a longer one is an error. */
  readonly maxPauseSeconds?: number;
  /** How long the first retry waits (then 4 and 9 times that); 1,000 unless a test is in a hurry. */
  readonly retryUnitMs?: number;
  /** Whether writes keep the distance that GitHub asks for (1 s, comments 3 s) and limits are waited out. On by default. */
  readonly paced?: boolean;
}

const requestTimeoutMs = 30_000;
const maxLimitRetries = 2;

/** @throws UserError `github_failed` only later, by the calls made through it; opening touches no network. */
export function connectGitHub(connection: GitHubConnection): GitHub {
  const { token, apiUrl, log, retryUnitMs = 1000, maxPauseSeconds = 120, paced = true } = connection;
  const [owner = "", repo = ""] = connection.repository.split("/");
  const pause = (kind: string) => (seconds: number, _options: unknown, _octokit: unknown, retryCount: number) => {
    const wait = seconds <= maxPauseSeconds && retryCount < maxLimitRetries;
    log.warn(`GitHub's ${kind} rate limit is reached: ${wait ? `waiting ${seconds} s` : `${seconds} s is too long`}`);
    return wait;
  };
  const octokit = new Client({
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
  return { octokit, at: { owner, repo } };
}

function ignore(): void {}

/** A fetch with a deadline of its own; an abort by the caller is told from a failure, so that it is not retried. */
function fetchWithin(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    try {
      return await fetch(input, { ...init, signal });
    } catch (error) {
      if (init?.signal?.aborted) throw new DOMException("The request was aborted", "AbortError");
      throw error;
    }
  };
}
