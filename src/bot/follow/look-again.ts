import type { BotParts } from "../bot-parts.ts";
import { followRequest } from "./follow-request.ts";
import { listQuiet, noteOpen } from "./open-requests.ts";

const everyMs = 5 * 60_000;
const quietMs = 15 * 60_000;

/** Looks every few minutes at open requests that have not been heard of for a while, until the signal aborts. */
export async function lookAgain(parts: BotParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await parts.sleep(everyMs, signal).catch(() => undefined);
    for (const { id, follower } of listQuiet(parts, parts.now() - quietMs)) {
      if (signal.aborted) return;
      try {
        await followRequest(id, follower, parts);
      } catch (error) {
        parts.log.failure("An open request could not be looked at", error, { request: id });
        noteOpen(id, follower, parts);
      }
    }
  }
}
