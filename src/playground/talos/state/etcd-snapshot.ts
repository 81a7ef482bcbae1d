/** A member's database as bytes: of any size, made while it is read, with the hash at its end by which it can be verified. */
import { createHash } from "node:crypto";

export interface SnapshotOptions {
  /** Bytes of the database; rounded up to whole pages. */
  readonly bytes: number;
  readonly chunkBytes: number;
}

const pageBytes = 4096;
/** Never more than this in memory, however large the database is. */
const patternBytes = 1024 * 1024;

/** The database and the SHA-256 of it: the length leaves 32 when divided by 512, as every snapshot of etcd does. */
export function* createSnapshot({ bytes, chunkBytes }: SnapshotOptions): Generator<Uint8Array, undefined> {
  const total = Math.max(1, Math.ceil(bytes / pageBytes)) * pageBytes;
  const hash = createHash("sha256");
  const pattern = createPattern();
  for (let at = 0; at < total; ) {
    const from = at % patternBytes;
    const length = Math.min(chunkBytes, total - at, patternBytes - from);
    const chunk = pattern.subarray(from, from + length);
    hash.update(chunk);
    at += length;
    yield chunk;
  }
  yield hash.digest();
}

/** Begins with the first page of a bbolt file; the rest compresses no better than real data does. */
function createPattern(): Buffer {
  const pattern = Buffer.alloc(patternBytes);
  let state = 0x9e3779b9;
  for (let at = 0; at < patternBytes; at += 4) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + at;
    pattern.writeInt32LE(state | 0, at);
  }
  const meta = Buffer.alloc(64);
  meta.writeUInt16LE(0x04, 8);
  meta.writeUInt32LE(0xed0cdaed, 16);
  meta.writeUInt32LE(2, 20);
  meta.writeUInt32LE(pageBytes, 24);
  meta.copy(pattern);
  return pattern;
}
