/** The words behind a command's name in, the fields of the command out. */
import { nearestName } from "../nearest-name.ts";
import type { ArgumentSpec, CommandSpec, FlagSpec } from "./command-spec.ts";
import { clusterFlag, commandTable, findCommand } from "./command-table.ts";
import { flagForm } from "./describe-command.ts";
import type { CommandProblem, CommandProblemCode, ParsedCommand, PlacedSelector } from "./parsed-command.ts";
import { type ReadValue, readArgument, readFlagValue } from "./read-value.ts";
import type { Word } from "./split-words.ts";

export type Fields = Readonly<Record<string, unknown>>;

export type ReadWords =
  | {
      readonly kind: "fields";
      readonly fields: Fields;
      readonly selectors: readonly PlacedSelector[];
      /** Where the value of a field stands. */
      readonly places: ReadonlyMap<string, Place>;
    }
  | Extract<ParsedCommand, { readonly kind: "problem" }>;

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** @param command where the command's name stands: what is missing is missing there */
export function readWords(entry: CommandSpec, words: readonly Word[], command: Place): ReadWords {
  const given = sortWords(entry, words);
  if (given.kind === "problem") return given;
  const flags = readFlags(given.flags);
  if (flags.kind === "problem") return flags;
  const args = readArguments(entry, given.args, command);
  if (args.kind === "problem") return args;
  const fields = { ...fallbacks(entry), ...args.fields, ...flags.fields };
  const conflict = findConflict(entry, given.flags, fields) ?? findOtherCluster(entry, fields, args.selectors);
  if (conflict !== undefined) return { kind: "problem", problem: conflict };
  const places = new Map(given.flags.map(({ spec, place }) => [spec.field, place]));
  return { kind: "fields", fields, selectors: args.selectors, places };
}

interface GivenFlag {
  readonly spec: FlagSpec;
  readonly text: string;
  /** Of the value, or of the flag itself where it has none. */
  readonly place: Place;
  /** Of the flag's name. */
  readonly at: Place;
}

type Sorted = { readonly kind: "sorted"; readonly flags: readonly GivenFlag[]; readonly args: readonly Word[] };
type Refusal = Extract<ReadWords, { readonly kind: "problem" }>;

function sortWords(entry: CommandSpec, words: readonly Word[]): Sorted | Refusal {
  const known = [...entry.flags, clusterFlag];
  const flags: GivenFlag[] = [];
  const args: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    if (!isFlag(word)) {
      args.push(word);
      continue;
    }
    const next = words[index + 1];
    const flag = readFlag(word, next, known);
    if (flag.kind === "problem") return flag;
    if (flags.some(({ spec }) => spec === flag.flag.spec)) {
      return refuse("flag_repeated", `--${flag.flag.spec.name} stands there twice`, flag.flag.at);
    }
    flags.push(flag.flag);
    if (flag.usedNext) index++;
  }
  return { kind: "sorted", flags, args };
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

