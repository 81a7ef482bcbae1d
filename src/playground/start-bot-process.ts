/** Starts the bot's bundle as a process of its own, as an operator would, and finds out where it listens. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { webhookPath } from "../app-needs.ts";
import type { App } from "./github/state.ts";

export interface BotProcess {
  readonly url: string;
  /** What it has logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Tells it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a machine that loses power does. */
  kill(): Promise<void>;
}

export interface BotProcessOptions {
  /** The bundle's script. */
  readonly main: string;
  readonly app: App;
  /** Of the simulated GitHub. */
  readonly apiUrl: string;
  /** 0 for a free one, unless told. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** From then on GitHub delivers to it. */
export async function startBotProcess(options: BotProcessOptions): Promise<BotProcess> {
  const { main, app, apiUrl, port = 0 } = options;
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env["PATH"],
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GITHUB_API_URL: apiUrl,
      PORT: String(port),
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  const ended = once(child, "close").then(() => child.exitCode);
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        log.push(line);
        const found = listeningAt(line);
        if (found !== undefined) resolve(found);
      });
    }
  });
  const url = await Promise.race([listening, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`the bot has ended:\n${log.join("\n")}`);
  app.webhookUrl = `${url}${webhookPath}`;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { url, log, stop: () => end("SIGTERM"), kill: async () => void (await end("SIGKILL")) };
}

function listeningAt(line: string): string | undefined {
  if (!line.includes('"listening"')) return undefined;
  const { port }: { readonly port?: unknown } = JSON.parse(line);
  return typeof port === "number" ? `http://127.0.0.1:${port}` : undefined;
}
