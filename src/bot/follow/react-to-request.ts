import { reactToComment } from "../../adapters/github/react.ts";
import { listRequests } from "../../adapters/github/request-store.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RequestView } from "../../report/request/request-view.ts";
import type { BotParts } from "../bot-parts.ts";
import type { Follower } from "./follower.ts";

/**
 * Shows on the comment how its command fares. Of several commands in one comment the first failure is a thumb down; a thumb up
 * waits until all of them have succeeded. Doing it twice changes nothing, and nothing depends on it.
 */
export async function reactToRequest(
  request: StoredRequest,
  reaction: RequestView["reaction"],
  { github, log }: Follower,
  { appId, signal }: Pick<BotParts, "appId" | "signal">,
): Promise<void> {
  const { origin } = request.record;
  if (origin.kind !== "comment") return;
  try {
    const { sha } = request;
    const waits = reaction === "+1" && !allSucceeded(await listRequests(github, { sha, appId }, { signal }), origin);
    if (!waits) await reactToComment(github, { commentId: origin.commentId, content: reaction }, { signal });
  } catch (error) {
    signal.throwIfAborted();
    log.failure("A reaction could not be made", error, { request: request.id });
  }
}

/** A second check run of one command is a duplicate, and skipped. */
function allSucceeded(requests: readonly StoredRequest[], { commentId }: { readonly commentId: number }): boolean {
  return requests
    .filter(({ record: { origin } }) => origin.kind === "comment" && origin.commentId === commentId)
    .every(({ conclusion }) => conclusion === "success" || conclusion === "skipped");
}