function readFlags(flags: readonly GivenFlag[]): { kind: "fields"; fields: Fields } | Refusal {
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

interface ReadArguments {
  readonly kind: "fields";
  readonly fields: Fields;
  readonly selectors: readonly PlacedSelector[];
}

function readArguments(
  { args: [spec], name }: CommandSpec,
  words: readonly Word[],
  command: Place,
): ReadArguments | Refusal {
  const [first, second] = words;
  if (spec === undefined) {
    return first === undefined
      ? { kind: "fields", fields: {}, selectors: [] }
      : surplus(`${name} takes no arguments`, first);
  }
  if (spec.kind === "nodes") return readSelectors(spec, words, command, name);
  if (first === undefined)
    return spec.required ? missing(name, spec, command) : { kind: "fields", fields: {}, selectors: [] };
  if (spec.kind === "command") return readTopic(spec, words);
  const read = readArgument(first.text, spec.kind);
  if (read.kind === "problem") return refuseValue(read, first);
  if (second !== undefined) return surplus(`${name} takes one ${spec.kind}`, second);
  const selectors = spec.kind === "node" ? [{ selector: read.value, offset: first.offset, length: first.length }] : [];
  return { kind: "fields", fields: { [spec.field]: read.value }, selectors };
}

function readSelectors(
  spec: ArgumentSpec,
  words: readonly Word[],
  command: Place,
  name: string,
): ReadArguments | Refusal {
  const selectors = words.flatMap(splitSelectors);
  if (selectors.length === 0 && spec.required) return missing(name, spec, command);
  for (const { selector, offset, length } of selectors) {
    const read = readArgument(selector, "nodes");
    if (read.kind === "problem") return refuseValue(read, { offset, length });
  }
  const unique = [...new Map(selectors.map((one) => [one.selector, one])).values()];
  return { kind: "fields", fields: { [spec.field]: unique.map(({ selector }) => selector) }, selectors: unique };
}

/** `a,b` is two selectors, each with its own place. */
function splitSelectors({ text, offset, length, quoted }: Word): readonly PlacedSelector[] {
  let position = 0;
  return text.split(",").flatMap((selector) => {
    const start = position;
    position += selector.length + 1;
    if (selector === "") return [];
    return [quoted ? { selector, offset, length } : { selector, offset: offset + start, length: selector.length }];
  });
}

function readTopic(spec: ArgumentSpec, words: readonly Word[]): ReadArguments | Refusal {
  const typed = words.map(({ text }) => text).join(" ");
  const [first] = words;
  const last = words.at(-1);
  const place = {
    offset: first?.offset ?? 0,
    length: (last?.offset ?? 0) + (last?.length ?? 0) - (first?.offset ?? 0),
  };
  const found = findCommand(typed.replace(/^\/talos /, ""));
  if (found !== undefined) return { kind: "fields", fields: { [spec.field]: found.name }, selectors: [] };
  const nearest = nearestName(
    typed,
    commandTable.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  return refuse("command_unknown", "There is no such command", place, nearest === undefined ? {} : { nearest });
}

/** What is left out. */
function fallbacks({ flags }: CommandSpec): Fields {
  const isOperation = flags.some(({ field }) => field === "dryRun");
  const consents = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };
  const own = flags.flatMap(({ field, value }): (readonly [string, unknown])[] => {
    if (value.kind === "switch") return [[field, !value.sets]];
    return "fallback" in value ? [[field, value.fallback]] : [];
  });
  return { ...(isOperation && consents), ...Object.fromEntries(own) };
}

function findConflict(entry: CommandSpec, given: readonly GivenFlag[], fields: Fields): CommandProblem | undefined {
  for (const { spec, at } of given) {
    if (given.some((other) => other.spec.name === spec.excludes)) {
      return problemAt("flag_conflict", `--${spec.name} and --${spec.excludes} cannot stand together`, at);
    }
    const { onlyWith } = spec;
    const condition = onlyWith && entry.flags.find(({ name }) => name === onlyWith.flag);
    if (onlyWith && condition && fields[condition.field] !== onlyWith.value) {
      const text = `--${onlyWith.flag} ${onlyWith.value}`;
      return problemAt("flag_conflict", `--${spec.name} is only for ${text}`, at, { hint: `Add ${text}.` });
    }
  }
  return undefined;
}

/** What reads may compare several clusters; what changes is for one. */
function findOtherCluster(
  { risk }: CommandSpec,
  fields: Fields,
  selectors: readonly PlacedSelector[],
): CommandProblem | undefined {
  const named = selectors.filter(({ selector }) => selector.includes("/"));
  const clusterOf = ({ selector }: PlacedSelector) => selector.slice(0, selector.indexOf("/"));
  const [first] = named;
  const expected = fields["cluster"] ?? (risk === "read" || first === undefined ? undefined : clusterOf(first));
  const other = expected === undefined ? undefined : named.find((one) => clusterOf(one) !== expected);
  return (
    other &&
    problemAt("flag_conflict", "This is another cluster than the command's", other, {
      hint: "Give one command for each cluster.",
    })
  );
}

function missing(name: string, { kind, description }: ArgumentSpec, command: Place): Refusal {
  const what = kind === "nodes" ? "nodes" : `a ${kind}`;
  return refuse("argument_missing", `${name} needs ${what}`, command, { hint: `Name ${what}: ${description}.` });
}

function surplus(message: string, word: Word): Refusal {
  return refuse("argument_surplus", message, word, { hint: "A text of several words has to stand in quotes." });
}

function refuseValue(
  { message, nearest, hint }: Extract<ReadValue<never>, { kind: "problem" }>,
  place: Place,
): Refusal {
  return refuse("value_invalid", message, place, {
    ...(nearest !== undefined && { nearest }),
    ...(hint !== undefined && { hint }),
  });
}

function refuse(
  code: CommandProblemCode,
  message: string,
  place: Place,
  more: { readonly nearest?: string; readonly hint?: string } = {},
): Refusal {
  return { kind: "problem", problem: problemAt(code, message, place, more) };
}

function problemAt(
  code: CommandProblemCode,
  message: string,
  { offset, length }: Place,
  more: { readonly nearest?: string; readonly hint?: string } = {},
): CommandProblem {
  return { code, message, offset, length, ...more };
}
