import { isLost } from "../../adapters/github/github-error.ts";
import { createRequest } from "../../adapters/github/request-store.ts";
import { type RequestRecord, requestKey, type StoredRequest } from "../../chatops/request-record.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";

const attempts = 3;

/**
 * Writes a request down. Where the answer is lost nobody knows whether it was made: so it is looked for before trying again.
 *
 * @param find the first request of a key, as it is found now
 * @throws UserError `github_failed`
 */
export async function takeIn(
  record: RequestRecord,
  find: (key: string) => Promise<StoredRequest | undefined>,
  { github }: Pick<BotEvent, "github">,
  { signal }: Pick<BotParts, "signal">,
): Promise<StoredRequest> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createRequest(github, record, { signal });
    } catch (error) {
      if (!isLost(error) || attempt === attempts) throw error;
      const made = await find(requestKey(record.origin));
      if (made !== undefined) return made;
    }
  }
}
