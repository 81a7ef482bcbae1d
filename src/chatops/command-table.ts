/** Every command, once: parser, help, permissions, the CLI, shell completion and docs/commands.md are made from this. */

import type { CommandName } from "./command.ts";
import type { CommandSpec, CommandTable, FlagSpec } from "./command-spec.ts";
import { lockCommands } from "./commands/lock-commands.ts";
import { maintenanceCommands } from "./commands/maintenance-commands.ts";
import { readCommands } from "./commands/read-commands.ts";
import { verdictCommands } from "./commands/verdict-commands.ts";

const entries: CommandTable = { ...readCommands, ...maintenanceCommands, ...lockCommands, ...verdictCommands };

/** In the order in which help lists them. */
export const commandTable: readonly CommandSpec[] = Object.values(entries);

export const commandNames: readonly CommandName[] = commandTable.map(({ name }) => name);

/** What every command knows besides its own flags. */
export const clusterFlag: FlagSpec = {
  name: "cluster",
  field: "cluster",
  value: { kind: "cluster" },
  description: "which cluster of the settings; the only one, or the one named as <cluster>/<node>, unless told",
};

/** What a command knows; the rest of a line is another command's, with the flags of that. */
export function flagsOf({ args, flags }: CommandSpec): readonly FlagSpec[] {
  return args.some(({ kind }) => kind === "line") ? flags : [...flags, clusterFlag];
}

/** The entry of a command by its name or an alias. */
export function findCommand(name: string): CommandSpec | undefined {
  return commandTable.find((entry) => entry.name === name || entry.aliases.includes(name));
}
