/**
 * Requests that this process knows to be open. An event may never come, because GitHub has lost it or because nothing happens:
 * nobody reviews, and the request expires. So they are looked at again after a while.
 */
import type { BotParts } from "../bot-parts.ts";
import type { Follower } from "./follower.ts";

export interface OpenRequest {
  /** Of the check run. */
  readonly id: number;
  readonly follower: Follower;
  /** When it was looked at last; Unix milliseconds. */
  readonly at: number;
}

const known = new WeakMap<BotParts, Map<string, OpenRequest>>();

const most = 1_000;

/** It was looked at now, and is not over. */
export function noteOpen(id: number, follower: Follower, parts: BotParts): void {
  const open = known.get(parts) ?? new Map<string, OpenRequest>();
  known.set(parts, open);
  const key = keyOf(id, follower);
  open.delete(key);
  open.set(key, { id, follower, at: parts.now() });
  const [oldest] = open.keys();
  if (open.size > most && oldest !== undefined) open.delete(oldest);
}

export function noteOver(id: number, follower: Follower, parts: BotParts): void {
  known.get(parts)?.delete(keyOf(id, follower));
}

/** Those that nobody has looked at since then (Unix milliseconds), the longest first. */
export function listQuiet(parts: BotParts, since: number): readonly OpenRequest[] {
  return [...(known.get(parts)?.values() ?? [])].filter(({ at }) => at <= since);
}

function keyOf(id: number, { github: { at } }: Follower): string {
  return `${at.owner}/${at.repo}#${id}`;
}
