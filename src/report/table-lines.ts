import { type Colour, paint } from "./paint.ts";

export interface Cell {
  /** Already fit for a terminal. */
  readonly text: string;
  readonly colour?: Colour;
}

/** Columns side by side for a terminal, each as wide as its widest cell; columns that are empty everywhere are left out. */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  options: { readonly color: boolean },
): readonly string[] {
  const titles = header.map((text): Cell => ({ text, colour: "dim" }));
  const used = header.map((_, column) => rows.some((row) => (row[column]?.text ?? "") !== ""));
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  return [titles, ...rows].map((row) => {
    const cells = row.flatMap((cell, column) => {
      if (used[column] !== true) return [];
      const padded = cell.text.padEnd(widths[column] ?? 0);
      return [cell.colour === undefined ? padded : paint(padded, cell.colour, options)];
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
