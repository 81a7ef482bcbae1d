/** Finds many values at once in a text, however the text is wrapped, indented or quoted. */

export interface ValueMatch {
  readonly start: number;
  readonly end: number;
  /** The value that was added together with the form found. */
  readonly value: string;
}

/** Characters that wrapping, indenting, quoting and escaping put into a text. */
const dropped = /[ \t\n\r\\'"\u00a0\u2028\u2029\ufeff\u200b-\u200d\u2060]+/g;

/** A text without the characters that quoting and wrapping add. */
export function squeeze(text: string): string {
  return text.replace(dropped, "");
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
    const source = squeeze(text);
    const found: { from: number; length: number; value: string }[] = [];
    for (let index = 0; index <= source.length - prefix; index += 1) {
      const entry = this.entryAt(source, index);
      if (entry === undefined) continue;
      found.push({ from: index, length: entry.form.length, value: entry.value });
      index += entry.form.length - 1;
    }
    if (found.length === 0) return [];
    const position = originalPositions(text);
    return found.map(({ from, length, value }) => ({
      start: position(from),
      end: position(from + length - 1) + 1,
      value,
    }));
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

/** Where a character of the squeezed text stands in the text itself. */
function originalPositions(text: string): (index: number) => number {
  const positions = new Uint32Array(text.length);
  let kept = 0;
  let from = 0;
  const keep = (end: number) => {
    for (let index = from; index < end; index += 1) positions[kept++] = index;
  };
  for (const match of text.matchAll(dropped)) {
    keep(match.index);
    from = match.index + match[0].length;
  }
  keep(text.length);
  return (index) => positions[index] ?? text.length;
}
