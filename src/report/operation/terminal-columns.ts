import { type Colour, paint } from "../paint.ts";

export interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

/** Rows of cells as lines with aligned columns; the last column is as long as it is. */
export function terminalColumns(
  rows: readonly (readonly Cell[])[],
  options: { readonly color: boolean },
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  return rows.map((row) => {
    const cells = row.map(({ text, colour }, column) => {
      const padded = text.padEnd(widths[column] ?? 0);
      return colour === undefined ? padded : paint(padded, colour, options);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
