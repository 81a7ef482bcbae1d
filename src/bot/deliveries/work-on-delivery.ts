import { UserError } from "../../errors.ts";
import type { BotLog } from "../bot-log.ts";
import type { Metrics } from "../telemetry/create-metrics.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryJournal } from "./delivery-journal.ts";
import { readScope } from "./read-scope.ts";

export interface DeliveryWork {
  /** Gives it to the handlers; rejects when one of them fails. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  readonly journal: DeliveryJournal;
  readonly metrics: Metrics;
  readonly log: BotLog;
  readonly now: () => number;
}

/** Never rejects: what fails is written down, so that the sweep asks GitHub for it again. */
export async function workOnDelivery(delivery: Delivery, work: DeliveryWork): Promise<void> {
  const { receive, journal, metrics, now } = work;
  const begunAt = now();
  metrics.waited((begunAt - delivery.receivedAt) / 1000);
  const tookSeconds = () => (now() - begunAt) / 1000;
  try {
    await receive(delivery);
    metrics.handled(delivery.name, "ok", tookSeconds());
  } catch (error) {
    journal.failed(delivery.id, now());
    metrics.handled(delivery.name, "failed", tookSeconds());
    for (const cause of causesOf(error)) {
      metrics.handlerFailed(cause instanceof UserError ? cause.code : "bug");
      logOf(delivery, work.log).failure("a delivery could not be worked on", cause);
    }
  }
}

/** Probot gathers the errors of the handlers of one event. */
function causesOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors : [error];
}

function logOf({ id, name, payload }: Delivery, log: BotLog): BotLog {
  const scope = readScope(payload);
  const place =
    scope === undefined ? {} : { repository: `${scope.owner}/${scope.repo}`, pullRequest: scope.pullRequest };
  return log.with({ delivery: id, event: name, ...place, run: scope?.run });
}
