import { reactToComment } from "../../adapters/github/react.ts";
import { UserError } from "../../errors.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";

/** A sign on the comment. That it fails stops nothing: what counts is said elsewhere. */
export async function react(
  { comment }: Pick<Ask, "comment">,
  content: "eyes" | "-1",
  { github, log }: BotEvent,
  { signal }: BotParts,
): Promise<void> {
  if (comment === undefined) return;
  try {
    await reactToComment(github, { commentId: comment.id, content }, { signal });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.failure("The reaction could not be made", error);
  }
}
