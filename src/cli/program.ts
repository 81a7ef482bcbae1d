import { Command, CommanderError, Help, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { CommandSpec as ChatCommandSpec } from "../chatops/command-spec.ts";
import { findCommand as findChatCommand } from "../chatops/command-table.ts";
import { UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import type { CommandOptions } from "./command.ts";
import { commandOptions } from "./command.ts";
import type { CommandSpec, OptionSpec } from "./command-spec.ts";
import { commandTable } from "./command-table.ts";
import { globalOptions } from "./global-options.ts";

/** What the command line asks for. */
export type Invocation =
  | {
      readonly kind: "run";
      readonly command: CommandSpec;
      readonly args: readonly string[];
      readonly options: CommandOptions;
    }
  /** Text to print: `--help`, `help diff`. */
  | { readonly kind: "help"; readonly text: string }
  /** Nothing was asked. */
  | { readonly kind: "usage"; readonly text: string };

/**
 * Reads the command line.
 *
 * @throws UserError `input_invalid` with the nearest command or option for what is not known.
 */
export function readCommandLine(given: readonly string[], columns: number): Invocation {
  const place = findName(given);
  if (asksVersion(given.slice(0, place))) return { kind: "help", text: `${packageJson.version}\n` };
  const argv = joinName(given, place);
  refuseUnknownTopic(argv);
  let invocation: Invocation | undefined;
  let refusing: Command | undefined;
  let help = "";
  const program = buildProgram((found) => {
    invocation = found;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      refusing = command;
      throw error;
    });
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: (text) => {
        help += text;
      },
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      // the error is thrown too, and printed by whoever catches it
      outputError: () => undefined,
    });
  }
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "help", text: help };
    if (error.code === "commander.help") return { kind: "usage", text: help };
    throw usageError(error, refusing?.parent ? `${refusing.name()} ` : "");
  }
  return invocation ?? { kind: "usage", text: program.helpInformation() };
}

const takesValue = new Set(
  globalOptions.filter(({ flags }) => flags.includes("<")).map(({ flags }) => flags.split(" ")[0]),
);

const versionOption = new Option("-V, --version", "print the version");

function asksVersion(words: readonly string[]): boolean {
  return words.includes("-V") || words.includes("--version");
}

/** Where the command's name stands, or that of the command that help is asked for. */
function findName(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (takesValue.has(word)) index++;
    else if (!word.startsWith("-") && word !== "help") return index;
  }
  return argv.length;
}

/** `etcd snapshot` is one command with a name of two words. */
function joinName(argv: readonly string[], place: number): readonly string[] {
  const group = commandTable.map(({ name }) => name).filter((name) => name.startsWith(`${argv[place]} `));
  if (group.length === 0) return argv;
  const second = argv[place + 1] ?? "";
  const name = `${argv[place]} ${second.startsWith("-") ? "" : second}`;
  if (!group.includes(name)) {
    const nearest = nearestName(name, group) ?? group[0];
    throw new UserError(`Unknown command '${name.trim()}'`, {
      code: "input_invalid",
      hint: `Did you mean ${nearest}?`,
    });
  }
  return [...argv.slice(0, place), name, ...argv.slice(place + 2)];
}

/** commander answers `help nonsense` with the general help. */
function refuseUnknownTopic([first, topic]: readonly string[]): void {
  const names = ["help", ...commandTable.map(({ name }) => name)];
  if (first !== "help" || topic === undefined || topic.startsWith("-") || names.includes(topic)) return;
  const nearest = nearestName(topic, names) ?? names.find((name) => name.startsWith(`${topic} `));
  throw new UserError(`Unknown command '${topic}'`, {
    code: "input_invalid",
    hint: nearest === undefined ? "Run talos-chatops --help to see what there is." : `Did you mean ${nearest}?`,
  });
}

function buildProgram(onCall: (invocation: Invocation) => void): Command {
  const program = new Command("talos-chatops")
    .description("Operate Talos Linux clusters from what a Git repository says of them.")
    .usage("<command> [options]")
    .helpCommand("help [command]", "show help for a command")
    .configureHelp({
      showGlobalOptions: true,
      // commander would take it out of `upgrade all --version v1.13.9` too
      visibleOptions: (command) => [versionOption, ...new Help().visibleOptions(command)],
    })
    .addHelpText("after", "\nSettings: docs/settings.md. Commands: docs/cli.md.");
  for (const option of globalOptions) program.addOption(toOption(option));
  for (const spec of commandTable) program.addCommand(buildCommand(spec, onCall));
  return program;
}

function buildCommand(spec: CommandSpec, onCall: (invocation: Invocation) => void): Command {
  const command = new Command(spec.name)
    .summary(spec.summary)
    .description(spec.description)
    .configureHelp({ showGlobalOptions: true });
  for (const { name, description } of spec.args) command.argument(name, description);
  for (const option of spec.options) command.addOption(toOption(option));
  if (spec.examples.length > 0) command.addHelpText("after", formatExamples(spec));
  command.action((...given: unknown[]) => {
    // commander passes the arguments, then the options and the command
    const args = given
      .slice(0, -2)
      .flat()
      .filter((arg) => typeof arg === "string");
    onCall({ kind: "run", command: spec, args, options: commandOptions(command.optsWithGlobals()) });
  });
  return command;
}

function toOption({ flags, description, repeatable = false }: OptionSpec): Option {
  const option = new Option(flags, description);
  if (repeatable) option.argParser((value: string, previous: readonly string[] = []) => [...previous, value]);
  return option;
}

function formatExamples({ examples }: CommandSpec): string {
  const lines = examples.map(({ line, does }) => `  $ talos-chatops ${line}\n      ${does}`);
  return `\nExamples:\n${lines.join("\n")}`;
}

function usageError(error: CommanderError, command: string): UserError {
  const [message = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const unknown = /unknown command '([^']*)'/.exec(message)?.[1];
  const foreign = unknown === undefined ? undefined : findChatCommand(unknown);
  const suggestion =
    /\(Did you mean (.*)\?\)/.exec(rest.join(" "))?.[1] ??
    commandTable.find(({ name }) => name.startsWith(`${unknown} `))?.name;
  return new UserError(message.charAt(0).toUpperCase() + message.slice(1), {
    code: "input_invalid",
    hint:
      (foreign && onlyInComments(foreign)) ??
      (suggestion === undefined
        ? `Run talos-chatops ${command}--help to see what there is.`
        : `Did you mean ${suggestion}?`),
  });
}

/** Of a command that there is, but not here. */
function onlyInComments({ name, doors, risk }: ChatCommandSpec): string | undefined {
  if (doors.includes("cli")) return undefined;
  const why =
    risk === "verdict"
      ? "it needs the bot, which keeps the requests that wait"
      : "permissions are for people on GitHub; here the talosconfig's role says what you may";
  return `${name} is for comments on pull requests: ${why}.`;
}
