/** A holder's name for messages: it was written by another program, perhaps by somebody else's. */
import type { LockHolder } from "../../../operation/cluster-lock.ts";

const maxLength = 80;

export function describeHolder({ name }: Pick<LockHolder, "name">): string {
  const plain = name.replaceAll(/[^\p{L}\p{N} .,:;@/#()+_-]/gu, "").trim();
  return plain === "" ? "somebody" : plain.slice(0, maxLength);
}
