/** The commands that change a cluster as the CLI knows them: from the one table of commands, with what only a terminal has. */
import type { LockCommand, OperationCommand } from "../chatops/command.ts";
import type { ArgumentSpec, CommandSpec as ChatCommandSpec, FlagSpec } from "../chatops/command-spec.ts";
import { commandTable } from "../chatops/command-table.ts";
import { fallbackOf, flagForm } from "../chatops/describe-command.ts";
import type { CommandModule } from "./command.ts";
import type { CommandSpec, OptionSpec } from "./command-spec.ts";

const yes: OptionSpec = {
  flags: "-y, --yes",
  description: "do not ask; for what destroys only together with --confirm",
};
const output: OptionSpec = {
  flags: "-o, --output <folder>",
  description: "where to; the folder of the settings unless told, or else one for temporary files",
};

type WritingName = (OperationCommand | LockCommand)["name"];

const lockModule = () => import("./operate/lock-commands.ts");
const operation = (name: OperationName) => async (): Promise<CommandModule> => {
  const { runOperation } = await import("./operate/run-operation.ts");
  return { run: (call) => runOperation(call, name) };
};

type OperationName = OperationCommand["name"];

const modules: { readonly [Name in WritingName]: () => Promise<CommandModule> } = {
  apply: operation("apply"),
  reboot: operation("reboot"),
  upgrade: operation("upgrade"),
  "upgrade-k8s": operation("upgrade-k8s"),
  rollback: operation("rollback"),
  "etcd snapshot": operation("etcd snapshot"),
  reset: operation("reset"),
  shutdown: operation("shutdown"),
  lock: async () => ({ run: (await lockModule()).runLock }),
  unlock: async () => ({ run: (await lockModule()).runUnlock }),
  continue: async () => ({ run: (await import("./operate/continue.ts")).runContinue }),
  abort: async () => ({ run: (await lockModule()).runAbort }),
};

const exitCodes =
  "Exit code: 0 when done, 1 when it failed or was refused; with --dry-run 2 when there is something to do.";

export const operationCommands: readonly CommandSpec[] = commandTable.flatMap((entry) => {
  const load = Object.entries(modules).find(([name]) => name === entry.name)?.[1];
  return load === undefined ? [] : [{ ...toSpec(entry), load }];
});

function toSpec(entry: ChatCommandSpec): Omit<CommandSpec, "load"> {
  const { name, summary, description, args, flags, examples, risk } = entry;
  const isAsked = name !== "lock" && name !== "abort";
  return {
    name,
    summary,
    description: `${description}${flags.some(({ field }) => field === "dryRun") ? `\n${exitCodes}` : ""}`,
    args: args.map((arg) => ({ name: argumentName(arg), description: arg.description })),
    options: [
      ...flags.map(toOption),
      ...(isAsked ? [risk === "destroy" ? yes : { ...yes, description: "do not ask" }] : []),
      ...(name === "etcd snapshot" ? [output] : []),
    ],
    examples,
  };
}

function argumentName({ field, kind }: ArgumentSpec): string {
  return kind === "nodes" ? `<${field}...>` : `<${field}>`;
}

/** Those with a value are collected, so that the parser can refuse the second one. */
function toOption(flag: FlagSpec): OptionSpec {
  const fallback = fallbackOf(flag);
  const unless = fallback === undefined ? "" : `; ${fallback} unless told`;
  const choices = flag.value.kind === "choice" ? `${flag.value.choices.join(", ")}: ` : "";
  const form = flag.value.kind === "choice" ? `--${flag.name} <${flag.name}>` : flagForm(flag);
  return {
    flags: form,
    description: `${choices}${flag.description}${unless}`,
    ...(flag.value.kind !== "switch" && { repeatable: true }),
    ...(flag.value.kind === "choice" && { choices: flag.value.choices }),
  };
}
