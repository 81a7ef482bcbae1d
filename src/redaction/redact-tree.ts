import type { DocumentId } from "../config/machine-config.ts";
import type { ConfigNode, MapNode } from "../config/tree/config-node.ts";
import { documentPlace, type Place, placeBelow } from "./classify-path.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import { redactScalar } from "./redact-scalar.ts";

/** A copy of a document in which every key and value is fit to be shown; where it was written is left out. */
export function redactTree(document: MapNode, id: DocumentId, secrets: KnownSecrets): MapNode {
  return redactMap(document, documentPlace(id), secrets);
}

function redactNode(node: ConfigNode, place: Place, secrets: KnownSecrets): ConfigNode {
  switch (node.kind) {
    case "map":
      return redactMap(node, place, secrets);
    case "list":
      return {
        kind: "list",
        items: node.items.map((item, index) => redactNode(item, placeBelow(place, index), secrets)),
      };
    case "scalar": {
      const shown = redactScalar(node, place, secrets);
      if (shown !== undefined) return { kind: "scalar", value: shown, text: shown, quoted: false };
      return { kind: "scalar", value: node.value, text: node.text, quoted: node.quoted };
    }
    default:
      return node satisfies never;
  }
}

function redactMap(map: MapNode, place: Place, secrets: KnownSecrets): MapNode {
  const entries = new Map<string, ConfigNode>();
  for (const [key, value] of map.entries) {
    entries.set(redactKey(key, secrets), redactNode(value, placeBelow(place, key), secrets));
  }
  return { kind: "map", entries };
}

/** Keys are mostly names, but registries, labels and unknown kinds have keys that anybody may choose. */
export function redactKey(key: string, secrets: KnownSecrets): string {
  return secrets.replace(key, "setting");
}
