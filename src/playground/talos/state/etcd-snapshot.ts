/** A member's database as bytes: of any size, made while it is read, with the hash at its end by which it can be verified. */
import { createHash } from "node:crypto";
import { createBoltPages, pageBytes } from "./bolt-pages.ts";

export interface SnapshotOptions {
  /** Bytes of the database; rounded up to whole pages. */
  readonly bytes: number;
  readonly chunkBytes: number;
  readonly revision: bigint;
}

/** Never more than this in memory, however large the database is. */
const patternBytes = 1024 * 1024;

/** The database and the SHA-256 of it: the length leaves 32 when divided by 512, as every snapshot of etcd does. */
export function* createSnapshot(options: SnapshotOptions): Generator<Uint8Array, undefined> {
  const hash = createHash("sha256");
  for (const chunk of createDatabase(options)) {
    hash.update(chunk);
    yield chunk;
  }
  yield hash.digest();
}

/** A few pages that mean something, then as many as it takes of what nobody reads. */
function* createDatabase({ bytes, chunkBytes, revision }: SnapshotOptions): Generator<Uint8Array, undefined> {
  const head = createBoltPages(revision);
  const total = Math.max(head.length, Math.ceil(bytes / pageBytes) * pageBytes);
  yield head;
  const pattern = createPattern();
  for (let at = head.length; at < total; ) {
    const from = at % patternBytes;
    const length = Math.min(chunkBytes, total - at, patternBytes - from);
    yield pattern.subarray(from, from + length);
    at += length;
  }
}

/** Compresses no better than real data does. */
function createPattern(): Buffer {
  const pattern = Buffer.alloc(patternBytes);
  let state = 0x9e3779b9;
  for (let at = 0; at < patternBytes; at += 4) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + at;
    pattern.writeInt32LE(state | 0, at);
  }
  return pattern;
}
