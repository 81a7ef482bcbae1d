import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";
import { commentMarker } from "./own-comments.ts";

/** A comment of a conversation, whoever wrote it. */
export interface RecentComment {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number; readonly login: string; readonly isBot: boolean };
  /** The App that wrote it, or through which its author did. */
  readonly appId: number | undefined;
  /** ISO 8601, whole seconds. */
  readonly createdAt: string;
  /** Somebody changed it after it was posted. */
  readonly edited: boolean;
}

/**
 * The comments of a pull request that were written or changed since a moment, the oldest first.
 *
 * @throws UserError `github_failed`
 */
export async function listRecentComments(
  github: GitHub,
  { number, since }: { readonly number: number; readonly since: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly RecentComment[]> {
  const found = await attempt({ what: "read the comments", needs: "pull-requests: read" }, async () =>
    (await github.octokit()).paginate((await github.octokit()).rest.issues.listComments, {
      ...github.at,
      issue_number: number,
      since,
      per_page: 100,
      request: { signal },
    }),
  );
  return found
    .map(({ id, body = "", user, performed_via_github_app: app, created_at, updated_at }) => ({
      id,
      body,
      author: { id: user?.id ?? 0, login: user?.login ?? "ghost", isBot: user?.type === "Bot" },
      appId: app?.id,
      createdAt: created_at,
      edited: updated_at !== created_at,
    }))
    .toSorted((a, b) => a.id - b.id);
}

/** Whether a comment is the first part of the one that this App keeps under a key. */
export function isOwnComment({ author, appId, body }: RecentComment, own: { appId: number; key: string }): boolean {
  return author.isBot && appId === own.appId && body.startsWith(`${commentMarker(own.key, 1)}\n`);
}
