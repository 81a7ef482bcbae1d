import type { SafeLocation, SafeText } from "../redaction/redacted.ts";

/** Lines of one file that follow each other. */
export interface SourceLines {
  readonly file: SafeText;
  /** Undefined: the file as a whole. */
  readonly from?: number;
  readonly to?: number;
}

/** The places that caused changes, by file and line, neighbours joined. */
export function sourceLines(locations: readonly (SafeLocation | undefined)[]): readonly SourceLines[] {
  const byFile = Map.groupBy(
    locations.filter((location) => location !== undefined),
    (location) => location.file,
  );
  return [...byFile].flatMap(([file, places]) => {
    const lines = [...new Set(places.map((place) => place.line))].filter((line) => line !== undefined);
    return lines.length === 0 ? [{ file }] : joinLines(lines).map(([from, to]) => ({ file, from, to }));
  });
}

function joinLines(lines: readonly number[]): readonly [number, number][] {
  const ranges: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/** `16` or `16-18` */
export function formatLines({ from, to }: SourceLines): string {
  if (from === undefined) return "";
  return to === undefined || to === from ? `${from}` : `${from}-${to}`;
}

const maxRanges = 4;

/** `talos/machineconfig.yaml.j2:16,22-24`: the first file, its first lines, and dots for more. */
export function formatSources(sources: readonly SourceLines[]): string {
  const [first] = sources;
  if (first === undefined) return "";
  const ranges = sources.filter((source) => source.file === first.file).map(formatLines);
  const lines = ranges.slice(0, maxRanges).join(",");
  const more = ranges.length > maxRanges || sources.length > ranges.length ? " …" : "";
  return `${first.file}${lines === "" ? "" : `:${lines}`}${more}`;
}
