import type { DocumentId } from "../config/machine-config.ts";
import type { ConfigNode, MapNode, ScalarNode } from "../config/tree/config-node.ts";
import { documentPlace, type Place, placeBelow } from "./classify-path.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import { isOrdinary } from "./looks-secret.ts";
import { isReference, scalarText } from "./redact-scalar.ts";

/** Values that the repository itself writes in plain text, by place: no secrets, though a neighbour in their list may be. */
export type WrittenPlainly = ReadonlySet<string>;

/** What a desired document says in plain text at the places where secrets are. */
export function writtenPlainly(desired: MapNode | undefined, id: DocumentId, secrets: KnownSecrets): WrittenPlainly {
  const plain = new Set<string>();
  if (desired === undefined) return plain;
  visitPlaces(desired, documentPlace(id), secrets, (node, place) => {
    if (typeof node.value !== "object") plain.add(plainKey(scalarText(node), place));
  });
  return plain;
}

/** Whether a node's own value at this place is hidden: an older secret, whatever it looks like. */
export function isFormerSecret(node: ScalarNode, place: Place, plain: WrittenPlainly, secrets: KnownSecrets): boolean {
  if (!secrets.isPlace(place.path)) return false;
  const text = scalarText(node);
  return text !== "" && !isReference(text) && !plain.has(plainKey(text, place));
}

/**
 * Remembers the values that a node has at the places where the repository wants secrets.
 *
 * @param names What the plan calls its nodes and its cluster: shown elsewhere though a node has it at such a place.
 */
export function learnFormerSecrets(
  live: MapNode,
  id: DocumentId,
  { plain, names }: { readonly plain: WrittenPlainly; readonly names: ReadonlySet<string> },
  secrets: KnownSecrets,
): void {
  visitPlaces(live, documentPlace(id), secrets, (node, place) => {
    const text = scalarText(node);
    if (isFormerSecret(node, place, plain, secrets) && !isOrdinary(text) && !names.has(text)) {
      secrets.addSecret(text, "secret", { key: place.key });
    }
  });
}

function visitPlaces(
  node: ConfigNode,
  place: Place,
  secrets: KnownSecrets,
  visit: (node: ScalarNode, place: Place) => void,
): void {
  if (node.kind === "scalar") {
    if (secrets.isPlace(place.path)) visit(node, place);
  } else if (node.kind === "list") {
    for (const item of node.items) visitPlaces(item, placeBelow(place, 0), secrets, visit);
  } else {
    for (const [key, value] of node.entries) visitPlaces(value, placeBelow(place, key), secrets, visit);
  }
}

function plainKey(text: string, place: Place): string {
  return `${place.path}\n=${text}`;
}
