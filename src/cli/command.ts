/** What a command of the CLI is given and what it gives back. */
import type { Output } from "./output.ts";

/** 0: done, or nothing differs. 1: an error. 2: something differs. */
export type ExitCode = 0 | 1 | 2;

export interface CommandCall {
  /** Arguments in order; a list of nodes is spread into them. */
  readonly args: readonly string[];
  /** The command's own options and the global ones, by their long names in camelCase. */
  readonly options: CommandOptions;
  readonly output: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths on the command line start from. */
  readonly directory: string;
  /** Aborted by Ctrl-C, or by the second one after `holdOn`. */
  readonly signal: AbortSignal;
  /** From now on the first Ctrl-C aborts only the signal that this gives. */
  holdOn(): AbortSignal;
  /** Where answers are typed. */
  readonly stdin: NodeJS.ReadStream;
}

export interface CommandOptions {
  flag(name: string): boolean;
  /** Of an option `--no-<name>`. */
  isOff(name: string): boolean;
  text(name: string): string | undefined;
  /** An option that may be given several times. */
  list(name: string): readonly string[];
}

export interface CommandModule {
  run(call: CommandCall): Promise<ExitCode>;
}

/** Reads what commander collected. */
export function commandOptions(values: Readonly<Record<string, unknown>>): CommandOptions {
  return {
    flag: (name) => values[name] === true,
    isOff: (name) => values[name] === false,
    text: (name) => (typeof values[name] === "string" ? values[name] : undefined),
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
    },
  };
}
