/** What a comment or a label asks for, in one form for both. */

import type { ParsedCommand } from "../../chatops/parsed-command.ts";
import type { Identity } from "../../chatops/permission.ts";
import type { RequestOrigin } from "../../chatops/request-record.ts";
import type { Source } from "./known-requests.ts";

export interface Ask {
  /** Of the pull request. */
  readonly number: number;
  readonly asker: Identity;
  /** When GitHub took it in; ISO 8601, whole seconds. */
  readonly askedAt: string;
  readonly source: Source;
  readonly lines: readonly AskedLine[];
  /** Of the comment; a label has none. */
  readonly comment?: { readonly id: number; readonly body: string };
  /** The head that the event itself names; a comment's names none. */
  readonly headSha?: string;
}

export interface AskedLine {
  /** As it was written. */
  readonly line: string;
  readonly parsed: ParsedCommand;
  readonly origin: RequestOrigin;
}

/** Tells the comment that answers it from others of ours. */
export function answerKey({ source }: Pick<Ask, "source">): string {
  return source.kind === "comment" ? `answer ${source.commentId}` : `answer label ${source.eventId}`;
}
