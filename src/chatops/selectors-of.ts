import type { Command } from "./command.ts";

/** Selectors of nodes as a command has them; none means that it is for the whole cluster. */
export function selectorsOf(command: Command): readonly string[] {
  if ("nodes" in command) return command.nodes;
  return "node" in command ? [command.node] : [];
}
