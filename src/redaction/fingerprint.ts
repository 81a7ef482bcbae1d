import { createHmac } from "node:crypto";

/** Gives equal values equal hex digits and different values different ones, within one run. */
export type Fingerprint = (value: string) => string;

const digits = 6;

/**
 * Six hex digits of a keyed hash: too few to search for a value by them, and of no use without the key. Should two
 * values of a run share them, the later one gets more digits, so that a changed secret always shows.
 */
export function createFingerprint(key: Uint8Array): Fingerprint {
  const taken = new Set<string>();
  const given = new Map<string, string>();
  return (value) => {
    const known = given.get(value);
    if (known !== undefined) return known;
    const hash = createHmac("sha256", key).update(value, "utf8").digest("hex");
    let length = digits;
    while (taken.has(hash.slice(0, length)) && length < hash.length) length += 2;
    const fingerprint = hash.slice(0, length);
    taken.add(fingerprint);
    given.set(value, fingerprint);
    return fingerprint;
  };
}
