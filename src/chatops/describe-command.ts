/** A command's entry in the table as a person reads it. */
import type { ArgumentSpec, CommandSpec, FlagSpec } from "./command-spec.ts";

/** `upgrade <nodes…> [flags]`: how a command is written, without `/talos`. */
export function usageOf({ name, args, flags }: CommandSpec): string {
  return [name, ...args.map(argumentForm), ...(flags.length === 0 ? [] : ["[flags]"])].join(" ");
}

/** `<node>`, `[nodes…]` */
export function argumentForm({ field, kind, required }: ArgumentSpec): string {
  const what = kind === "nodes" ? `${field}…` : kind === "line" ? "command…" : field;
  return required ? `<${what}>` : `[${what}]`;
}

/** `etcd-snapshot`: how a command's name is written in a label. */
export function labelName(name: string): string {
  return name.trim().replace(/ +/g, "-");
}

/** `talos/upgrade/<node>`: how a command is written as a label; for one that may come by label. */
export function labelForm({ name, args: [arg] }: CommandSpec): string {
  const node = arg?.required ? "/<node>" : "[/<node>]";
  return `talos/${labelName(name)}${arg === undefined ? "" : node}`;
}

/** How the commit is written that a command is meant for. */
export const commitForm = "@<commit>";
export const commitDescription =
  "7 or more digits of the commit that is meant; refused when it is not the head any more";

/** `--mode auto|no-reboot`: how a flag is written. */
export function flagForm({ name, value }: FlagSpec): string {
  switch (value.kind) {
    case "switch":
      return `--${name}`;
    case "choice":
      return `--${name} ${value.choices.join("|")}`;
    case "partitions":
      return `--${name} <labels>`;
    case "seconds":
      return `--${name} <duration>`;
    default:
      return `--${name} <${value.kind}>`;
  }
}

/** What holds when a flag is left out, where that is a value; `auto`. */
export function fallbackOf({ value }: FlagSpec): string | undefined {
  if (value.kind === "choice") return value.fallback;
  return value.kind === "partitions" ? value.fallback.join(",") : undefined;
}
