import { type ConfigPath, formatPath } from "../../config/tree/config-node.ts";
import type { SafeChange, SafeDocumentDiff } from "../../redaction/redacted.ts";
import { compareLines } from "./compare-lines.ts";
import { encodeDocument } from "./encode-document.ts";
import type { OutlineLine } from "./outline-yaml.ts";

/** The lines that write one changed value, with the equal lines around them. */
export interface DiffBlock {
  readonly removed: readonly OutlineLine[];
  readonly added: readonly OutlineLine[];
  /** At most `contextLines` equal lines right before and after, fewer beside another block. */
  readonly before: readonly OutlineLine[];
  readonly after: readonly OutlineLine[];
  /** How many equal lines stand between this block and the one before it. */
  readonly gap: number;
  readonly changes: readonly SafeChange[];
}

export const contextLines = 3;

/** The blocks in which a document's two sides differ, in order; each change is in the block that shows it. */
export function diffDocument(document: SafeDocumentDiff): readonly DiffBlock[] {
  const { live, desired } = encodeDocument(document);
  const runs = diffLines(live, desired);
  // A new or vanished document is one thing, however many values it has.
  const blocks = document.kind === "changed" ? runs.flatMap(splitRun).map((run) => withinSection(run, document)) : runs;
  const changes = assignChanges(document.changes, blocks);
  return blocks.map((block, index) => ({ ...block, changes: changes[index] ?? [] }));
}

type LineBlock = Omit<DiffBlock, "changes">;

function diffLines(live: readonly OutlineLine[], desired: readonly OutlineLine[]): readonly LineBlock[] {
  const blocks: LineBlock[] = [];
  let equal: readonly OutlineLine[] = [];
  let current: (Pick<LineBlock, "before" | "gap"> & { removed: OutlineLine[]; added: OutlineLine[] }) | undefined;
  const finish = (after: readonly OutlineLine[]) => {
    if (current !== undefined) blocks.push({ ...current, after: after.slice(0, contextLines) });
    current = undefined;
  };
  for (const part of compareLines(live, desired)) {
    if (part.kind === "equal") {
      finish(part.lines);
      equal = part.lines;
      continue;
    }
    current ??= { removed: [], added: [], before: equal.slice(-contextLines), gap: equal.length };
    current[part.kind] = current[part.kind].concat(part.lines);
  }
  finish([]);
  return blocks;
}

/**
 * Splits a run of differing lines by the value they write, old and new value side by side, so that nodes which share one
 * value but not its neighbour still share it. Text of several lines keeps its run whole.
 */
function splitRun(run: LineBlock): readonly LineBlock[] {
  const oldPaths = run.removed.map((line) => formatPath(line.path));
  const newPaths = run.added.map((line) => formatPath(line.path));
  if (new Set(oldPaths).size < oldPaths.length || new Set(newPaths).size < newPaths.length) return [run];
  const positions = new Map(newPaths.map((path, index) => [path, index]));
  const units: { path: ConfigPath; removed: OutlineLine[]; added: OutlineLine[] }[] = [];
  const add = (line: OutlineLine | undefined, side: "removed" | "added") => {
    if (line === undefined) return;
    const last = units.at(-1);
    if (last !== undefined && isAtOrBelow(line.path, last.path)) last[side].push(line);
    else units.push({ path: line.path, removed: [], added: [], [side]: [line] });
  };
  let next = 0;
  for (const [index, line] of run.removed.entries()) {
    const partner = positions.get(oldPaths[index] ?? "") ?? -1;
    for (; next < partner; next += 1) add(run.added[next], "added");
    add(line, "removed");
    if (partner === next) {
      add(run.added[next], "added");
      next += 1;
    }
  }
  for (; next < run.added.length; next += 1) add(run.added[next], "added");
  return units.map(({ removed, added }, index) => ({
    removed,
    added,
    before: index === 0 ? run.before : [],
    after: index === units.length - 1 ? run.after : [],
    gap: index === 0 ? run.gap : 0,
  }));
}

/** Of the root document only parts are encoded: what stands next to `machine.token` there is no neighbour of it. */
function withinSection(block: LineBlock, document: SafeDocumentDiff): LineBlock {
  const changed = [...block.removed, ...block.added];
  const isForeign = (line: OutlineLine, beside: OutlineLine | undefined) =>
    beside !== undefined && sectionOf(document, line) !== sectionOf(document, beside);
  const first = block.before.findLastIndex((line) => isForeign(line, changed[0]));
  const end = block.after.findIndex((line) => isForeign(line, changed.at(-1)));
  return { ...block, before: block.before.slice(first + 1), after: block.after.slice(0, end < 0 ? undefined : end) };
}

/** `machine.network` and the like in the root document; other documents are one section. */
export function sectionOf(document: SafeDocumentDiff, line: OutlineLine): string {
  return document.id.kind === undefined ? formatPath(line.path.slice(0, 2)) : "";
}

function isAtOrBelow(path: ConfigPath, above: ConfigPath): boolean {
  return path.length >= above.length && above.every((step, index) => path[index] === step);
}

function assignChanges(changes: readonly SafeChange[], blocks: readonly LineBlock[]): readonly SafeChange[][] {
  const inAdded = blockByPath(blocks, (block) => block.added);
  const inRemoved = blockByPath(blocks, (block) => block.removed);
  const assigned = blocks.map((): SafeChange[] => []);
  for (const change of changes) {
    const path = formatPath(change.path);
    const sides = change.kind === "removed" ? [inRemoved, inAdded] : [inAdded, inRemoved];
    const index = sides[0]?.get(path) ?? sides[1]?.get(path) ?? 0;
    assigned[index]?.push(change);
  }
  return assigned;
}

/** For every path at or above a changed line, the first block that has such a line. */
function blockByPath(
  blocks: readonly LineBlock[],
  linesOf: (block: LineBlock) => readonly OutlineLine[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, block] of blocks.entries()) {
    for (const { path } of linesOf(block)) {
      for (const above of pathsAbove(path)) if (!found.has(above)) found.set(above, index);
    }
  }
  return found;
}

function pathsAbove(path: ConfigPath): readonly string[] {
  return path.map((_, index) => formatPath(path.slice(0, path.length - index)));
}
