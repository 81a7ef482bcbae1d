import type { Ask } from "../choose-task.ts";
import type { OpenedRequest } from "./opened-request.ts";

/** The bot's request behind a wish: its own, or the one that an operation was begun for before it was handed over. */
export function requestOf(ask: Ask): OpenedRequest | undefined {
  return ask.kind === "comment" ? undefined : ask.request;
}

/** Whoever gave the command in the first place, which of a run that goes on is not whoever started the run. */
export function requesterOf(ask: Ask): Ask["author"] {
  return requestOf(ask)?.stored.record.requester ?? ask.author;
}
