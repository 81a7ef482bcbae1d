import type { Command } from "./command.ts";
import { labelName } from "./describe-command.ts";
import { formatCommand } from "./format-command.ts";
import { parseLabel } from "./parse-label.ts";

/** GitHub's limit for the name of a label. */
const longestLabel = 50;

/**
 * The label that means a command. `parseLabel` gives the same command again.
 *
 * @returns undefined for a command that no label can say: it destroys, needs more words, or is too long
 */
export function formatLabel(command: Command): string | undefined {
  const nodes = "nodes" in command ? command.nodes.join(",") : "node" in command ? command.node : command.cluster;
  const label = ["talos", labelName(command.name), ...(nodes === undefined || nodes === "" ? [] : [nodes])].join("/");
  const parsed = label.length <= longestLabel ? parseLabel(label) : undefined;
  const isSame = parsed?.kind === "command" && formatCommand(parsed.command) === formatCommand(command);
  return isSame ? label : undefined;
}
