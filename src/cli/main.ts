import { type CommandOptions, commandOptions, type ExitCode } from "./command.ts";
import { createOutput, type Output } from "./output.ts";
import { readCommandLine } from "./program.ts";
import { showError } from "./show-error.ts";

/** 128 and the signal's number, as shells have it. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;
/** What a program ends with that SIGPIPE killed: its reader went away, which is no error to speak of. */
const readerGone = 141;

/** Runs the command line of this process and ends it. */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(readerGone);
      throw error;
    });
  }
  const stop = new AbortController();
  let interrupted: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      interrupted = signalCodes[signal];
      stop.abort();
      // the second one does not wait for anything
      process.once(signal, () => process.exit(signalCodes[signal]));
    });
  }
  const code = await run(process.argv.slice(2), stop.signal);
  await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  process.exit(interrupted ?? code);
}

async function run(argv: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let output = outputFor(earlyOptions(argv));
  try {
    const invocation = readCommandLine(argv, process.stdout.columns || 100);
    if (invocation.kind === "help") {
      output.write(invocation.text);
      return 0;
    }
    if (invocation.kind === "usage") {
      output.say(invocation.text.trimEnd());
      return 1;
    }
    output = outputFor(invocation.options);
    const { run: runCommand } = await invocation.command.load();
    const { args, options } = invocation;
    return await runCommand({ args, options, output, environment: process.env, directory: process.cwd(), signal });
  } catch (error) {
    if (signal.aborted) output.say("error: interrupted");
    else showError(error, output);
    return 1;
  } finally {
    output.clearProgress();
  }
}

/** A command line that cannot be read still says how its errors are wanted. */
function earlyOptions(argv: readonly string[]): CommandOptions {
  return commandOptions({
    json: argv.includes("--json"),
    verbose: argv.includes("--verbose"),
    color: !argv.includes("--no-color"),
  });
}

function outputFor(options: CommandOptions): Output {
  return createOutput({
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    color: options.flag("color"),
    json: options.flag("json"),
    verbose: options.flag("verbose"),
  });
}
