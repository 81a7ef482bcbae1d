/** A call of the CLI in, the command that it means out: the arguments and flags go through the one parser of all doors. */
import type { Command } from "../../chatops/command.ts";
import type { CommandSpec as ChatCommandSpec, FlagSpec } from "../../chatops/command-spec.ts";
import { clusterFlag, findCommand } from "../../chatops/command-table.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import type { CommandProblem, ParsedCommand } from "../../chatops/parsed-command.ts";
import { UserError } from "../../errors.ts";
import { underlineWord } from "../../report/underline-word.ts";
import type { CommandCall, CommandOptions } from "../command.ts";

export type GivenCommand = Exclude<ParsedCommand, { readonly kind: "problem" }>;

/** @throws UserError `command_invalid`; the word at fault is underlined on stderr before it */
export function readCommand(call: CommandCall, name: Command["name"]): GivenCommand {
  const line = givenLine(call, name);
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw commandError(call, line, parsed.problem);
  return parsed;
}

/** The line as it would be written in a comment, without `/talos`. */
export function givenLine(call: Pick<CommandCall, "args" | "options">, name: Command["name"]): string {
  const entry = findCommand(name);
  if (entry === undefined) throw new Error(`${name} is not in the table`);
  return commandLine(entry, call);
}

/** Shows where a command is wrong, and gives the error. */
export function commandError({ output }: CommandCall, line: string, problem: CommandProblem): UserError {
  const { message, nearest, hint, offset, length } = problem;
  if (!output.json) for (const shown of underlineWord(line, { offset, length }).split("\n")) output.say(`  ${shown}`);
  const next = nearest === undefined ? hint : `Did you mean ${nearest}?`;
  const word = line.slice(offset, offset + length);
  return new UserError(`${message}: ${word}`, {
    code: problem.code === "node_unknown" ? "node_unknown" : "command_invalid",
    ...(next !== undefined && { hint: next.replace("/talos ", "talos-chatops ") }),
  });
}

function commandLine(
  { name, flags }: ChatCommandSpec,
  { args, options }: Pick<CommandCall, "args" | "options">,
): string {
  const given = [...flags, clusterFlag].flatMap((flag) => flagWords(flag, options));
  return [name, ...args.map(word), ...given].join(" ");
}

function flagWords({ name, value }: FlagSpec, options: CommandOptions): readonly string[] {
  if (value.kind === "switch") return isGiven(name, options) ? [`--${name}`] : [];
  const text = options.text(camelCase(name));
  const texts = text === undefined ? options.list(camelCase(name)) : [text];
  return texts.flatMap((one) => [`--${name}`, word(one)]);
}

/** commander keeps `--no-reboot` as a `reboot` that is false. */
function isGiven(name: string, options: CommandOptions): boolean {
  return name.startsWith("no-") ? options.isOff(camelCase(name.slice(3))) : options.flag(camelCase(name));
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** In quotes where it would otherwise be taken apart, for a flag, or for a commit: here the files at hand count. */
function word(text: string): string {
  if (/^[^\s"'“‘=@-][^\s"]*$/.test(text)) return text;
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}
