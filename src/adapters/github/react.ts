import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

/**
 * Reacts to a comment: the quickest sign that it was heard. Doing it twice changes nothing.
 *
 * @throws UserError `github_failed`
 */
export async function reactToComment(
  github: GitHub,
  reaction: { readonly commentId: number; readonly content: "eyes" | "rocket" | "+1" | "-1" | "confused" },
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await attempt({ what: "react to the comment", needs: "pull-requests: write" }, async () =>
    (await github.octokit()).rest.reactions.createForIssueComment({
      ...github.at,
      comment_id: reaction.commentId,
      content: reaction.content,
      request: { signal },
    }),
  );
}
