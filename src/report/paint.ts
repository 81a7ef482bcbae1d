const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Colour = keyof typeof codes;

/** Text in an ANSI colour or weight, when colour is on. */
export function paint(text: string, colour: Colour, options: { readonly color: boolean }): string {
  if (!options.color || text === "") return text;
  const [start, end] = codes[colour];
  return `\u001b[${start}m${text}\u001b[${end}m`;
}
