import type { DocumentId } from "../config/machine-config.ts";
import type { ConfigNode, MapNode } from "../config/tree/config-node.ts";
import { documentPlace, type Place, placeBelow } from "./classify-path.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import { maskKind, redactScalar, scalarText } from "./redact-scalar.ts";
import { isFormerSecret, type WrittenPlainly } from "./secret-places.ts";

/**
 * A copy of a document in which every key and value is fit to be shown; where it was written is left out.
 *
 * @param plain Of a node's own document what the repository writes in plain text; undefined: the document is the repository's.
 */
export function redactTree(
  document: MapNode,
  id: DocumentId,
  secrets: KnownSecrets,
  plain: WrittenPlainly | undefined,
): MapNode {
  return redactMap(document, documentPlace(id), { secrets, plain });
}

interface TreeRedaction {
  readonly secrets: KnownSecrets;
  readonly plain: WrittenPlainly | undefined;
}

function redactNode(node: ConfigNode, place: Place, redaction: TreeRedaction): ConfigNode {
  switch (node.kind) {
    case "map":
      return redactMap(node, place, redaction);
    case "list":
      return {
        kind: "list",
        items: node.items.map((item, index) => redactNode(item, placeBelow(place, index), redaction)),
      };
    case "scalar": {
      const { plain, secrets } = redaction;
      const isFormer = plain !== undefined && isFormerSecret(node, place, plain, secrets);
      const shown = isFormer ? secrets.mask(scalarText(node), maskKind(place)) : redactScalar(node, place, secrets);
      if (shown !== undefined) return { kind: "scalar", value: shown, text: shown, quoted: false };
      return { kind: "scalar", value: node.value, text: node.text, quoted: node.quoted };
    }
    default:
      return node satisfies never;
  }
}

function redactMap(map: MapNode, place: Place, redaction: TreeRedaction): MapNode {
  const entries = new Map<string, ConfigNode>();
  for (const [key, value] of map.entries) {
    entries.set(redactKey(key, redaction.secrets), redactNode(value, placeBelow(place, key), redaction));
  }
  return { kind: "map", entries };
}

/** Keys are mostly names, but registries, labels and unknown kinds have keys that anybody may choose. */
export function redactKey(key: string, secrets: KnownSecrets): string {
  return secrets.replace(key, "setting");
}
