import type { DocumentId } from "../config/machine-config.ts";
import type { ConfigNode, MapNode, ScalarNode } from "../config/tree/config-node.ts";
import { documentPlace, type Place, placeBelow } from "./classify-path.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import { isHarmless, namesSecret } from "./looks-secret.ts";
import { argumentSecrets } from "./redact-argument.ts";
import { isReference, maskKind, scalarText } from "./redact-scalar.ts";
import { urlSecrets } from "./redact-url.ts";
import { namingKeys } from "./secret-paths.ts";

/** Remembers every value of a document that must not turn up anywhere else. */
export function learnDocument(document: MapNode, id: DocumentId, secrets: KnownSecrets): void {
  learnNode(document, documentPlace(id), secrets);
}

function learnNode(node: ConfigNode, place: Place, secrets: KnownSecrets): void {
  if (node.kind === "scalar") learnScalar(node, place, secrets);
  else if (node.kind === "list") {
    for (const item of node.items) learnNode(item, placeBelow(place, 0), secrets);
  } else {
    for (const [key, value] of node.entries) learnNode(value, placeBelow(place, key), secrets);
  }
}

function learnScalar(node: ScalarNode, place: Place, secrets: KnownSecrets): void {
  const text = scalarText(node);
  if (typeof node.value === "object" && node.value !== null) {
    const kind = maskKind(place);
    const { references } = node.value;
    const learn = (value: string, from: readonly string[]) => {
      // A word from a store in a plain setting (`clusterName: ak://talos/NAME`) stands in too many other places.
      const isWord = place.class === undefined && /^[A-Za-z]{0,11}$/.test(value);
      secrets.addSecret(value, kind, { references: from, key: place.key, isWord });
    };
    learn(text, references);
    for (const [reference, part] of node.value.revealParts()) learn(part, [reference]);
    secrets.addPlace(place.path);
    return;
  }
  if (typeof node.value === "boolean" || text === "" || isReference(text)) return;
  if (place.class === "secret") secrets.addSecret(text, "secret", { key: place.key });
  for (const suspect of suspects(text, place)) secrets.addSuspect(suspect);
  if (place.key === "image") for (const [digest] of text.matchAll(imageDigest)) secrets.addPublic(digest);
}

/** Schematic ids and digests of images are named in notes and reasons too. */
const imageDigest = /\b[0-9a-f]{64}\b/g;

function suspects(text: string, place: Place): readonly string[] {
  switch (place.class) {
    case "hidden":
      return [text];
    case "opaque":
      return namingKeys.has(place.key) ? [] : [text];
    case "url":
      return urlSecrets(text);
    case "arguments":
      return argumentSecrets(text, place.key);
    case undefined:
      return namesSecret(place.key) && !isHarmless(text) ? [text] : [];
    case "secret":
    case "certificate":
    case "public":
      return [];
    default:
      return place.class satisfies never;
  }
}
