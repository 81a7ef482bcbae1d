import { looksRandom } from "./looks-secret.ts";

/** Part of a text that looks like a secret though nobody told so. */
export interface Shape {
  readonly start: number;
  readonly end: number;
  readonly kind: "secret" | "certificate";
}

export interface ShapeOptions {
  /** A plain setting keeps what identifies hardware (UUIDs); text from elsewhere does not. */
  readonly context: "setting" | "text";
  /** Random-looking tokens that are known to be no secret: digests, revisions, schematic ids. */
  readonly isPublic: (token: string) => boolean;
}

/** Finds PEM blocks, well-known token formats, credentials in URLs and headers, and random-looking tokens; in order, without overlap. */
export function findShapes(text: string, options: ShapeOptions): readonly Shape[] {
  if (text.length < 8) return [];
  const shapes = [...findPem(text), ...findFormats(text), ...findRandom(text, options)];
  shapes.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return shapes.filter((shape) => {
    if (shape.start < end) return false;
    end = shape.end;
    return true;
  });
}

const pem = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g;

function findPem(text: string): Shape[] {
  if (!text.includes("-----BEGIN")) return [];
  return [...text.matchAll(pem)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: match[1] === "CERTIFICATE" ? "certificate" : "secret",
  }));
}

/** The start of base64 of `-----BEGIN CERTIFICATE` */
const encodedCertificate = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR";

/** Each has one group: what to hide. */
const formats: readonly RegExp[] = [
  // JWT and JWE; the header's length is limited, or a text full of such beginnings would be read anew from each
  /\b(eyJ[\w-]{8,1024}(?:\.[\w-]*){2,4})/dg,
  /\b(AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,})/dgi,
  // Talos machine and trustd tokens, Kubernetes bootstrap tokens
  /(?<![\w.-])(?=[a-z.]{0,22}[0-9])([a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/dg,
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|dckr_pat_[\w-]{20,}|npm_\w{30,})/dg,
  /\b(tskey-[\w-]{10,}|xox[abeoprs]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,}|hv[sbr]\.[\w-]{20,}|sk-[\w-]{20,})/dg,
  // user and password of a URL
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/?#@]+)@/dgi,
  /\b(?:authorization["']?\s*[:=]\s*["']?)?(?:bearer|basic)\s+([\w.~+/=-]{12,})/dgi,
  // name=value, "name": "value", ?name=value
  /(?:token|secret|passw(?:or)?d|passphrase|pwd|credentials?|(?:private|api|access|auth)[-_]?key)["']?(?:\s*=\s*|"\s*:\s*)["']?((?![a-z][a-z0-9+-]*:\/\/)(?!true\b|false\b|null\b)[^\s"'&,;<>]{4,})/dgi,
];

function findFormats(text: string): Shape[] {
  return formats.flatMap((format) =>
    [...text.matchAll(format)].flatMap((match) => {
      const range = match.indices?.[1];
      return range === undefined ? [] : [{ start: range[0], end: range[1], kind: "secret" as const }];
    }),
  );
}

const token = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Before a token, which may begin with the slashes itself. */
const reference = /(?:ak|op|env|file):(?:\/\/[^\s"']*)?$/;

function findRandom(text: string, options: ShapeOptions): Shape[] {
  if (text.length < 20) return [];
  return [...text.matchAll(token)].flatMap((match) => {
    const [found] = match;
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    if (before.endsWith("sha256:") || reference.test(before)) return [];
    if (uuid.test(found)) return options.context === "setting" ? [] : [shapeAt(match.index, found)];
    return randomPieces(found, options).map(([offset, piece]) => shapeAt(match.index + offset, piece));
  });
}

/** A path that holds a known digest is judged step by step; anything else as a whole, since base64 has slashes too. */
function randomPieces(found: string, options: ShapeOptions): [number, string][] {
  if (!found.split("/").some(options.isPublic)) return looksRandom(found) ? [[0, found]] : [];
  const pieces: [number, string][] = [];
  let offset = 0;
  for (const piece of found.split("/")) {
    if (looksRandom(piece) && !options.isPublic(piece)) pieces.push([offset, piece]);
    offset += piece.length + 1;
  }
  return pieces;
}

function shapeAt(start: number, found: string): Shape {
  const kind = found.startsWith(encodedCertificate) ? "certificate" : "secret";
  return { start, end: start + found.length, kind };
}
