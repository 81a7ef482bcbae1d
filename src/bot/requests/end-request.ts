import { showRequest } from "../../adapters/github/request-store.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import { type UnstartedReason, viewUnstarted } from "../../report/request/view-unstarted.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";

/**
 * Concludes a request that no run will carry out.
 *
 * @throws UserError `github_failed`
 */
export async function endRequest(
  request: StoredRequest,
  reason: UnstartedReason,
  { github, log }: Pick<BotEvent, "github" | "log">,
  { metrics, paced, signal }: Pick<BotParts, "metrics" | "paced" | "signal">,
  cause?: UserError,
): Promise<void> {
  const view = viewUnstarted(request.record, reason, cause);
  // In the row of what else this process writes of the request.
  await paced.finish(`request ${request.id}`, () => showRequest(github, request, view, { signal }));
  log.info("A request was ended", { request: request.id, reason });
  metrics.request(reason);
}
