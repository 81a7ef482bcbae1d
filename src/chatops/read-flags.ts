/** The words behind a command's name in; its flags with their values, the commits and all other words out. */
import { nearestName } from "../nearest-name.ts";
import type { CommandSpec, FlagSpec } from "./command-spec.ts";
import { clusterFlag } from "./command-table.ts";
import { flagForm } from "./describe-command.ts";
import { readFlagValue } from "./read-value.ts";
import { type Place, type Refusal, refuse, refuseValue } from "./refuse.ts";
import type { Word } from "./split-words.ts";

export interface GivenFlag {
  readonly spec: FlagSpec;
  readonly text: string;
  /** Of the value, or of the flag itself where it has none. */
  readonly place: Place;
  /** Of the flag's name. */
  readonly at: Place;
}

export type SortedWords = {
  readonly kind: "sorted";
  readonly flags: readonly GivenFlag[];
  readonly args: readonly Word[];
  /** Words that begin with `@`. */
  readonly commits: readonly Word[];
};

export function sortWords(entry: CommandSpec, words: readonly Word[]): SortedWords | Refusal {
  const known = [...entry.flags, clusterFlag];
  const flags: GivenFlag[] = [];
  const args: Word[] = [];
  const commits: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    if (!isFlag(word)) {
      (!word.quoted && word.text.startsWith("@") ? commits : args).push(word);
      continue;
    }
    const next = words[index + 1];
    const flag = readFlag(word, next, known);
    if (flag.kind === "problem") return flag;
    if (flags.some(({ spec }) => spec === flag.flag.spec)) {
      return refuse("flag_repeated", "This stands there twice", flag.flag.at);
    }
    flags.push(flag.flag);
    if (flag.usedNext) index++;
  }
  return { kind: "sorted", flags, args, commits };
}

function isFlag({ text, quoted }: Word): boolean {
  return !quoted && text.startsWith("-");
}

type ReadFlag = { readonly kind: "flag"; readonly flag: GivenFlag; readonly usedNext: boolean } | Refusal;

function readFlag(word: Word, next: Word | undefined, known: readonly FlagSpec[]): ReadFlag {
  const equals = word.text.indexOf("=");
  const typed = (equals === -1 ? word.text : word.text.slice(0, equals)).replace(/^-+/, "");
  const at = { offset: word.offset, length: equals === -1 ? word.length : equals };
  const spec = known.find(({ name }) => name === typed);
  if (spec === undefined || !word.text.startsWith("--")) return unknownFlag(typed, at, known);
  const isSwitch = spec.value.kind === "switch";
  if (equals !== -1) {
    if (isSwitch) return refuse("value_invalid", `--${spec.name} takes no value`, word);
    const offset = word.offset + equals + 1;
    const place = { offset, length: word.offset + word.length - offset };
    return { kind: "flag", flag: { spec, text: word.text.slice(equals + 1), place, at }, usedNext: false };
  }
  if (isSwitch) return { kind: "flag", flag: { spec, text: "", place: at, at }, usedNext: false };
  if (next === undefined || isFlag(next)) {
    return refuse("value_missing", `--${spec.name} needs a value`, at, { hint: `Write it as ${flagForm(spec)}.` });
  }
  return { kind: "flag", flag: { spec, text: next.text, place: next, at }, usedNext: true };
}

function unknownFlag(typed: string, at: Place, known: readonly FlagSpec[]): Refusal {
  const names = known.map(({ name }) => name);
  const nearest = nearestName(typed, names);
  const more = nearest === undefined ? { hint: `It knows ${names.map((name) => `--${name}`).join(", ")}.` } : {};
  return refuse("flag_unknown", "This command has no such flag", at, {
    ...(nearest !== undefined && { nearest: `--${nearest}` }),
    ...more,
  });
}

export function readFlags(
  flags: readonly GivenFlag[],
): { kind: "fields"; fields: Readonly<Record<string, unknown>> } | Refusal {
  const fields: Record<string, unknown> = {};
  for (const { spec, text, place } of flags) {
    if (spec.value.kind === "switch") {
      fields[spec.field] = spec.value.sets;
      continue;
    }
    const read = readFlagValue(text, spec.value);
    if (read.kind === "problem") return refuseValue(read, place);
    fields[spec.field] = read.value;
  }
  return { kind: "fields", fields };
}
