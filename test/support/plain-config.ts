import type { MachineConfig } from "../../src/config/machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import type { ConfigNode } from "../../src/config/tree/config-node.ts";

/** A tree without origins and quotes, for comparing meaning in tests; maps become entry lists, so that order shows. */
export function plainNode(node: ConfigNode): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value instanceof Secret ? { secret: node.value.references } : node.value;
    case "list":
      return node.items.map(plainNode);
    case "map":
      return { map: [...node.entries].map(([key, value]) => [key, plainNode(value)]) };
    default:
      return node satisfies never;
  }
}

export function plainConfig(config: MachineConfig): unknown {
  return config.documents.map((document) => ({ ...document.id, root: plainNode(document.root) }));
}
