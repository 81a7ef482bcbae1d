/** A published text as it was, and without what Markdown, HTML and diffs put between the characters of a value. */
export function withoutMarkup(text: string): readonly string[] {
  const plain = decodeEntities(text);
  return [...new Set([text, plain, plain.replace(/^[ \t]*[-+>|#]+/gm, "")])];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
