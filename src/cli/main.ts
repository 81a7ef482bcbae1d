import { type CommandOptions, commandOptions, type ExitCode } from "./command.ts";
import { type Interrupts, listenForInterrupts } from "./interrupts.ts";
import { createOutput, type Output } from "./output.ts";
import { readCommandLine } from "./program.ts";
import { showError } from "./show-error.ts";

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
  const interrupts = listenForInterrupts(process, process.exit);
  const code = await run(process.argv.slice(2), interrupts);
  await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  process.exit(interrupts.code ?? code);
}

async function run(argv: readonly string[], interrupts: Interrupts): Promise<ExitCode> {
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
    const { signal, holdOn } = interrupts;
    return await runCommand({
      args,
      options,
      output,
      environment: process.env,
      directory: process.cwd(),
      signal,
      holdOn,
      // opened by those that read it
      get stdin() {
        return process.stdin;
      },
    });
  } catch (error) {
    if (interrupts.signal.aborted) output.say("error: interrupted");
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
