import type { Writable } from "node:stream";

export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export interface OutputSettings {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** False for `--no-color`. */
  readonly color: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Where a command writes: results to stdout, everything about them to stderr. */
export interface Output {
  readonly json: boolean;
  readonly verbose: boolean;
  /** Whether stdout, and whether stderr, shows colours. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Width of the terminal behind stdout, undefined for a file or pipe. */
  readonly columns: number | undefined;
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
  /** Data, as it is. */
  write(text: string): void;
  writeJson(value: unknown): void;
  /** A line for a person, on stderr. */
  say(line: string): void;
  /** What is being done now: one line that is overwritten, on a terminal only; lines of their own with `--verbose`. */
  progress(line: string): void;
  /** Whether stderr is a terminal on which lines can be drawn again. */
  readonly isLive: boolean;
  /** Of the terminal behind stderr. */
  readonly size: { readonly columns: number; readonly rows: number };
  /** Shows lines in the place of those that were drawn before; on a terminal only, none wider than it. */
  draw(lines: readonly string[]): void;
  /** Leaves what was drawn where it is: a person has typed behind it. */
  release(): void;
  /** Removes the progress line, and what was drawn. */
  clearProgress(): void;
}

export function createOutput(settings: OutputSettings): Output {
  const { stdout, stderr, json, verbose } = settings;
  const isLive = stderr.isTTY === true && settings.environment["TERM"] !== "dumb";
  let drawn = 0;
  const clearing = () => `\r\u001b[2K${"\u001b[1A\u001b[2K".repeat(Math.max(0, drawn - 1))}`;
  const clearProgress = () => {
    if (drawn > 0) stderr.write(clearing());
    drawn = 0;
  };
  const draw = (lines: readonly string[]) => {
    if (!isLive) return;
    stderr.write(`${clearing()}${lines.join("\n")}`);
    drawn = lines.length;
  };
  return {
    json,
    verbose,
    color: { stdout: wantsColor(stdout, settings), stderr: wantsColor(stderr, settings) },
    columns: stdout.isTTY === true ? widthOf(stdout) : undefined,
    isTerminal: stdout.isTTY === true,
    write: (text) => {
      clearProgress();
      stdout.write(text);
    },
    writeJson: (value) => {
      clearProgress();
      stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    say: (line) => {
      clearProgress();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (isLive) draw([line.slice(0, Math.max(10, (widthOf(stderr) ?? 80) - 1))]);
      else if (verbose) stderr.write(`${line}\n`);
    },
    isLive,
    get size() {
      return { columns: widthOf(stderr) ?? 80, rows: stderr.rows || 24 };
    },
    draw,
    release: () => {
      drawn = 0;
    },
    clearProgress,
  };
}

/** A terminal whose size nobody set says 0. */
function widthOf({ columns }: OutputStream): number | undefined {
  return columns === 0 ? undefined : columns;
}

/** https://no-color.org, and FORCE_COLOR as Node itself reads it. */
function wantsColor(stream: OutputStream, { environment, color }: OutputSettings): boolean {
  if (!color || (environment["NO_COLOR"] ?? "") !== "") return false;
  const forced = environment["FORCE_COLOR"] ?? "";
  if (forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && environment["TERM"] !== "dumb";
}
