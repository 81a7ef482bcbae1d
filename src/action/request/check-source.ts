/** The comment that a request came from, as it stands now: it has to be the very command that the bot wrote down. */

import { readComment } from "../../adapters/github/read-comment.ts";
import { findCommandLines } from "../../chatops/find-command-lines.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import type { ParsedCommand } from "../../chatops/parsed-command.ts";
import { askAgain } from "../../chatops/refusals.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import { UserError } from "../../errors.ts";
import type { RunContext } from "../run-context.ts";

/**
 * A label leaves nothing behind to look at: there the record is all there is.
 *
 * @throws UserError `comment_changed`
 */
export async function checkSource({ origin, command, ...record }: RequestRecord, run: RunContext): Promise<void> {
  if (origin.kind !== "comment") return;
  const { askedAt, requester, pullRequest } = record;
  const place = {
    commentId: origin.commentId,
    number: origin.number,
    pullRequest,
    author: requester.id,
    since: askedAt,
  };
  const parsed = await readSaid(place, run);
  if (parsed?.kind === "command" && formatCommand(parsed.command) === command) return;
  throw changed("it does not say that any more");
}

interface SaidPlace {
  readonly commentId: number;
  /** Which of the comment's commands, from 1. */
  readonly number: number;
  readonly pullRequest: number;
  /** Numeric id of the person who has to have written it. */
  readonly author: number;
  /** ISO 8601: an older comment cannot be about it. */
  readonly since: string;
}

/**
 * A command in a comment that nobody has touched since it was posted.
 *
 * @returns undefined where the comment has no such command
 * @throws UserError `comment_changed`
 */
export async function readSaid(place: SaidPlace, { github, signal }: RunContext): Promise<ParsedCommand | undefined> {
  const comment = await readComment(github, place.commentId, { signal });
  if (comment === undefined) throw changed("it was deleted");
  if (comment.edited) throw changed("it was edited");
  if (comment.author.id !== place.author) throw changed("it is somebody else's");
  if (comment.number !== place.pullRequest) throw changed("it is not on this pull request");
  if (Date.parse(comment.createdAt) < Date.parse(place.since)) throw changed("it is older than what it is said of");
  const line = findCommandLines(comment.body)[place.number - 1];
  return line && parseCommand(line.text);
}

export function changed(reason: string): UserError {
  return new UserError(`Cannot go by the comment: ${reason}`, {
    code: "comment_changed",
    hint: askAgain,
  });
}
