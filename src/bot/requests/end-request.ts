import { type ShownRequest, showRequest } from "../../adapters/github/request-store.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import { escapeMarkdown } from "../../report/markdown/escape-markdown.ts";
import { hintText } from "../../report/markdown/hint-text.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";

/** Why a request is over before a run of it said so: stable reason codes. */
export type EndReason = "comment_changed" | "duplicate" | "earlier_failed" | "not_dispatched" | "request_expired";

const views: Readonly<Record<EndReason, Pick<ShownRequest, "conclusion" | "title" | "summary">>> = {
  comment_changed: {
    conclusion: "cancelled",
    title: "The comment was changed",
    summary: "The comment was edited or deleted before this was carried out. Give the command again, as a new comment.",
  },
  duplicate: {
    conclusion: "skipped",
    title: "Already taken in",
    summary: "The same command was taken in by another delivery of its comment; that request counts.",
  },
  earlier_failed: {
    conclusion: "cancelled",
    title: "A command before it did not succeed",
    summary:
      "Commands of one comment that change something are carried out in order, each when the one before it has succeeded. Give the command again, as a new comment.",
  },
  not_dispatched: {
    conclusion: "failure",
    title: "The workflow could not be started",
    summary: "Nothing was done.",
  },
  request_expired: {
    conclusion: "cancelled",
    title: "Expired",
    summary: "It was not begun in the time that the settings give it. Give the command again, as a new comment.",
  },
};

/**
 * Concludes a request that no run will carry out.
 *
 * @throws UserError `github_failed`
 */
export async function endRequest(
  request: StoredRequest,
  reason: EndReason,
  { github, log }: Pick<BotEvent, "github" | "log">,
  { metrics, paced, signal }: Pick<BotParts, "metrics" | "paced" | "signal">,
  cause?: UserError,
): Promise<void> {
  const view = views[reason];
  const facts = cause === undefined ? [] : [escapeMarkdown(`${cause.message}.`), hintText(cause.hint ?? "")];
  const text = [...facts, view.summary].join(" ");
  const summary = `${text}\n\n<sub>\`${reason}\`</sub>`;
  // In the row of what else this process writes of the request.
  await paced.finish(`request ${request.id}`, () =>
    showRequest(github, request, { status: "completed", ...view, summary }, { signal }),
  );
  log.info("A request was ended", { request: request.id, reason });
  metrics.request(reason);
}
