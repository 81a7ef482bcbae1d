/** How a command is described: the form of an entry in the table. */
import type { Command, CommandName, Risk } from "./command.ts";

/** Where a command can be given. */
export type DoorName = "comment" | "label" | "cli" | "dispatch";

type CommandOf<Name extends CommandName> = Extract<Command, { readonly name: Name }>;
/** Fields of a command that arguments and flags fill in. */
type FieldOf<Name extends CommandName> = Exclude<keyof CommandOf<Name>, "name">;

export interface ArgumentSpec<Field extends PropertyKey = string> {
  /** Field of the command. */
  readonly field: Field;
  /**
   * `nodes`: as many selectors as are given; `node`: the name of one; `command`: the name of a command, of one or two words;
   * `line`: a whole command, the rest of the line; `plan`: the beginning of a plan's digest.
   */
  readonly kind: "command" | "line" | "node" | "nodes" | "plan" | "version";
  readonly required: boolean;
  readonly description: string;
}

export type FlagValue =
  /** No value; `sets` is what the field becomes, its opposite when the flag is left out. */
  | { readonly kind: "switch"; readonly sets: boolean }
  | { readonly kind: "choice"; readonly choices: readonly string[]; readonly fallback: string }
  /** Several, with commas between. */
  | { readonly kind: "partitions"; readonly fallback: readonly string[] }
  /** Left out, the field is left out too. */
  | { readonly kind: "cluster" | "image" | "node" | "seconds" | "text" | "version" };

export interface FlagSpec<Field extends PropertyKey = string> {
  /** Without the dashes. */
  readonly name: string;
  readonly field: Field;
  readonly value: FlagValue;
  readonly description: string;
  /** Another flag that cannot stand beside it. */
  readonly excludes?: string;
  /** It means something only where another flag has this value. */
  readonly onlyWith?: { readonly flag: string; readonly value: string };
}

export interface CommandSpec<Name extends CommandName = CommandName, Field extends PropertyKey = string> {
  readonly name: Name;
  readonly aliases: readonly string[];
  readonly risk: Risk;
  /** It goes by the pull request's commit, which `@<commit>` may name. */
  readonly goesByCommit: boolean;
  readonly doors: readonly DoorName[];
  readonly args: readonly ArgumentSpec<Field>[];
  readonly flags: readonly FlagSpec<Field>[];
  /** One line, lower case, without a full stop. */
  readonly summary: string;
  /** Sentences. */
  readonly description: string;
  /** Whole commands without `/talos`. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
}

/** An entry for each command, under its name. */
export type CommandTable = { readonly [Name in CommandName]: CommandSpec<Name, FieldOf<Name>> };
