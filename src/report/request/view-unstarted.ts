/** Requests that the bot itself ends before any run can tell something of them. */
import { askAgain } from "../../chatops/refusals.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { hintText } from "../markdown/hint-text.ts";
import { lead } from "./compose-summary.ts";
import type { RequestView } from "./request-view.ts";

/** Stable reason codes. */
export type UnstartedReason = "comment_changed" | "duplicate" | "earlier_failed" | "not_dispatched" | "request_expired";

interface Words {
  readonly conclusion: NonNullable<RequestView["conclusion"]>;
  readonly title: string;
  /** Sentences. */
  readonly text: string;
  readonly next?: string;
}

const words: Readonly<Record<UnstartedReason, Words>> = {
  comment_changed: {
    conclusion: "cancelled",
    title: "The comment was changed",
    text: "The comment was edited or deleted before this was carried out.",
    next: askAgain,
  },
  duplicate: {
    conclusion: "skipped",
    title: "The same request was taken in twice",
    text: "The command was taken in by another delivery of its comment or label; that request is the one that counts.",
  },
  earlier_failed: {
    conclusion: "cancelled",
    title: "A command before it did not succeed",
    text: "Commands of one comment that change something are carried out in order, each when the one before it has succeeded.",
    next: askAgain,
  },
  not_dispatched: {
    conclusion: "failure",
    title: "The workflow could not be started",
    text: "Nothing was done.",
  },
  request_expired: {
    conclusion: "cancelled",
    title: "Expired",
    text: "It was not begun in the time that the settings give it.",
    next: askAgain,
  },
};

/** @param cause why the workflow could not be started */
export function viewUnstarted(record: RequestRecord, reason: UnstartedReason, cause?: UserError): RequestView {
  const { conclusion, title, text, next } = words[reason];
  const what = cause === undefined ? text : `${escapeMarkdown(`${cause.message}.`)} ${text}`;
  const step = cause?.hint ?? next;
  return {
    status: "completed",
    conclusion,
    title,
    summary: [
      lead(record),
      `${what} <sub>\`${reason}\`</sub>`,
      ...(step === undefined ? [] : [`**Next:** ${hintText(step)}`]),
    ].join("\n\n"),
    // the one that counts tells how it fares
    reaction: reason === "duplicate" ? "eyes" : "-1",
  };
}
