import type { Command, CommandName, Risk } from "./command.ts";
import { commandTable } from "./command-table.ts";

const risks: ReadonlyMap<string, Risk> = new Map(commandTable.map(({ name, risk }) => [name, risk]));

/** What a command can do at most, by the table; a dry run only reads. */
export function riskOf(command: Command | { readonly name: CommandName }): Risk {
  if ("dryRun" in command && command.dryRun) return "read";
  return risks.get(command.name) ?? "destroy";
}
