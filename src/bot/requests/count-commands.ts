/** How many commands a person has given a pull request lately: who gives more than people do has got into a loop. */
import type { RecentComment } from "../../adapters/github/recent-comments.ts";
import { findCommandLines } from "../../chatops/find-command-lines.ts";

export const maxCommandsLately = 20;
export const latelyMinutes = 10;

/** When counting begins for a command of this moment; ISO 8601. */
export function latelySince(askedAt: string): string {
  return new Date(Date.parse(askedAt) - latelyMinutes * 60_000).toISOString().replace(".000Z", "Z");
}

/**
 * A person's commands in comments before this one. Every process counts the same, now and when the comment is delivered again,
 * since only older comments are counted. What others write is not: they must not be able to use up what somebody may ask for.
 */
export function countCommands(
  comments: readonly RecentComment[],
  before: { readonly asker: number; readonly commentId?: number; readonly askedAt: string },
): number {
  const since = Date.parse(latelySince(before.askedAt));
  const { asker, commentId = Number.POSITIVE_INFINITY } = before;
  return comments
    .filter(({ id, author, createdAt }) => {
      const at = Date.parse(createdAt);
      return id < commentId && author.id === asker && at >= since && at <= Date.parse(before.askedAt);
    })
    .reduce((total, { body }) => total + findCommandLines(body).length, 0);
}

/** `over` is told once: by the comment that goes beyond the limit; what comes after it is `silent`. */
export function judgeCount(before: number, now: number): "fine" | "over" | "silent" {
  if (before + now <= maxCommandsLately) return "fine";
  return before <= maxCommandsLately ? "over" : "silent";
}
