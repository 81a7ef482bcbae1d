/** Something around pieces that has to be closed where a comment ends and opened again where the next begins. */
export interface Wrapper {
  readonly open: string;
  readonly close: string;
  /** In place of `open` where the wrapper goes on. */
  readonly reopen: string;
}

/** A text that is never cut. */
export interface Piece {
  readonly wrappers: readonly Wrapper[];
  readonly text: string;
  /** What to call it where it had to be left out. */
  readonly name: string;
}

export interface PackLimits {
  /** UTF-16 units of one part. */
  readonly maxUnits: number;
  /** UTF-8 bytes of one part. */
  readonly maxBytes: number;
  readonly maxParts: number;
}

export interface Packing {
  readonly parts: readonly string[];
  readonly leftOut: readonly Piece[];
}

/** Lays pieces one after the other into as few parts as they need; a part never ends inside a wrapper. */
export function packPieces(pieces: readonly Piece[], limits: PackLimits): Packing {
  const parts: string[] = [];
  const opened = new Set<Wrapper>();
  let part = emptyPart;
  for (const [index, piece] of pieces.entries()) {
    let next = append(part, piece, opened);
    if (part.text !== "" && !fits(next, limits)) {
      parts.push(closed(part));
      if (parts.length === limits.maxParts) return { parts, leftOut: pieces.slice(index) };
      next = append(emptyPart, piece, opened);
    }
    part = next;
    for (const wrapper of piece.wrappers) opened.add(wrapper);
  }
  return { parts: part.text === "" ? parts : [...parts, closed(part)], leftOut: [] };
}

interface Part {
  readonly text: string;
  readonly bytes: number;
  readonly open: readonly Wrapper[];
}

const emptyPart: Part = { text: "", bytes: 0, open: [] };

function append(part: Part, piece: Piece, opened: ReadonlySet<Wrapper>): Part {
  const shared = part.open.findIndex((wrapper, depth) => piece.wrappers[depth] !== wrapper);
  const depth = shared < 0 ? part.open.length : shared;
  const closing = closingText(part.open.slice(depth));
  const opening = piece.wrappers.slice(depth).map((wrapper) => (opened.has(wrapper) ? wrapper.reopen : wrapper.open));
  const added = closing + opening.join("") + piece.text;
  return { text: part.text + added, bytes: part.bytes + Buffer.byteLength(added), open: piece.wrappers };
}

function fits(part: Part, limits: PackLimits): boolean {
  const closing = closingText(part.open);
  return (
    part.text.length + closing.length <= limits.maxUnits && part.bytes + Buffer.byteLength(closing) <= limits.maxBytes
  );
}

function closed(part: Part): string {
  return part.text + closingText(part.open);
}

function closingText(wrappers: readonly Wrapper[]): string {
  return wrappers
    .map((wrapper) => wrapper.close)
    .reverse()
    .join("");
}
