/** Why a comment or label is not gone into at all, whatever it asks for. */
import { commentEdited, headMoved, notAllowedAnything } from "../../chatops/refusals.ts";
import type { UserError } from "../../errors.ts";
import type { BotParts } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";
import { countCommands, judgeCount, latelyMinutes, latelySince, maxCommandsLately } from "./count-commands.ts";
import type { Hearing } from "./hearing.ts";
import { tooMany, tooOld } from "./refusals.ts";
import type { Scene } from "./scene.ts";

/** Somebody who waits longer has gone on to other things, and may not mean it any more. */
const longestMinutes = 15;

/** @returns `silent` for what is not even refused: a comment that is not there so, and what goes on beyond the limit */
export function whyNotAtAll(
  ask: Ask,
  hearing: Hearing,
  scene: Scene,
  parts: BotParts,
): UserError | "silent" | undefined {
  if (!isThere(ask, scene)) return "silent";
  const judged = judgeCount(countLately(ask, scene), ask.lines.length);
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
    if (current?.edited || current?.body !== comment.body) return commentEdited();
  }
  if (now() - Date.parse(askedAt) > longestMinutes * 60_000) return tooOld(longestMinutes);
  return headSha !== undefined && headSha !== pull.headSha ? headMoved(number) : undefined;
}

/** Commands that the same person gave before. */
function countLately({ askedAt, asker, comment }: Ask, { comments, requests }: Scene): number {
  const since = Date.parse(latelySince(askedAt));
  const byLabel = requests.filter(({ record }) => {
    const at = Date.parse(record.askedAt);
    return (
      record.origin.kind === "label" && record.requester.id === asker.id && at >= since && at < Date.parse(askedAt)
    );
  });
  const written = countCommands(comments, { asker: asker.id, askedAt, ...(comment && { commentId: comment.id }) });
  return byLabel.length + written;
}
