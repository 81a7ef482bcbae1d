import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";
import { isAuthor, readIdentity } from "./identity.ts";

/** A comment that this program wrote earlier. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** Which part of a comment in several parts, from 1. */
  readonly part: number;
}

/**
 * The first line of a comment of ours. It is honoured only there, and only on comments by the token's own identity: text
 * of a pull request that is quoted further down, or posted by somebody else, cannot pass for it.
 */
export function commentMarker(key: string, part: number): string {
  return `${markerStart(key)}${part} -->`;
}

/** Own comments of one key on an issue or pull request, oldest first. */
export async function listOwnComments(
  github: GitHub,
  target: { readonly number: number; readonly key: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly OwnComment[]> {
  const identity = await readIdentity(github, { signal });
  const found = await attempt({ what: "read the comments", needs: "pull-requests: write" }, async () =>
    (await github.octokit()).paginate(
      (await github.octokit()).rest.issues.listComments,
      { ...github.at, issue_number: target.number, per_page: 100, request: { signal } },
      ({ data }) =>
        data.flatMap(({ id, body = "", html_url, user }) => {
          const part = markedPart(body, target.key);
          return part !== undefined && user && isAuthor(identity, user) ? [{ id, body, url: html_url, part }] : [];
        }),
    ),
  );
  return found.toSorted((a, b) => a.id - b.id);
}

function markerStart(key: string): string {
  // Percent-encoding leaves no ">" that could end the HTML comment.
  return `<!-- talos-chatops ${encodeURIComponent(key)} `;
}

function markedPart(body: string, key: string): number | undefined {
  const start = markerStart(key);
  if (!body.startsWith(start)) return undefined;
  const part = /^([1-9]\d{0,3}) -->/.exec(body.slice(start.length))?.[1];
  return part === undefined ? undefined : Number(part);
}
