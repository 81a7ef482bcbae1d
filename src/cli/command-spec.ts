/** How a command of the CLI is described. */
import type { CommandModule } from "./command.ts";

export interface OptionSpec {
  /** `-p, --patch <patch>` */
  readonly flags: string;
  readonly description: string;
  readonly repeatable?: boolean;
  /** Its values, where they are few: for completion. */
  readonly choices?: readonly string[];
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** `<node>`, `[nodes...]` */
  readonly args: readonly {
    readonly name: string;
    readonly description: string;
    /** Its values, where they are few: for completion. */
    readonly choices?: readonly string[];
  }[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly load: () => Promise<CommandModule>;
}
