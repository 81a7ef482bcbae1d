import { randomBytes } from "node:crypto";
import type { MachineConfig } from "../../config/machine-config.ts";
import { parseMachineConfig } from "../../config/parse-machine-config.ts";
import { UserError } from "../../errors.ts";
import { createRedactor } from "../../redaction/create-redactor.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { readInput } from "../read-input.ts";
import { redactConfig } from "../redact-config.ts";

export async function run({ args, output, directory, signal }: CommandCall): Promise<ExitCode> {
  const [path = "-"] = args;
  const text = await readInput(path, directory, signal);
  const key = randomBytes(32);
  const config = readConfig(text, path);
  if (config === undefined) output.say("note: this is no YAML; masked is what looks like a secret");
  const redacted = config === undefined ? createRedactor({ key }).text(text) : redactConfig(config, key);
  if (output.json) output.writeJson({ kind: config === undefined ? "text" : "config", text: redacted });
  else output.write(redacted);
  return 0;
}

/** Begins a document in which keys tell what is secret: by its look alone a password would be shown. */
const configLine = /^(machine|cluster|apiVersion|kind|contexts):/m;

/**
 * Undefined for a text that is no YAML document.
 *
 * @throws UserError `config_invalid` for a broken one.
 */
function readConfig(text: string, file: string): MachineConfig | undefined {
  try {
    const config = parseMachineConfig(text, { file });
    return config.documents.length > 0 ? config : undefined;
  } catch (error) {
    if (error instanceof UserError && !configLine.test(text)) return undefined;
    throw error;
  }
}
