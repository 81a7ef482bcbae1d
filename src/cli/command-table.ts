/** Every command of the CLI: how it is called, what help says of it, and the module that does it, loaded when called. */
import type { CommandModule } from "./command.ts";

export interface OptionSpec {
  /** `-p, --patch <patch>` */
  readonly flags: string;
  readonly description: string;
  readonly repeatable?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** `<node>`, `[nodes...]` */
  readonly args: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly load: () => Promise<CommandModule>;
}

const outputOption = { flags: "-o, --output <file>", description: "write to a file instead of stdout" };
export const commandTable: readonly CommandSpec[] = [
  {
    name: "patch",
    summary: "apply patches to a machine config, as talosctl machineconfig patch does",
    description: "Strategic merge patches and JSON patches, in order. Prints the patched config.",
    args: [{ name: "<base>", description: "the machine config; - for stdin" }],
    options: [
      { flags: "-p, --patch <patch>", description: "a patch, or @file to read it from a file", repeatable: true },
      {
        flags: "--talos-version <version>",
        description: "version whose rules count; read from the install image unless told",
      },
      outputOption,
    ],
    examples: [
      { line: "patch base.yaml -p @node.yaml", does: "one patch from a file" },
      { line: `patch base.yaml -p '{"machine": {"type": "worker"}}' -p @labels.yaml`, does: "two patches, one inline" },
    ],
    load: () => import("./commands/patch.ts"),
  },
  {
    name: "version",
    summary: "print the version",
    description: "Prints the version of talos-chatops and of Node.js.",
    args: [],
    options: [],
    examples: [],
    load: () => import("./commands/version.ts"),
  },
];
