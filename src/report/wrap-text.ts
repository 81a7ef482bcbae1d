/** Breaks lines between words so that none is wider than `width` columns; continuation lines are indented. */
export function wrapText(text: string, width: number, indent = "  "): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, Math.max(width, 20), indent))
    .join("\n");
}

function wrapLine(line: string, width: number, indent: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (visibleLength(longer) > width && current !== "") {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = longer;
  }
  return [...lines, current].join("\n");
}

/** Colours take no column. */
function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ANSI colours begin with one
  return text.replace(/\u001b\[[0-9;]*m/g, "").length;
}
