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

/** Forms that begin alike, by length and then by hash. */
interface Bucket {
  readonly byLength: Map<number, Map<number, { form: string; value: string }[]>>;
  /** Longest first; undefined after a new one came. */
  lengths: readonly number[] | undefined;
}

/**
 * Looks up by the first four characters, the longest value first. Forms of one length are told apart by a hash that costs
 * the same wherever it is taken: whoever writes the values must not decide how long the search takes.
 */
export class ValueIndex {
  private readonly byPrefix = new Map<string, Bucket>();
  /** One bit for the hash of each prefix, so that most positions cost no look-up. */
  private readonly hashes = new Uint8Array(1 << 16);
  private readonly forms = new Set<string>();

  /** Adds one form of a value, squeezed; the first value keeps a form that two share. */
  add(form: string, value: string): void {
    if (form.length < prefix || this.forms.has(form)) return;
    this.forms.add(form);
    const start = form.slice(0, prefix);
    const bucket = this.byPrefix.get(start) ?? { byLength: new Map(), lengths: undefined };
    this.byPrefix.set(start, bucket);
    const ofLength = bucket.byLength.get(form.length) ?? new Map<number, { form: string; value: string }[]>();
    if (ofLength.size === 0) bucket.lengths = undefined;
    bucket.byLength.set(form.length, ofLength);
    const hash = hashOf(form);
    ofLength.set(hash, [...(ofLength.get(hash) ?? []), { form, value }]);
    this.hashes[hashAt(form, 0)] = 1;
  }

  find(text: string): readonly ValueMatch[] {
    if (this.forms.size === 0 || text.length < prefix) return [];
    const source = squeeze(text);
    const slices = new SliceHashes(source);
    const found: { from: number; length: number; value: string }[] = [];
    for (let index = 0; index <= source.length - prefix; index += 1) {
      const entry = this.entryAt(source, index, slices);
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

  private entryAt(text: string, index: number, slices: SliceHashes): { form: string; value: string } | undefined {
    if (this.hashes[hashAt(text, index)] === 0) return undefined;
    const bucket = this.byPrefix.get(text.slice(index, index + prefix));
    if (bucket === undefined) return undefined;
    bucket.lengths ??= [...bucket.byLength.keys()].sort((a, b) => b - a);
    for (const length of bucket.lengths) {
      if (index + length > text.length) continue;
      const alike = bucket.byLength.get(length)?.get(slices.at(index, length));
      const entry = alike?.find(({ form }) => text.startsWith(form, index));
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

const base = 0x01000193;

/** A polynomial over the characters, modulo 2^32. */
function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, base) + text.charCodeAt(index)) | 0;
  return hash;
}

/** The hashes of a text's slices, each in constant time once the text was read; it is read at the first question. */
class SliceHashes {
  private readonly text: string;
  private sums: Int32Array | undefined;
  private powers = new Int32Array(0);

  constructor(text: string) {
    this.text = text;
  }

  at(index: number, length: number): number {
    const sums = this.sums ?? this.read();
    return ((sums[index + length] ?? 0) - Math.imul(sums[index] ?? 0, this.powers[length] ?? 0)) | 0;
  }

  private read(): Int32Array {
    const { length } = this.text;
    const sums = new Int32Array(length + 1);
    this.powers = new Int32Array(length + 1);
    this.powers[0] = 1;
    for (let index = 0; index < length; index += 1) {
      sums[index + 1] = Math.imul(sums[index] ?? 0, base) + this.text.charCodeAt(index);
      this.powers[index + 1] = Math.imul(this.powers[index] ?? 0, base);
    }
    this.sums = sums;
    return sums;
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
