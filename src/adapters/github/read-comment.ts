import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** A comment on an issue or pull request as it stands now. */
export interface ReadComment {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly login: string; readonly id: number };
  /** ISO 8601, whole seconds. */
  readonly createdAt: string;
  /** Somebody changed it after it was posted: its author, or anybody who may write to the repository. */
  readonly edited: boolean;
  /** Of the issue or pull request. */
  readonly number: number;
}

/**
 * @returns undefined when it was deleted
 * @throws UserError `github_failed`
 */
export async function readComment(
  github: GitHub,
  id: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<ReadComment | undefined> {
  return attempt({ what: "read the comment again", needs: "pull-requests: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.issues.getComment({
        ...github.at,
        comment_id: id,
        request: { signal },
      });
      const { body = "", user, created_at: createdAt, updated_at: updatedAt, issue_url: issueUrl } = data;
      return {
        id,
        body,
        author: { login: user?.login ?? "ghost", id: user?.id ?? 0 },
        createdAt,
        edited: updatedAt !== createdAt,
        number: Number(issueUrl.slice(issueUrl.lastIndexOf("/") + 1)),
      };
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}
