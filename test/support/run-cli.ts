import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { resolve } from "node:path";

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly directory?: string;
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const entry = resolve("src/cli.ts");
/** Sources compiled once and not for every process. */
const compileCache = resolve(".cache/compile");

/** Starts the CLI in a process of its own, with nothing of this machine's environment but PATH. */
export function startCli(args: readonly string[], options: CliOptions = {}): ChildProcessWithoutNullStreams {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: options.directory ?? process.cwd(),
    env: { PATH, HOME: "/nonexistent", NODE_COMPILE_CACHE: compileCache, ...options.environment },
    stdio: "pipe",
  });
  // it may end before it has read everything
  child.stdin.on("error", () => undefined);
  return child;
}

/** Runs the CLI as a person would, to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const child = startCli(args, options);
  child.stdin.end(options.stdin ?? "");
  return new Promise((done, fail) => {
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.stderr += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, ...text }));
  });
}
