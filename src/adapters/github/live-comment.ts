/** One comment that is edited many times: found or made once, then changed by its id. */
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";
import { commentMarker, listOwnComments } from "./own-comments.ts";
import { publishStickyComment } from "./sticky-comment.ts";

export interface LiveComment {
  /** Web address, once it was written. */
  readonly url: string | undefined;
  /** Writes the whole text. One that a person deleted is made again. @throws UserError `github_failed` */
  write(text: string, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Nothing is asked of GitHub before the first text. */
export function openLiveComment(
  github: GitHub,
  target: { readonly number: number; readonly key: string },
): LiveComment {
  let known: { readonly id: number; readonly url: string } | undefined;
  return {
    get url() {
      return known?.url;
    },
    async write(text, options) {
      if (known !== undefined && (await edit(github, known.id, `${commentMarker(target.key, 1)}\n${text}`, options))) {
        return;
      }
      await publishStickyComment(github, { ...target, parts: [text] }, options);
      [known] = await listOwnComments(github, target, options);
    },
  };
}

/** @returns false when it is gone */
async function edit(github: GitHub, id: number, body: string, { signal }: { readonly signal: AbortSignal }) {
  return attempt({ what: "update the comment", needs: "pull-requests: write" }, async () => {
    try {
      await (await github.octokit()).rest.issues.updateComment({
        ...github.at,
        comment_id: id,
        body,
        request: { signal },
      });
      return true;
    } catch (error) {
      if (failureStatus(error) === 404) return false;
      throw error;
    }
  });
}
