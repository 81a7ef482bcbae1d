import { byteForms, decodedBytes, encodedForms } from "./encoded-forms.ts";
import { findShapes, type ShapeOptions } from "./find-shapes.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { isOrdinary } from "./looks-secret.ts";
import { squeeze, ValueIndex } from "./match-values.ts";

export type MaskKind = "secret" | "certificate";

export interface SecretOrigin {
  /** What the value was resolved from. */
  readonly references?: readonly string[];
  /** The key it stands at. */
  readonly key?: string;
  readonly isWord?: boolean;
}

/** The values that must not be shown, and the masks that stand for them. */
export class KnownSecrets {
  private readonly index = new ValueIndex();
  private readonly kinds = new Map<string, MaskKind>();
  private readonly references = new Map<string, Set<string>>();
  private readonly short = new Set<string>();
  private readonly suspects = new Set<string>();
  private readonly publicTokens = new Set<string>();
  private readonly places = new Set<string>();
  private readonly fingerprint: Fingerprint;

  constructor(fingerprint: Fingerprint) {
    this.fingerprint = fingerprint;
  }

  /**
   * A value known to be secret: hidden in every form, wherever it stands. A word, or what is too short to be told from
   * one, is hidden only as the whole value of the same key.
   */
  addSecret(value: string, kind: MaskKind, { references = [], key = "", isWord = false }: SecretOrigin = {}): void {
    if (value === "" || references.includes(value)) return;
    for (const reference of references) this.referencesOf(value).add(reference);
    if (this.kinds.has(value)) return;
    if (isWord || !isDistinctive(value)) {
      this.short.add(`${key}=${value}`);
      return;
    }
    this.kinds.set(value, kind);
    for (const part of [value, ...secretParts(value)]) this.addForms(part, value);
  }

  /** Text that may hold a secret: hidden elsewhere too, except for what is too ordinary to be one. */
  addSuspect(value: string): void {
    if (this.suspects.has(value)) return;
    this.suspects.add(value);
    for (const part of shapesIn(value)) this.addSecret(part, "secret");
    if (value.length >= 8 && !isOrdinary(value)) this.addForms(value, value);
  }

  /** A place (`Place.path`) at which the repository wants a secret: what a node has there is, or was, one too. */
  addPlace(path: string): void {
    this.places.add(path);
  }

  isPlace(path: string): boolean {
    return this.places.has(path);
  }

  /** A random-looking token that is no secret. */
  addPublic(token: string): void {
    this.publicTokens.add(token);
  }

  isPublic = (token: string): boolean => this.publicTokens.has(token);

  /** Whether this very value was told to be secret; a short one only of this key. */
  isWhole(value: string, key: string): boolean {
    return this.kinds.has(value) || this.short.has(`${key}=${value}`);
  }

  /** `<secret 3fa9c1>`, with the number of lines and the references that the value came from. */
  mask(value: string, kind: MaskKind): string {
    const lines = value.trimEnd().split("\n").length;
    const references = [...(this.references.get(value) ?? [])].filter((text) => this.isAbsent(text)).sort();
    const details = [...(lines > 1 && kind === "secret" ? [`${lines} lines`] : []), ...references];
    return `<${[`${kind} ${this.fingerprint(value)}`, ...details].join(", ")}>`;
  }

  /** Puts a mask in place of every known value and of everything that looks like a secret. */
  replace(text: string, context: ShapeOptions["context"] | "public"): string {
    return this.cut(
      text,
      this.index.find(text),
      (match) => this.mask(match.value, this.kinds.get(match.value) ?? "secret"),
      (rest) => this.replaceShapes(rest, context),
    );
  }

  /** False when a known value is left in the text, in any form. */
  isAbsent(text: string): boolean {
    return this.index.find(text).length === 0;
  }

  private replaceShapes(text: string, context: ShapeOptions["context"] | "public"): string {
    const options = {
      context: context === "text" ? context : "setting",
      isPublic: context === "public" ? () => true : this.isPublic,
    } as const;
    const shapes = findShapes(text, options);
    return this.cut(
      text,
      shapes,
      (shape) => this.mask(text.slice(shape.start, shape.end), shape.kind),
      (rest) => rest,
    );
  }

  private cut<Range extends { readonly start: number; readonly end: number }>(
    text: string,
    ranges: readonly Range[],
    mask: (range: Range) => string,
    keep: (rest: string) => string,
  ): string {
    if (ranges.length === 0) return keep(text);
    let result = "";
    let from = 0;
    for (const range of ranges) {
      result += keep(text.slice(from, range.start)) + mask(range);
      from = range.end;
    }
    return result + keep(text.slice(from));
  }

  /** `part` is what may turn up, `value` what its mask stands for. */
  private addForms(part: string, value: string): void {
    for (const form of [part.trim(), ...encodedForms(part)]) this.addForm(form, value);
    const bytes = decodedBytes(part);
    if (bytes === undefined) return;
    for (const form of byteForms(bytes)) this.addForm(form, value);
    const text = Buffer.from(bytes).toString("utf8");
    if (!isReadable(text)) return;
    for (const form of [text, ...secretParts(text)].flatMap(encodedForms)) this.addForm(form, value);
  }

  private addForm(form: string, value: string): void {
    const short = squeeze(form);
    if (short.length >= 6) this.index.add(short, value);
  }

  private referencesOf(value: string): Set<string> {
    const known = this.references.get(value) ?? new Set<string>();
    this.references.set(value, known);
    return known;
  }
}

/** Long enough that it does not turn up by chance. */
function isDistinctive(value: string): boolean {
  const { length } = squeeze(value);
  return length >= 8 || (length >= 6 && !/^([0-9]+|[a-z]+)$/i.test(value));
}

const userAndPassword = /^[^\s:]+:(\S{6,})$/;

/** In a file of settings or JSON: the value behind `name=`, `name: ` or `"name":`. */
const assignment =
  /^[ \t{,]*(?:export )?["']?[\w.-]{1,100}["']?[ \t]{0,9}[:=][ \t]{0,9}["']?([^\s"',}]{8,})["']?[ \t,}]*$/gm;

/** What of a value is a secret by itself: long lines, the body of a PEM block, a password behind its user, a setting's value. */
function secretParts(value: string): readonly string[] {
  const password = userAndPassword.exec(value.trim())?.[1];
  const settings = [...value.replace(/[{,]/g, "\n").matchAll(assignment)].map(([, set = ""]) => set);
  const named = settings.filter((part) => !isOrdinary(part));
  if (!value.includes("\n")) return password === undefined ? named : [password, ...named];
  const body = value.replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, "");
  const lines = value.split("\n").map((line) => line.trim());
  const long = [body, ...lines].filter((part) => part.length >= 16 && !part.startsWith("-----") && !isOrdinary(part));
  return [...long, ...named];
}

function shapesIn(value: string): readonly string[] {
  return findShapes(value, { context: "text", isPublic: () => false })
    .filter((shape) => shape.kind === "secret")
    .map((shape) => value.slice(shape.start, shape.end));
}

function isReadable(text: string): boolean {
  return /^[\P{C}\s]+$/u.test(text);
}
