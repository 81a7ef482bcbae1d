import { encodeMachineConfig } from "../config/encode-machine-config.ts";
import type { MachineConfig } from "../config/machine-config.ts";
import { UserError } from "../errors.ts";
import { createRedactor } from "../redaction/create-redactor.ts";

/**
 * Writes a config with every secret masked; references stay readable.
 *
 * @throws UserError `config_invalid` when a secret would be left all the same: then nothing is shown.
 */
export function redactConfig(config: MachineConfig, key: Uint8Array): string {
  const redactor = createRedactor({ key });
  redactor.learn(config);
  const documents = config.documents.map((document) => ({
    ...document,
    root: redactor.tree(document.root, document.id),
  }));
  const text = encodeMachineConfig({ documents }, { secrets: "mask" });
  if (redactor.isClean(text)) return text;
  throw new UserError("Cannot show the config: a secret would not have been masked", {
    code: "config_invalid",
    hint: "A secret's value may also stand at a place that is shown; --show-secrets prints everything.",
  });
}
