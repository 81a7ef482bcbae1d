import { Command, CommanderError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import type { CommandOptions } from "./command.ts";
import { commandOptions } from "./command.ts";
import { type CommandSpec, commandTable, type OptionSpec } from "./command-table.ts";

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

const globalOptions: readonly OptionSpec[] = [
  { flags: "--root <folder>", description: "the repository; found upward from the current folder unless told" },
  { flags: "--config <path>", description: "the settings, from the root; .github/talos-chatops.yaml unless told" },
  { flags: "--cluster <name>", description: "which cluster of the settings; needed when there are several" },
  { flags: "--talosconfig <file>", description: "$TALOSCONFIG or ~/.talos/config unless told" },
  { flags: "--context <name>", description: "context of the talosconfig; the cluster's or the active one unless told" },
  { flags: "--json", description: "print JSON, errors too" },
  { flags: "--no-color", description: "no colours, as with NO_COLOR" },
  { flags: "--verbose", description: "show progress as lines, and where an error came from" },
];

/**
 * Reads the command line.
 *
 * @throws UserError `input_invalid` with the nearest command or option for what is not known.
 */
export function readCommandLine(written: readonly string[], columns: number): Invocation {
  const argv = joinWords(written);
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

/** `etcd status` is one command; commander would take its first word for a command and the second for an argument. */
function joinWords(argv: readonly string[]): readonly string[] {
  const names = new Set(commandTable.map(({ name }) => name).filter((name) => name.includes(" ")));
  const at = argv.findIndex((word, index) => names.has(`${word} ${argv[index + 1]}`) && !isValue(argv[index - 1]));
  return at === -1 ? argv : [...argv.slice(0, at), argv.slice(at, at + 2).join(" "), ...argv.slice(at + 2)];
}

/** Whether the word after this one is the value of an option. */
function isValue(before: string | undefined): boolean {
  return globalOptions.some(({ flags }) => flags.startsWith(`${before} <`));
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
    .version(packageJson.version, "-V, --version", "print the version")
    .helpCommand("help [command]", "show help for a command")
    .configureHelp({ showGlobalOptions: true })
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
  const suggestion = /\(Did you mean (.*)\?\)/.exec(rest.join(" "))?.[1];
  return new UserError(message.charAt(0).toUpperCase() + message.slice(1), {
    code: "input_invalid",
    hint:
      suggestion === undefined
        ? `Run talos-chatops ${command}--help to see what there is.`
        : `Did you mean ${suggestion}?`,
  });
}
