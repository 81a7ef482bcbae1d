/** The words of a command that are no flags in; nodes, a version or a topic out. */
import { nearestName } from "../nearest-name.ts";
import type { ArgumentSpec, CommandSpec } from "./command-spec.ts";
import { commandTable, findCommand } from "./command-table.ts";
import type { PlacedSelector } from "./parsed-command.ts";
import { readArgument } from "./read-value.ts";
import { type Place, type Refusal, refuse, refuseValue } from "./refuse.ts";
import type { Word } from "./split-words.ts";

export interface ReadArguments {
  readonly kind: "fields";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly selectors: readonly PlacedSelector[];
}

export function readArguments(
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
  // a line is read by the parser, which knows all commands
  if (spec.kind === "command" || spec.kind === "line") return readTopic(spec, words);
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

function missing(name: string, { kind, description }: ArgumentSpec, command: Place): Refusal {
  const what = kind === "nodes" ? "nodes" : `a ${kind}`;
  return refuse("argument_missing", `${name} needs ${what}`, command, { hint: `Name ${what}: ${description}.` });
}

function surplus(message: string, word: Word): Refusal {
  return refuse("argument_surplus", message, word, { hint: "A text of several words has to stand in quotes." });
}
