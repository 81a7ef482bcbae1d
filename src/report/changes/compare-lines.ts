import { diffArrays } from "diff";
import { formatPath } from "../../config/tree/config-node.ts";
import type { OutlineLine } from "./outline-yaml.ts";

export interface LinePart {
  readonly kind: "equal" | "removed" | "added";
  readonly lines: readonly OutlineLine[];
}

/** The shortest edit takes time in the square of its length: beyond this many lines a plain one has to do. */
const maxEditLength = 600;

/** What turns the live lines into the desired ones, in order. */
export function compareLines(live: readonly OutlineLine[], desired: readonly OutlineLine[]): readonly LinePart[] {
  if (live.length === 0 || desired.length === 0) return [part("removed", live), part("added", desired)].flat();
  const edit = diffArrays(
    live.map((line) => line.text),
    desired.map((line) => line.text),
    { maxEditLength },
  );
  if (edit === undefined) return compareByPath(live, desired);
  let [liveAt, desiredAt] = [0, 0];
  return edit.flatMap(({ added, removed, count }) => {
    const liveEnd = liveAt + (added ? 0 : count);
    const desiredEnd = desiredAt + (removed ? 0 : count);
    const lines = removed ? live.slice(liveAt, liveEnd) : desired.slice(desiredAt, desiredEnd);
    [liveAt, desiredAt] = [liveEnd, desiredEnd];
    return part(removed ? "removed" : added ? "added" : "equal", lines);
  });
}

function part(kind: LinePart["kind"], lines: readonly OutlineLine[]): readonly LinePart[] {
  return lines.length === 0 ? [] : [{ kind, lines }];
}

/** In one pass: lines of one path and text are equal where both sides have them in one order. */
function compareByPath(live: readonly OutlineLine[], desired: readonly OutlineLine[]): readonly LinePart[] {
  const inLive = new Set(live.map(identify));
  const inDesired = new Set(desired.map(identify));
  const parts: { kind: LinePart["kind"]; lines: OutlineLine[] }[] = [];
  const add = (kind: LinePart["kind"], line: OutlineLine) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  };
  let [liveAt, desiredAt] = [0, 0];
  for (let step = 0; step < live.length + desired.length; step += 1) {
    const [a, b] = [live[liveAt], desired[desiredAt]];
    if (a !== undefined && b !== undefined && identify(a) === identify(b)) {
      add("equal", b);
      liveAt += 1;
      desiredAt += 1;
    } else if (a !== undefined && (b === undefined || !inDesired.has(identify(a)) || inLive.has(identify(b)))) {
      add("removed", a);
      liveAt += 1;
    } else if (b !== undefined) {
      add("added", b);
      desiredAt += 1;
    }
  }
  return parts;
}

function identify(line: OutlineLine): string {
  return `${formatPath(line.path)}\n${line.text}`;
}
