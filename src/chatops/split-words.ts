/** A command line in, its words out, each with the place where it stands. */

export interface Word {
  /** Without its quotes. */
  readonly text: string;
  /** Of the text as written, from the line's beginning; both in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** It was quoted as a whole: then it is no flag. */
  readonly quoted: boolean;
}

export type SplitLine =
  | { readonly kind: "words"; readonly words: readonly Word[] }
  /** A quote that nothing closes, or that ends inside of a word. */
  | { readonly kind: "problem"; readonly message: string; readonly offset: number; readonly length: number };

/** Phones write the curly ones. */
const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": '”"“', "‘": "’'‘" };

/**
 * Splits at white space. A quote at the beginning of a word, or behind its first `=`, keeps what it holds together; a
 * backslash inside of it takes the next character as it is. A quote elsewhere is a character like any other: `don't`.
 */
export function splitWords(line: string): SplitLine {
  const words: Word[] = [];
  let position = 0;
  while (position < line.length) {
    if (isSpace(line, position)) {
      position++;
      continue;
    }
    const word = readWord(line, position);
    if (word.kind === "problem") return word;
    words.push(word.word);
    position = word.word.offset + word.word.length;
  }
  return { kind: "words", words };
}

type ReadWord = { readonly kind: "word"; readonly word: Word } | Extract<SplitLine, { kind: "problem" }>;

function readWord(line: string, offset: number): ReadWord {
  let position = offset;
  let text = "";
  let sawEquals = false;
  while (position < line.length && !isSpace(line, position)) {
    const character = line.charAt(position);
    const mayOpen = position === offset || (!sawEquals && line.charAt(position - 1) === "=");
    const ends = mayOpen ? closing[character] : undefined;
    if (ends !== undefined) {
      const quoted = readQuoted(line, position, ends);
      if (quoted === undefined) {
        const message = "This quote is never closed";
        return { kind: "problem", message, offset: position, length: line.length - position };
      }
      const length = quoted.end - offset;
      if (quoted.end < line.length && !isSpace(line, quoted.end)) {
        return {
          kind: "problem",
          message: "A space has to follow the closing quote",
          offset: quoted.end - 1,
          length: 1,
        };
      }
      return { kind: "word", word: { text: text + quoted.text, offset, length, quoted: position === offset } };
    }
    sawEquals ||= line.charAt(position - 1) === "=";
    text += character;
    position++;
  }
  return { kind: "word", word: { text, offset, length: position - offset, quoted: false } };
}

/** @returns the text and the position behind the closing quote */
function readQuoted(line: string, start: number, ends: string): { text: string; end: number } | undefined {
  let text = "";
  for (let position = start + 1; position < line.length; position++) {
    const character = line.charAt(position);
    if (ends.includes(character)) return { text, end: position + 1 };
    if (character === "\\" && position + 1 < line.length) text += line.charAt(++position);
    else text += character;
  }
  return undefined;
}

function isSpace(line: string, position: number): boolean {
  return /\s/.test(line.charAt(position));
}
