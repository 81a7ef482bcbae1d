/** Opens one repository on GitHub; the client is loaded with the first question. */
import type { RepositoryClient } from "./create-client.ts";
import type { GitHubConnection } from "./github-connection.ts";

/** What is asked of a client, ours or Probot's. */
export type GitHubClient = Pick<RepositoryClient, "graphql" | "paginate" | "request" | "rest">;

/** One repository, as the holder of one token sees it. */
export interface GitHub {
  /** The client, loaded when it is first asked for. */
  octokit(): Promise<GitHubClient>;
  /** Owner and name, as every REST call wants them. */
  readonly at: { readonly owner: string; readonly repo: string };
}

/** @throws UserError `github_failed` only later, by the calls made through it; opening touches no network. */
export function connectGitHub(connection: GitHubConnection): GitHub {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client: Promise<GitHubClient> | undefined;
  const load = async () => (await import("./create-client.ts")).createClient(connection);
  return {
    octokit: () => {
      client ??= load();
      return client;
    },
    at: { owner, repo },
  };
}
