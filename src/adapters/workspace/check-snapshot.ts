/** What tells a whole etcd snapshot: pages of 512 bytes, then the SHA-256 of them all. */
import { createHash } from "node:crypto";

const pageBytes = 512;
const tailBytes = 32;

export interface SnapshotCheck {
  /** All bytes of the snapshot pass through here, in order. */
  update(bytes: Uint8Array): void;
  /** After the last byte. */
  finish(): CheckedSnapshot;
}

export interface CheckedSnapshot {
  readonly bytes: number;
  /** Of everything but the tail, hexadecimal. */
  readonly sha256: string;
  readonly verdict: "whole" | "cut short" | "damaged";
}

/** The last bytes are held back from the hash until it is known that they are the tail. */
export function createSnapshotCheck(): SnapshotCheck {
  const hash = createHash("sha256");
  let held = Buffer.alloc(0);
  let length = 0;
  return {
    update(bytes) {
      length += bytes.length;
      if (bytes.length >= tailBytes) {
        hash.update(held).update(bytes.subarray(0, -tailBytes));
        held = Buffer.from(bytes.subarray(-tailBytes));
        return;
      }
      const joined = Buffer.concat([held, bytes]);
      const split = Math.max(0, joined.length - tailBytes);
      hash.update(joined.subarray(0, split));
      held = joined.subarray(split);
    },
    finish() {
      const digest = hash.digest();
      const isLong = length > tailBytes && length % pageBytes === tailBytes;
      const isSame = digest.equals(held);
      const verdict = isLong ? (isSame ? "whole" : "damaged") : "cut short";
      return { bytes: length, sha256: digest.toString("hex"), verdict };
    },
  };
}
