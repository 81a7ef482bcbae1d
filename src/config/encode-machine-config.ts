import { type ConfigDocument, type MachineConfig, rootDocument } from "./machine-config.ts";
import type { Secret } from "./secrets/secret.ts";
import { encodeYaml } from "./tree/encode-yaml.ts";

export interface EncodeConfigOptions {
  /** What stands in place of a resolved secret: its value, or a mask. A reference that was not resolved stays. */
  readonly secrets: "reveal" | "mask";
}

/**
 * Writes a config as one YAML text, documents joined by `---`, the root document first.
 * With `reveal` the text holds secrets: it may go to a node, never into a report.
 */
export function encodeMachineConfig(config: MachineConfig, options: EncodeConfigOptions): string {
  const secret = secretWriters[options.secrets];
  return rootFirst(config)
    .map((document) => encodeYaml(document.root, { secret }))
    .join("---\n");
}

const secretWriters: Record<EncodeConfigOptions["secrets"], (secret: Secret) => string> = {
  reveal: (secret) => secret.reveal(),
  mask: (secret) => secret.toString(),
};

function rootFirst(config: MachineConfig): readonly ConfigDocument[] {
  const root = rootDocument(config);
  return root === undefined ? config.documents : [root, ...config.documents.filter((document) => document !== root)];
}
