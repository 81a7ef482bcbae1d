import { createHash } from "node:crypto";

/** Bytes that pass for an etcd snapshot: pages, then the hash of them. */
export function makeSnapshot(pages: number, fill = 7): Buffer {
  const content = Buffer.alloc(pages * 512, fill);
  return Buffer.concat([content, createHash("sha256").update(content).digest()]);
}

/** Hands bytes out in chunks of one size, as a stream does. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
