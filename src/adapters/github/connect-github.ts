/** Opens one repository on GitHub; the client is loaded with the first question. */
import type { RepositoryClient } from "./create-client.ts";

/** One repository, as the holder of one token sees it. */
export interface GitHub {
  /** The client, loaded when it is first asked for. */
  octokit(): Promise<RepositoryClient>;
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

/** @throws UserError `github_failed` only later, by the calls made through it; opening touches no network. */
export function connectGitHub(connection: GitHubConnection): GitHub {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client: Promise<RepositoryClient> | undefined;
  const load = async () => (await import("./create-client.ts")).createClient(connection);
  return {
    octokit: () => {
      client ??= load();
      return client;
    },
    at: { owner, repo },
  };
}
