import type { ScalarNode } from "../config/tree/config-node.ts";
import type { Place } from "./classify-path.ts";
import type { KnownSecrets, MaskKind } from "./known-secrets.ts";
import { isHarmless, namesSecret } from "./looks-secret.ts";
import { redactArgument } from "./redact-argument.ts";
import { redactUrl } from "./redact-url.ts";
import { namingKeys } from "./secret-paths.ts";

/** The value as text, a `Secret`'s included. */
export function scalarText(node: ScalarNode): string {
  if (typeof node.value === "object" && node.value !== null) return node.value.reveal();
  return typeof node.value === "string" ? node.value : node.text;
}

/** A reference into a secret store, not yet resolved: it names a secret and is none. */
export function isReference(text: string): boolean {
  return /^(ak|op|env|file):\/\/[^\s@?]+$/.test(text);
}

/** What of a scalar may be shown at this place; undefined: the scalar as it is. */
export function redactScalar(node: ScalarNode, place: Place, secrets: KnownSecrets): string | undefined {
  const text = scalarText(node);
  const kind = maskKind(place);
  if (typeof node.value === "object" && node.value !== null) {
    return node.value.references.includes(text) ? secrets.replace(text, "text") : secrets.mask(text, kind);
  }
  if (text === "" || node.value === null) return undefined;
  if (secrets.isWhole(text, place.key)) return secrets.mask(text, kind);
  if (typeof node.value === "boolean") return undefined;
  const shown = showText(text, typeof node.value === "string", place, secrets);
  return shown === text ? undefined : shown;
}

function showText(text: string, isString: boolean, place: Place, secrets: KnownSecrets): string {
  switch (place.class) {
    case "secret":
    case "certificate":
    case "hidden":
      return isReference(text) ? secrets.replace(text, "setting") : secrets.mask(text, maskKind(place));
    case "opaque":
      if (!isString || namingKeys.has(place.key) || isReference(text)) return secrets.replace(text, "setting");
      return secrets.mask(text, "secret");
    case "url":
      return secrets.replace(redactUrl(text, secrets), "setting");
    case "arguments":
      return redactArgument(text, place.key, secrets);
    case "public":
      return secrets.replace(text, "public");
    case undefined:
      if (namesSecret(place.key) && !isHarmless(text) && !isReference(text)) return secrets.mask(text, "secret");
      return secrets.replace(text, "setting");
    default:
      return place.class satisfies never;
  }
}

/** One value at one place has one mask, whichever side of a difference it stands on. */
export function maskKind(place: Place): MaskKind {
  return place.class === "certificate" ? "certificate" : "secret";
}
