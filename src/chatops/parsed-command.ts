/** What a command line was found to be. */
import type { Command, DestroyCommand } from "./command.ts";

/** Stable reason codes. */
export type CommandProblemCode =
  | "argument_missing"
  | "argument_surplus"
  | "command_unknown"
  | "confirmation_missing"
  | "confirmation_wrong"
  | "flag_conflict"
  | "flag_repeated"
  | "flag_unknown"
  | "label_refused"
  | "line_too_long"
  | "node_unknown"
  | "quote_open"
  | "value_invalid"
  | "value_missing";

/** Why a line is no command. `offset` and `length` are the word at fault, in UTF-16 units of the line as it was given. */
export interface CommandProblem {
  readonly code: CommandProblemCode;
  /** One sentence without a full stop; it holds no text of the line. */
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** What was probably meant: a command, a flag, a value, a node. */
  readonly nearest?: string;
  /** The next step, as a sentence. */
  readonly hint?: string;
}

/** A selector of nodes, and where it stands in the line. */
export interface PlacedSelector {
  readonly selector: string;
  readonly offset: number;
  readonly length: number;
}

export type ParsedCommand =
  | { readonly kind: "command"; readonly command: Command; readonly selectors: readonly PlacedSelector[] }
  /** Complete but for `--confirm`: not to be carried out before the node was named again. */
  | {
      readonly kind: "unconfirmed";
      readonly command: DestroyCommand;
      readonly selectors: readonly PlacedSelector[];
      readonly problem: CommandProblem;
    }
  | { readonly kind: "problem"; readonly problem: CommandProblem };
