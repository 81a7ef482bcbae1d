import type { GitHub } from "../../adapters/github/connect-github.ts";
import { listRequests } from "../../adapters/github/request-store.ts";
import type { RequestOrigin, StoredRequest } from "../../chatops/request-record.ts";

/** One comment or one label: the commands that came with it belong together. */
export type Source =
  | { readonly kind: "comment"; readonly commentId: number }
  | { readonly kind: "label"; readonly eventId: number };

export function sourceOf(origin: RequestOrigin): Source {
  return origin.kind === "comment"
    ? { kind: "comment", commentId: origin.commentId }
    : { kind: "label", eventId: origin.eventId };
}

export function isFrom(source: Source, { record: { origin } }: StoredRequest): boolean {
  return source.kind === "comment"
    ? origin.kind === "comment" && origin.commentId === source.commentId
    : origin.kind === "label" && origin.eventId === source.eventId;
}

/**
 * The App's requests on some commits, by id. A request stands on the commit that was the head when it came: after a push it
 * is to be looked for on an earlier one.
 *
 * @throws UserError `github_failed`
 */
export async function listKnownRequests(
  github: GitHub,
  { shas, appId }: { readonly shas: readonly string[]; readonly appId: number },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly StoredRequest[]> {
  const found = await Promise.all([...new Set(shas)].map((sha) => listRequests(github, { sha, appId }, { signal })));
  return found.flat().toSorted((a, b) => a.id - b.id);
}
