import { spawn } from "node:child_process";

export interface ProgramOptions {
  readonly input: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly signal: AbortSignal;
  /** More output than this ends the program. */
  readonly maxBytes: number;
}

export type ProgramResult =
  | { readonly kind: "done"; readonly output: string }
  /** `reason` holds nothing that the program wrote: that may be a secret. */
  | { readonly kind: "failed"; readonly reason: string };

/** Runs a program without a shell. What it writes to stderr is dropped. */
export async function runProgram(
  program: string,
  programArguments: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { signal, maxBytes } = options;
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<ProgramResult>();
  const child = spawn(program, programArguments, {
    cwd: options.directory,
    env: options.environment,
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = () => {
    child.kill("SIGKILL");
    child.stdout.destroy();
  };
  const cancel = () => {
    stop();
    reject(signal.reason);
  };
  signal.addEventListener("abort", cancel, { once: true });
  child.on("error", (error) => resolve({ kind: "failed", reason: describeStart(error) }));
  child.stdout.on("data", (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length <= maxBytes) return;
    stop();
    resolve({ kind: "failed", reason: `it wrote more than ${maxBytes} bytes` });
  });
  child.on("close", (code, killedBy) => resolve(finish(code, killedBy, Buffer.concat(chunks))));
  // a program that reads no references closes its end early
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input);
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function finish(code: number | null, killedBy: string | null, output: Buffer): ProgramResult {
  if (killedBy !== null) return { kind: "failed", reason: `it was ended by ${killedBy}` };
  if (code !== 0) return { kind: "failed", reason: `it ended with exit code ${code}` };
  try {
    return { kind: "done", output: new TextDecoder("utf-8", { fatal: true }).decode(output) };
  } catch {
    return { kind: "failed", reason: "its output is no UTF-8 text" };
  }
}

function describeStart(error: Error): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such program on the PATH";
  return code === "EACCES" ? "it may not be run" : "it cannot be started";
}
