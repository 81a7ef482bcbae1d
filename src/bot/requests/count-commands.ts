/** How many commands a pull request was given lately: what is more than people give has got into a loop. */
import type { RecentComment } from "../../adapters/github/recent-comments.ts";
import { findCommandLines } from "../../chatops/find-command-lines.ts";

export const maxCommandsLately = 20;
export const latelyMinutes = 10;

/** When counting begins for a command of this moment; ISO 8601. */
export function latelySince(askedAt: string): string {
  return new Date(Date.parse(askedAt) - latelyMinutes * 60_000).toISOString().replace(".000Z", "Z");
}

export interface CommandCount {
  readonly author: { readonly id: number; readonly login: string };
  readonly count: number;
}

/**
 * Commands in people's comments before this one, by author. Every process counts the same, now and when the comment is
 * delivered again, since only older comments are counted.
 */
export function countCommands(
  comments: readonly RecentComment[],
  before: { readonly commentId?: number; readonly askedAt: string },
): readonly CommandCount[] {
  const since = Date.parse(latelySince(before.askedAt));
  const { commentId = Number.POSITIVE_INFINITY } = before;
  const counted = comments.filter(({ id, author, createdAt }) => {
    const at = Date.parse(createdAt);
    return id < commentId && !author.isBot && at >= since && at <= Date.parse(before.askedAt);
  });
  const counts = new Map<number, CommandCount>();
  for (const { author, body } of counted) {
    const found = findCommandLines(body).length;
    if (found > 0) counts.set(author.id, { author, count: found + (counts.get(author.id)?.count ?? 0) });
  }
  return [...counts.values()];
}

/** `over` is told once: by the comment that goes beyond the limit; what comes after it is `silent`. */
export function judgeCount(before: number, now: number): "fine" | "over" | "silent" {
  if (before + now <= maxCommandsLately) return "fine";
  return before <= maxCommandsLately ? "over" : "silent";
}
