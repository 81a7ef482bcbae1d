/** Commands that change nothing. */
import type { ReadCommand } from "../command.ts";
import type { ArgumentSpec, CommandTable } from "../command-spec.ts";

const someNodes = {
  field: "nodes",
  kind: "nodes",
  required: false,
  description: "names, globs, all, controlplane, workers, <cluster>/<node>; all unless told",
} as const satisfies ArgumentSpec;

const oneNode = {
  field: "node",
  kind: "node",
  required: true,
  description: "a node's name, or <cluster>/<node>",
} as const satisfies ArgumentSpec;

export const readCommands: Pick<CommandTable, ReadCommand["name"]> = {
  help: {
    name: "help",
    aliases: [],
    risk: "none",
    doors: ["comment"],
    args: [{ field: "topic", kind: "command", required: false, description: "a command" }],
    flags: [],
    summary: "list the commands, or describe one",
    description: "Without a command it lists them all.",
    examples: [{ line: "help upgrade", does: "everything about one command" }],
  },
  whoami: {
    name: "whoami",
    aliases: [],
    risk: "none",
    doors: ["comment"],
    args: [],
    flags: [],
    summary: "say who you are here and what you may do",
    description: "Names your role in the repository and, for each cluster, what its settings let you ask for.",
    examples: [{ line: "whoami", does: "your role and your rights" }],
  },
  status: {
    name: "status",
    aliases: [],
    risk: "read",
    doors: ["comment", "cli", "dispatch"],
    args: [someNodes],
    flags: [],
    summary: "show what the nodes run and how they are",
    description: "Version, schematic, state, services and etcd membership of each node, and the cluster's lock.",
    examples: [
      { line: "status", does: "every node" },
      { line: "status workers", does: "some of them" },
    ],
  },
  health: {
    name: "health",
    aliases: [],
    risk: "read",
    doors: ["comment", "cli", "dispatch"],
    args: [],
    flags: [],
    summary: "judge whether the cluster could be worked on now",
    description: "Runs every gate that a writing command has to pass, and the checks of the settings.",
    examples: [{ line: "health", does: "all gates and checks" }],
  },
  diff: {
    name: "diff",
    aliases: ["plan"],
    risk: "read",
    doors: ["comment", "label", "cli", "dispatch"],
    args: [someNodes],
    flags: [],
    summary: "compare what the repository says with what the nodes run",
    description: "Compares by meaning, hides every secret, and says which changes need a reboot.",
    examples: [
      { line: "diff", does: "every node" },
      { line: "diff talos-m01 workers", does: "some nodes" },
    ],
  },
  render: {
    name: "render",
    aliases: [],
    risk: "read",
    doors: ["comment", "cli"],
    args: [oneNode],
    flags: [],
    summary: "show the machine configuration of a node, secrets hidden",
    description: "The configuration as the repository describes it: rendered and merged.",
    examples: [{ line: "render talos-m01", does: "the whole configuration" }],
  },
  schematic: {
    name: "schematic",
    aliases: [],
    risk: "read",
    doors: ["comment", "cli"],
    args: [oneNode],
    flags: [],
    summary: "show the image factory's id for a node, and its installer image",
    description: "Computed from the schematic template; the factory is asked only where it has to be.",
    examples: [{ line: "schematic talos-m01", does: "id and image" }],
  },
  "etcd status": {
    name: "etcd status",
    aliases: [],
    risk: "read",
    doors: ["comment", "cli", "dispatch"],
    args: [],
    flags: [],
    summary: "show etcd's members, leader, alarms and lag",
    description: "As each control plane sees it; members that do not agree are told.",
    examples: [{ line: "etcd status", does: "every member" }],
  },
};
