/** One line of a comment, a label or a terminal in; the command that it means, or what is wrong with which word, out. */
import { nearestName } from "../nearest-name.ts";
import type { Command, DestroyCommand } from "./command.ts";
import type { CommandSpec } from "./command-spec.ts";
import { commandTable, findCommand } from "./command-table.ts";
import { formatCommand } from "./format-command.ts";
import type { CommandProblem, ParsedCommand } from "./parsed-command.ts";
import { type ReadWords, readWords } from "./read-words.ts";
import { type Place, refuse } from "./refuse.ts";
import { splitWords, type Word } from "./split-words.ts";

const longestLine = 4_000;

/**
 * Parses a line with or without `/talos` before it. Never throws. A line of `/talos` alone asks for help. What destroys and
 * is not confirmed comes back as `unconfirmed`, unless it is a dry run.
 */
export function parseCommand(line: string): ParsedCommand {
  if (line.length > longestLine) {
    const message = `The line is longer than ${longestLine} characters`;
    return problem({ code: "line_too_long", message, offset: 0, length: line.length });
  }
  const split = splitWords(line);
  if (split.kind === "problem") {
    const { message, offset, length } = split;
    return problem({ code: "quote_open", message, offset, length });
  }
  return parseWords(split.words);
}

/** The same for words that were split already. What is found wrong is where the words say that they stand. */
export function parseWords(given: readonly Word[]): ParsedCommand {
  const words = given[0]?.text === "/talos" ? given.slice(1) : given;
  const [first, second] = words;
  if (first === undefined) return { kind: "command", command: { name: "help" }, selectors: [] };
  const named = nameCommand(first, second);
  if (named === undefined) return problem(unknownCommand(first, second));
  const { entry, length } = named;
  const rest = words.slice(length);
  const place = { offset: first.offset, length: endOf(words[length - 1]) - first.offset };
  if (entry.args[0]?.kind === "line") return readQuestion(entry, rest, place);
  const read = readWords(entry, rest, place);
  return read.kind === "problem" ? read : complete(entry, read);
}

/** `can …`: the rest of the line is a command of its own. It is not carried out, so it need not be confirmed. */
function readQuestion({ name, args }: CommandSpec, words: readonly Word[], place: Place): ParsedCommand {
  const [first] = words;
  if (first === undefined || (first.text === "/talos" && words.length === 1)) {
    return refuse("argument_missing", `${name} needs a command`, place, {
      hint: `Name ${args[0]?.description ?? "a command"}: /talos ${name} upgrade all.`,
    });
  }
  const asked = parseWords(words);
  if (asked.kind === "problem") return asked;
  if (asked.command.name === name) {
    return refuse("value_invalid", `${name} is about another command`, first, { hint: "Name that one alone." });
  }
  return {
    kind: "command",
    command: { name: "can", line: formatCommand(asked.command) },
    selectors: asked.selectors,
  };
}

function nameCommand(first: Word, second: Word | undefined): { entry: CommandSpec; length: number } | undefined {
  const both = second && findCommand(`${first.text} ${second.text}`);
  if (both !== undefined) return { entry: both, length: 2 };
  const entry = findCommand(first.text);
  return entry && { entry, length: 1 };
}

function endOf(word: Word | undefined): number {
  return word === undefined ? 0 : word.offset + word.length;
}

function unknownCommand(first: Word, second: Word | undefined): CommandProblem {
  const group = commandTable.filter(({ name }) => name.startsWith(`${first.text} `)).map(({ name }) => name);
  const names = commandTable.flatMap(({ name, aliases }) => [name, ...aliases]);
  const typed = group.length > 0 && second !== undefined ? `${first.text} ${second.text}` : first.text;
  const nearest = group.length > 0 ? (nearestName(typed, group) ?? group[0]) : nearestName(typed, names);
  const length = group.length > 0 ? endOf(second ?? first) - first.offset : first.length;
  return {
    code: "command_unknown",
    message: group.length > 0 ? `There are ${group.join(" and ")}` : "There is no such command",
    offset: first.offset,
    length,
    ...(nearest === undefined ? { hint: "/talos help lists the commands." } : { nearest }),
  };
}

function complete({ risk, name }: CommandSpec, read: Extract<ReadWords, { kind: "fields" }>): ParsedCommand {
  const { fields, selectors } = read;
  // the table's type names the fields of each command, and readWords has filled those that must be there
  const command = { name, ...fields } as unknown as Command;
  if (risk !== "destroy") return { kind: "command", command, selectors };
  return confirm(command as DestroyCommand, read); // the table lets only what is confirmed be destroying
}

function confirm(
  command: DestroyCommand,
  { selectors, places }: Extract<ReadWords, { kind: "fields" }>,
): ParsedCommand {
  const { node, confirm: typed } = command;
  const bare = node.slice(node.indexOf("/") + 1);
  const isConfirmed = typed === node || typed === bare;
  if (isConfirmed || (typed === undefined && command.dryRun)) return { kind: "command", command, selectors };
  const { offset, length } = places.get("confirm") ?? selectors[0] ?? { offset: 0, length: 0 };
  if (typed !== undefined) {
    const message = "What was typed to confirm is not the node of the command";
    return problem({ code: "confirmation_wrong", message, offset, length, nearest: bare });
  }
  const what: CommandProblem = {
    code: "confirmation_missing",
    message: `${command.name} has to be confirmed with the node's name`,
    offset,
    length,
    hint: `Type: /talos ${formatCommand({ ...command, confirm: bare })}`,
  };
  return { kind: "unconfirmed", command, selectors, problem: what };
}

function problem(what: CommandProblem): ParsedCommand {
  return { kind: "problem", problem: what };
}
