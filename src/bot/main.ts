import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { UserError } from "../errors.ts";
import type { Pace } from "../operation/pace.ts";
import type { BotLog } from "./bot-log.ts";
import type { BotOptions } from "./options/bot-options.ts";
import { readOptions } from "./options/read-options.ts";
import { findAddresses } from "./options/server-address.ts";
import { formatProblems, formatUsage } from "./options/usage.ts";
import { botHandlers } from "./register-handlers.ts";
import { type RunningBot, startBot } from "./start-bot.ts";
import { createLog } from "./telemetry/create-log.ts";

const exit = { asTold: 0, failed: 1, misused: 2 } as const;

const unknownArgument = "error: There is no such command or option\nhint: Run talos-chatops-bot --help.\n";

/** Reads options, runs the bot until it is told to stop, and ends the process. */
export async function main(): Promise<void> {
  const [argument, ...rest] = process.argv.slice(2);
  if (argument === "setup") return setUp(rest);
  if (argument === "--help" || argument === "-h") return end(exit.asTold, process.stdout, formatUsage());
  if (argument === "--version") return end(exit.asTold, process.stdout, `talos-chatops-bot ${packageJson.version}\n`);
  if (argument !== undefined) return end(exit.misused, process.stderr, unknownArgument);
  const read = readOptions(process.env, (path) => readFileSync(path, "utf8"));
  if (read.kind === "problems") return end(exit.misused, process.stderr, formatProblems(read.problems));
  await run(read.options);
}

/** Registers the App that this bot will be. */
async function setUp(args: readonly string[]): Promise<void> {
  const { runSetupCommand, setupUsage } = await import("./setup/setup-command.ts");
  if (args.includes("--help") || args.includes("-h")) return end(exit.asTold, process.stdout, setupUsage);
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop.abort());
  const { GITHUB_API_URL, GHE_HOST } = process.env;
  const say = (line: string) => console.log(line);
  const call = { args, ...findAddresses(GITHUB_API_URL, GHE_HOST), directory: process.cwd(), say, signal: stop.signal };
  await runSetupCommand(call).catch((error: unknown) => {
    if (stop.signal.aborted) return end(exit.failed, process.stderr, "error: interrupted\n");
    if (!(error instanceof UserError)) throw error;
    end(exit.misused, process.stderr, `error: ${error.message}\nhint: ${error.hint ?? ""}\n`);
  });
}

function end(code: number, stream: NodeJS.WriteStream, text: string): void {
  process.exitCode = code;
  stream.write(text);
}

async function run(options: BotOptions): Promise<void> {
  const log = createLog({
    level: options.logLevel,
    secrets: [...options.webhookSecrets, options.privateKey],
    write: (line) => void process.stdout.write(line),
  });
  const fail = (message: string) => (error: unknown) => {
    log.failure(message, error);
    process.exit(exit.failed);
  };
  process.on("uncaughtException", fail("the bot broke"));
  process.on("unhandledRejection", fail("the bot broke"));
  try {
    const bot = await startBot(options, { log, pace, handlers: botHandlers });
    const told = stopWhenTold(bot, log);
    bot.ready.catch((error: unknown) => {
      if (!told.aborted) fail("the bot cannot work")(error);
    });
  } catch (error) {
    fail("the bot could not start")(error);
  }
}

/** Once in good order; told again, at once. */
function stopWhenTold(bot: RunningBot, log: BotLog): AbortSignal {
  const told = new AbortController();
  for (const [signal, number] of [
    ["SIGTERM", 15],
    ["SIGINT", 2],
  ] as const) {
    process.on(signal, () => {
      if (told.signal.aborted) process.exit(128 + number);
      told.abort();
      bot.stop().then(
        () => process.exit(exit.asTold),
        (error: unknown) => {
          log.failure("the bot did not stop in good order", error);
          process.exit(exit.failed);
        },
      );
    });
  }
  return told.signal;
}

const pace: Pace = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};
