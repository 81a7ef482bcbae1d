/** Requests that the bot itself ends before any run can tell something of them. */
import type { RequestRecord } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { hintText } from "../markdown/hint-text.ts";
import { safeLink } from "../markdown/safe-link.ts";
import { lead } from "./compose-summary.ts";
import type { RequestView } from "./request-view.ts";
import { titleText } from "./title-text.ts";

/** The same comment or label was delivered twice, and another check run is the one that counts. */
export function viewDuplicate(
  record: RequestRecord,
  first: { readonly id: number; readonly url: string },
): RequestView {
  return {
    status: "completed",
    conclusion: "skipped",
    title: "The same request was taken in twice",
    summary: `${lead(record)}\n\nGitHub delivered it twice; ${safeLink(`request ${first.id}`, first.url)} is the one that counts.`,
    // the other one tells how it fares
    reaction: "eyes",
  };
}

/** @param error redacted: it is shown to everybody who may read the repository */
export function viewRefused(
  record: RequestRecord,
  { code, message, hint }: Pick<UserError, "code" | "message" | "hint">,
): RequestView {
  const next = hint === undefined ? "" : `\n\n**Next:** ${hintText(hint)}`;
  return {
    status: "completed",
    conclusion: "failure",
    title: titleText(`Refused: ${message}`),
    summary: `${lead(record)}\n\nNothing was changed. ${escapeMarkdown(message)} (${codeSpan(code)}).${next}`,
    reaction: "-1",
  };
}
