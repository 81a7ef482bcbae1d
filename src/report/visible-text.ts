/**
 * Text whose control characters can do nothing: ANSI escapes, carriage returns, bidirectional overrides, zero-width
 * and other format characters are written out as `\u{202e}`. Line feeds and tabs stay.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .toWellFormed()
    .replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

// Cc (without \n and \t), Cf, line and paragraph separators, fillers that render as nothing.
const hidden = /[\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]|(?![\n\t])\p{Cc}/gu;
