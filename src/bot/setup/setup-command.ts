/** `talos-chatops-bot setup`: what the command line says in, the App registered out. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../../errors.ts";
import { type FinishedSetup, runSetup } from "./run-setup.ts";

export const setupUsage = `Usage: talos-chatops-bot setup --url <address> [options]

Registers the bot's GitHub App in the browser, and writes its number, key and secret into an environment file.

  --url <address>        where GitHub will reach the bot, https://talos-bot.example.com
  --organization <name>  the App becomes the organization's, instead of your own
  --name <name>          of the App; talos-chatops unless told
  --env-file <file>      what is written; .env unless told
  --port <port>          of the page on this machine; any free one unless told

For a GitHub Enterprise Server set GHE_HOST.
`;

interface SetupCall {
  readonly args: readonly string[];
  /** Of GitHub's web pages, and of its REST interface. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly directory: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** @throws UserError `input_invalid` for a command line that cannot be read, and what `runSetup` throws */
export async function runSetupCommand(call: SetupCall): Promise<FinishedSetup> {
  const { serverUrl, apiUrl, directory, say, signal } = call;
  const { url, organization, name, port, "env-file": envFile = ".env" } = readArguments(call.args);
  if (url === undefined) throw invalid("--url is missing");
  return runSetup({
    webUrl: serverUrl,
    apiUrl,
    webhookUrl: url,
    organization,
    name,
    envPath: resolve(directory, envFile),
    port: readPort(port ?? "0"),
    say,
    signal,
  });
}

function readArguments(args: readonly string[]) {
  const option = { type: "string" } as const;
  const options = { url: option, organization: option, name: option, "env-file": option, port: option };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalid(error.message.split(".")[0] ?? "an option is not known");
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw invalid("--port is no number from 0 to 65535");
}

function invalid(reason: string): UserError {
  return new UserError(`Cannot set the App up: ${reason}`, {
    code: "input_invalid",
    hint: "Run talos-chatops-bot setup --help.",
  });
}
