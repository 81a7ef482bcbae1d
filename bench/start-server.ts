import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface BenchServer {
  readonly port: number;
  /** From the start of the process to the line that was waited for. */
  readonly tookMs: number;
  stop(): Promise<void>;
}

/** Starts a program that logs JSON lines, one of which tells its port, and waits for the line with this message. */
export async function startServer(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  message: string,
): Promise<BenchServer> {
  const [program = "", ...before] = onOneCore(process.execPath);
  const begunAt = performance.now();
  const child = spawn(program, [...before, ...args], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  const port = await waitFor(child, message);
  const tookMs = performance.now() - begunAt;
  return { port, tookMs, stop: () => stop(child) };
}

async function waitFor(child: ChildProcess, message: string): Promise<number> {
  if (child.stdout === null) throw new Error("the server has no output");
  let port = 0;
  for await (const line of createInterface(child.stdout)) {
    const entry = JSON.parse(line) as { readonly message: string; readonly port?: number };
    port = entry.port ?? port;
    if (entry.message !== message) continue;
    child.stdout.resume();
    return port;
  }
  throw new Error(`the server did not say "${message}"`);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Where the system can tell a process to stay on one core. */
function onOneCore(program: string): readonly string[] {
  const isThere = spawnSync("taskset", ["--version"], { stdio: "ignore" }).status === 0;
  return isThere ? ["taskset", "--cpu-list", "0", program] : [program];
}
