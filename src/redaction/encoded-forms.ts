/** Every way in which a text may hold a secret without holding it literally. */

/** The value itself and its encodings. Quotes, backslashes and white space are as they come: `squeeze` drops them. */
export function encodedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  const url = encodeURIComponent(value.toWellFormed());
  return [
    value,
    ...escapedForms(value),
    url,
    url.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    url.replaceAll("%20", "+"),
    encodeURI(value.toWellFormed()),
    // a second time, as values in URLs in URLs and in manifests of manifests are
    encodeURIComponent(url),
    Buffer.from(bytes.toString("base64")).toString("base64"),
    ...byteForms(bytes),
  ];
}

/** Hex and base64 of bytes; base64 also as it stands inside that of a longer text. */
export function byteForms(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString("hex");
  const whole = [buffer.toString("base64"), buffer.toString("base64url")];
  return [hex, hex.toUpperCase(), ...whole, ...[0, 1, 2].flatMap((before) => embeddedBase64(bytes, before))];
}

/** The value's own characters when `before` bytes (modulo 3) precede it: those shared with a neighbour are left out. */
function embeddedBase64(bytes: Uint8Array, before: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes]);
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor((padded.length * 8) / 6);
  const standard = padded.toString("base64").slice(first, last);
  return [standard, standard.replaceAll("+", "-").replaceAll("/", "_")];
}

function escapedForms(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [
    json,
    escapeUnicode(json),
    // Go's encoding/json
    json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ];
}

function escapeUnicode(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What base64 or hex stands for, when the value is one of them. */
export function decodedBytes(value: string): Uint8Array | undefined {
  const text = value.replace(/\s/g, "");
  if (text.length < 16) return undefined;
  if (text.length % 2 === 0 && /^([0-9a-f]+|[0-9A-F]+)$/.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, "base64");
}
