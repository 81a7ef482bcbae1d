/** What GitHub has of an ask, and around it, already. */
import { readHeadsSince } from "../../adapters/github/head-history.ts";
import { isOwnComment, listRecentComments, type RecentComment } from "../../adapters/github/recent-comments.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { type Ask, answerKey } from "./ask.ts";
import { latelySince } from "./count-commands.ts";
import type { Hearing } from "./hearing.ts";
import { isFrom, listKnownRequests } from "./known-requests.ts";

export interface Scene {
  readonly comments: readonly RecentComment[];
  /** The branch was pushed to in the second of the ask, or later. */
  readonly pushedSince: boolean;
  /** The commits on which its requests may stand. */
  readonly shas: readonly string[];
  /** Requests on those commits, whoever asked. */
  readonly requests: readonly StoredRequest[];
  readonly isAnswered: boolean;
}

/** @throws UserError `github_failed` */
export async function readScene(ask: Ask, { pull }: Hearing, { github }: BotEvent, parts: BotParts): Promise<Scene> {
  const { appId, signal } = parts;
  const { number, askedAt } = ask;
  const [comments, heads] = await Promise.all([
    listRecentComments(github, { number, since: latelySince(askedAt) }, { signal }),
    // A fork's branch is in a repository that is not ours.
    pull.fork ? [] : readHeadsSince(github, { branch: pull.headRef, since: askedAt }, { signal }),
  ]);
  const shas = [pull.headSha, ...heads];
  const requests = await listKnownRequests(github, { shas, appId }, { signal });
  const isAnswered = comments.some((comment) => isOwnComment(comment, { appId, key: answerKey(ask) }));
  return { comments, pushedSince: heads.length > 0, shas, requests, isAnswered };
}

/** The requests of this ask, as they stand now. */
export async function readOwn(
  { source }: Ask,
  { shas }: Scene,
  { github }: BotEvent,
  { appId, signal }: BotParts,
): Promise<readonly StoredRequest[]> {
  const requests = await listKnownRequests(github, { shas, appId }, { signal });
  return requests.filter((request) => isFrom(source, request));
}
