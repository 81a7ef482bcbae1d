/** Brings the requests of one comment or label as far as they may go now. Doing it again changes nothing. */
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { type DispatchPlace, dispatchRequest } from "./dispatch-request.ts";
import { endRequest } from "./end-request.ts";
import { orderRequests } from "./order-requests.ts";

export interface AdvanceOptions extends DispatchPlace {
  /** How the requests stand now. */
  read(): Promise<readonly StoredRequest[]>;
  /**
   * `new`: this process has just made it, nobody has started a run for it. `found`: it was there before, perhaps with a run.
   * `others`: another process is at it.
   */
  whose(request: StoredRequest): "new" | "found" | "others";
}

export interface NotStarted {
  readonly request: StoredRequest;
  readonly error: UserError;
}

/**
 * @returns what could not be started, and why
 * @throws UserError `github_failed` for what passes: deliver it again
 */
export async function advanceRequests(
  { read, whose, workflow, branch }: AdvanceOptions,
  event: Pick<BotEvent, "github" | "log">,
  parts: BotParts,
): Promise<readonly NotStarted[]> {
  const failed: NotStarted[] = [];
  // What could not be started ends what comes after it: so it is looked at again, at most once for each request.
  for (;;) {
    const { start, end } = orderRequests(await read(), parts.now());
    for (const { request, reason } of end) await endRequest(request, reason, event, parts);
    const before = failed.length;
    for (const request of start.filter((one) => whose(one) !== "others")) {
      const mayHaveRun = whose(request) === "found";
      const error = await dispatchRequest(request, { workflow, branch, mayHaveRun }, event, parts);
      if (error !== undefined) failed.push({ request, error });
    }
    if (failed.length === before) return failed;
  }
}
