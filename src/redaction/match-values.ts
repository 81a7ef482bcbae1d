/** Finds many values at once in a text, however the text is wrapped, indented or quoted. */

export interface ValueMatch {
  readonly start: number;
  readonly end: number;
  /** The value that was added together with the form found. */
  readonly value: string;
}

/** Characters that wrapping, indenting, quoting and escaping put into a text. */
const dropped = new Set(
  [
    " ",
    "\t",
    "\n",
    "\r",
    "\\",
    "'",
    '"',
    "\u00a0",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
  ].map((character) => character.charCodeAt(0)),
);

/** A text without the characters that quoting and wrapping add. */
export function squeeze(text: string): string {
  return squeezed(text).text;
}

const prefix = 4;

/** Looks up by the first four characters, the longest value first. */
export class ValueIndex {
  private readonly byPrefix = new Map<string, { form: string; value: string }[]>();
  /** One bit for the hash of each prefix, so that most positions cost no look-up. */
  private readonly hashes = new Uint8Array(1 << 16);
  private readonly forms = new Set<string>();

  /** Adds one form of a value, squeezed; the first value keeps a form that two share. */
  add(form: string, value: string): void {
    if (form.length < prefix || this.forms.has(form)) return;
    this.forms.add(form);
    const start = form.slice(0, prefix);
    const entries = this.byPrefix.get(start) ?? [];
    const position = entries.findIndex((entry) => entry.form.length < form.length);
    entries.splice(position < 0 ? entries.length : position, 0, { form, value });
    this.byPrefix.set(start, entries);
    this.hashes[hashAt(form, 0)] = 1;
  }

  find(text: string): readonly ValueMatch[] {
    if (this.forms.size === 0 || text.length < prefix) return [];
    const source = squeezed(text);
    const matches: ValueMatch[] = [];
    let index = 0;
    while (index <= source.text.length - prefix) {
      const entry = this.entryAt(source.text, index);
      if (entry === undefined) {
        index += 1;
        continue;
      }
      const last = index + entry.form.length - 1;
      matches.push({ start: source.position(index), end: source.position(last) + 1, value: entry.value });
      index = last + 1;
    }
    return matches;
  }

  private entryAt(text: string, index: number): { form: string; value: string } | undefined {
    if (this.hashes[hashAt(text, index)] === 0) return undefined;
    const entries = this.byPrefix.get(text.slice(index, index + prefix));
    return entries?.find((entry) => text.startsWith(entry.form, index));
  }
}

function hashAt(text: string, index: number): number {
  const first = text.charCodeAt(index) * 31 + text.charCodeAt(index + 1);
  const second = text.charCodeAt(index + 2) * 31 + text.charCodeAt(index + 3);
  return (first * 961 + second) & 0xffff;
}

interface Squeezed {
  readonly text: string;
  /** Where a character of the squeezed text stands in the original. */
  readonly position: (index: number) => number;
}

function squeezed(text: string): Squeezed {
  const positions: number[] = [];
  let hasDropped = false;
  for (let index = 0; index < text.length; index += 1) {
    if (dropped.has(text.charCodeAt(index))) hasDropped = true;
    else positions.push(index);
  }
  if (!hasDropped) return { text, position: (index) => index };
  return { text: positions.map((index) => text[index]).join(""), position: (index) => positions[index] ?? text.length };
}
