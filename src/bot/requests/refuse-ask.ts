/** Why a comment or label is not gone into at all, whatever it asks for. */
import { connectPeople } from "../../adapters/github/connect-people.ts";
import type { UserError } from "../../errors.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";
import {
  type CommandCount,
  countCommands,
  judgeCount,
  latelyMinutes,
  latelySince,
  maxCommandsLately,
} from "./count-commands.ts";
import type { Hearing } from "./hearing.ts";
import { commentChanged, headMoved, notAllowedAnything, tooMany, tooOld } from "./refusals.ts";
import type { Scene } from "./scene.ts";

/** Somebody who waits longer has gone on to other things, and may not mean it any more. */
const longestMinutes = 15;

/** @returns `silent` for what is not even refused: a comment that is not there so, and what goes on beyond the limit */
export async function whyNotAtAll(
  ask: Ask,
  hearing: Hearing,
  scene: Scene,
  event: BotEvent,
  parts: BotParts,
): Promise<UserError | "silent" | undefined> {
  if (!isThere(ask, scene)) return "silent";
  const count = await countLately(ask, hearing, scene, event, parts);
  const judged = judgeCount(count, ask.lines.length);
  if (judged === "silent") return "silent";
  if (judged === "over") return tooMany(maxCommandsLately, latelyMinutes);
  if (hearing.standing === "known") return notAllowedAnything();
  return whyNotNow(ask, hearing, scene, parts);
}

/** Whoever knows the webhook's secret can tell of any comment: it is GitHub that says whose it is, and of when. */
function isThere({ asker, askedAt, comment }: Ask, { comments }: Scene): boolean {
  if (comment === undefined) return true;
  const current = comments.find(({ id }) => id === comment.id);
  return current?.author.id === asker.id && Date.parse(current.createdAt) === Date.parse(askedAt);
}

function whyNotNow(
  { askedAt, comment, headSha, number }: Ask,
  { pull }: Hearing,
  { comments }: Scene,
  { now }: BotParts,
): UserError | undefined {
  if (comment !== undefined) {
    const current = comments.find(({ id }) => id === comment.id);
    if (current?.edited || current?.body !== comment.body) return commentChanged();
  }
  if (now() - Date.parse(askedAt) > longestMinutes * 60_000) return tooOld(longestMinutes);
  return headSha !== undefined && headSha !== pull.headSha ? headMoved(number) : undefined;
}

/** Commands that came before. Strangers' do not count: they must not be able to use up what others may ask for. */
async function countLately(
  { askedAt, asker, comment }: Ask,
  { defaultBranch }: Hearing,
  { comments, requests }: Scene,
  { github }: BotEvent,
  { signal }: BotParts,
): Promise<number> {
  const since = Date.parse(latelySince(askedAt));
  const byLabel = requests.filter(({ record }) => {
    const at = Date.parse(record.askedAt);
    return record.origin.kind === "label" && at >= since && at < Date.parse(askedAt);
  }).length;
  const counts = countCommands(comments, { askedAt, ...(comment && { commentId: comment.id }) });
  const total = byLabel + sum(counts);
  if (total < maxCommandsLately - 10) return total;
  const people = connectPeople(github);
  const isStranger = async ({ author }: CommandCount) => {
    const role = await people.role(author, { signal });
    return author.id !== asker.id && (role === "none" || (role === "read" && defaultBranch.isPublic));
  };
  const strange = await Promise.all(counts.map(isStranger));
  return byLabel + sum(counts.filter((_, index) => !strange[index]));
}

function sum(counts: readonly CommandCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
