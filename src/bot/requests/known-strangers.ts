/** Who was found to be a stranger a moment ago, as this process remembers: whoever writes a lot must not use up what GitHub lets us ask. */
import type { BotEvent, BotParts } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";

export interface KnownStrangers {
  note(place: string, person: number, now: number): void;
  has(place: string, person: number, now: number): boolean;
}

/** As long as somebody who was just let in may have to wait. */
const rememberedMs = 60_000;
const defaultSize = 5_000;

/** @param size how many are remembered, the newest ones */
export function createKnownStrangers(size: number = defaultSize): KnownStrangers {
  const seen = new Map<string, number>();
  return {
    note(place, person, now) {
      const key = `${place} ${person}`;
      seen.delete(key);
      seen.set(key, now);
      const [oldest] = seen.keys();
      if (seen.size > size && oldest !== undefined) seen.delete(oldest);
    },
    has(place, person, now) {
      const at = seen.get(`${place} ${person}`);
      return at !== undefined && now - at < rememberedMs;
    },
  };
}

const known = new WeakMap<BotParts, KnownStrangers>();

function strangersOf(parts: BotParts): KnownStrangers {
  const strangers = known.get(parts) ?? createKnownStrangers();
  known.set(parts, strangers);
  return strangers;
}

export function isKnownStranger({ asker }: Ask, { github }: BotEvent, parts: BotParts): boolean {
  return strangersOf(parts).has(placeOf(github), asker.id, parts.now());
}

export function noteStranger({ asker }: Ask, { github }: BotEvent, parts: BotParts): void {
  strangersOf(parts).note(placeOf(github), asker.id, parts.now());
}

function placeOf({ at }: BotEvent["github"]): string {
  return `${at.owner}/${at.repo}`;
}
