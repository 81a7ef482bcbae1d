import type { Command } from "./command.ts";
import type { CommandSpec, FlagSpec } from "./command-spec.ts";
import { clusterFlag, commandTable } from "./command-table.ts";

/**
 * A command in its canonical form, without `/talos`: arguments as written, flags in the table's order, what is as usual
 * left out, the commit last. `parseCommand` gives the same command again.
 */
export function formatCommand(command: Command): string {
  const entry = commandTable.find(({ name }) => name === command.name);
  const fields: Readonly<Record<string, unknown>> = { ...command };
  const flags = [...(entry?.flags ?? []), clusterFlag].flatMap((flag) => formatFlag(flag, fields[flag.field]));
  const commit = command.commit === undefined ? [] : [`@${command.commit}`];
  return [command.name, ...formatArguments(entry, fields), ...flags, ...commit].join(" ");
}

function formatArguments(entry: CommandSpec | undefined, fields: Readonly<Record<string, unknown>>): readonly string[] {
  return (entry?.args ?? []).flatMap(({ field }) => {
    const value = fields[field];
    if (Array.isArray(value)) return value.map(String);
    return value === undefined ? [] : [String(value)];
  });
}

function formatFlag({ name, value: spec }: FlagSpec, value: unknown): readonly string[] {
  switch (spec.kind) {
    case "switch":
      return value === spec.sets ? [`--${name}`] : [];
    case "choice":
      return value === undefined || value === spec.fallback ? [] : [`--${name}`, String(value)];
    case "partitions": {
      const labels = Array.isArray(value) ? value.join(",") : "";
      return labels === "" || labels === spec.fallback.join(",") ? [] : [`--${name}`, labels];
    }
    case "seconds":
      return value === undefined ? [] : [`--${name}`, `${String(value)}s`];
    case "text":
      return value === undefined ? [] : [`--${name}`, quote(String(value))];
    default:
      return value === undefined ? [] : [`--${name}`, String(value)];
  }
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}
