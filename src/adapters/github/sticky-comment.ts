/** Keeps one comment (in one or more parts) on a pull request up to date: updated, never posted a second time. */
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus, mayHaveHappened } from "./github-error.ts";
import { commentMarker, listOwnComments, type OwnComment } from "./own-comments.ts";

export interface StickyComment {
  /** Of the issue or pull request. */
  readonly number: number;
  /** Tells this comment from others of ours there: `plan main`. */
  readonly key: string;
  /** Markdown, in order; each within GitHub's limit for one comment. */
  readonly parts: readonly string[];
}

export interface PublishedComment {
  /** Web address of the first part. */
  readonly url: string;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

interface Options {
  readonly signal: AbortSignal;
}

const step = { what: "post the comment", needs: "pull-requests: write" } as const;

/**
 * Creates, updates (only what differs) and removes the comment's parts. Two runs at the same time end with one comment:
 * whoever finds a second one of the same part removes the younger.
 *
 * @throws UserError `github_failed`
 */
export async function publishStickyComment(
  github: GitHub,
  comment: StickyComment,
  options: Options,
): Promise<PublishedComment> {
  const bodies = comment.parts.map((text, index) => `${commentMarker(comment.key, index + 1)}\n${text}`);
  const before = await listOwnComments(github, comment, options);
  const missing = bodies.filter((_, index) => !before.some(({ part }) => part === index + 1));
  for (const body of missing) await createOnce(github, comment, { body, options });
  const now = missing.length === 0 ? before : await listOwnComments(github, comment, options);
  const kept = bodies.map((_, index) => now.find(({ part }) => part === index + 1));
  const surplus = now.filter((own) => !kept.includes(own));
  const stale = kept.flatMap((own, index) => {
    const body = bodies[index];
    return own && body !== undefined && !sameText(own.body, body) ? [{ id: own.id, body }] : [];
  });
  for (const { id, body } of stale) await update(github, { id, body }, options);
  for (const own of surplus) await remove(github, own, options);
  return {
    url: kept[0]?.url ?? "",
    created: missing.length,
    updated: stale.length,
    deleted: surplus.length,
  };
}

/** Removes the comment, all its parts. */
export async function removeStickyComment(
  github: GitHub,
  target: { readonly number: number; readonly key: string },
  options: Options,
): Promise<void> {
  for (const own of await listOwnComments(github, target, options)) await remove(github, own, options);
}

/** A lost answer does not tell whether the comment was made: so look before trying again. */
async function createOnce(
  github: GitHub,
  comment: StickyComment,
  { body, options }: { readonly body: string; readonly options: Options },
): Promise<void> {
  const create = async (retries: number) =>
    (await github.octokit()).rest.issues.createComment({
      ...github.at,
      issue_number: comment.number,
      body,
      request: { signal: options.signal, retries },
    });
  await attempt(step, async () => {
    try {
      await create(0);
    } catch (error) {
      if (!mayHaveHappened(error)) throw error;
      const now = await listOwnComments(github, comment, options);
      if (!now.some((own) => sameText(own.body, body))) await create(2);
    }
  });
}

async function update(
  github: GitHub,
  { id, body }: { readonly id: number; readonly body: string },
  { signal }: Options,
): Promise<void> {
  await attempt(step, async () =>
    (await github.octokit()).rest.issues.updateComment({ ...github.at, comment_id: id, body, request: { signal } }),
  );
}

async function remove(github: GitHub, { id }: OwnComment, { signal }: Options): Promise<void> {
  await attempt({ ...step, what: "remove a comment part" }, async () => {
    try {
      await (await github.octokit()).rest.issues.deleteComment({ ...github.at, comment_id: id, request: { signal } });
    } catch (error) {
      // Another run was faster.
      if (failureStatus(error) !== 404) throw error;
    }
  });
}

/** GitHub may hand line ends and outer space back in its own way. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll("\r\n", "\n").trim();
  return plain(one) === plain(other);
}
