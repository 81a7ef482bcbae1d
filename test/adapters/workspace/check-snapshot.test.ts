import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSnapshotCheck } from "../../../src/adapters/workspace/check-snapshot.ts";
import { makeSnapshot } from "../../support/snapshot.ts";

function check(bytes: Uint8Array, cuts: readonly number[] = []) {
  const snapshot = createSnapshotCheck();
  const places = [0, ...cuts.map((cut) => cut % bytes.length).toSorted((a, b) => a - b), bytes.length];
  for (const [index, start] of places.slice(0, -1).entries()) snapshot.update(bytes.subarray(start, places[index + 1]));
  return snapshot.finish();
}

const whole = makeSnapshot(3);

describe("createSnapshotCheck()", () => {
  test("tells length and hash of a whole snapshot, however it is cut into chunks", () => {
    const sha256 = createHash("sha256").update(whole.subarray(0, -32)).digest("hex");
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        expect(check(whole, cuts)).toEqual({ bytes: whole.length, sha256, verdict: "whole" });
      }),
    );
  });

  test.each([
    { name: "nothing", bytes: Buffer.alloc(0), verdict: "cut short" },
    { name: "a hash alone", bytes: makeSnapshot(0), verdict: "cut short" },
    { name: "one without its hash", bytes: whole.subarray(0, -32), verdict: "cut short" },
    { name: "one that ends in the middle of a page", bytes: whole.subarray(0, 700), verdict: "cut short" },
    { name: "one that ends behind a page, as if a hash followed", bytes: whole.subarray(0, 544), verdict: "damaged" },
    { name: "one with a changed byte", bytes: Buffer.concat([Buffer.of(8), whole.subarray(1)]), verdict: "damaged" },
    {
      name: "one with a changed hash",
      bytes: Buffer.concat([whole.subarray(0, -1), Buffer.of(0)]),
      verdict: "damaged",
    },
  ])("calls $name $verdict", ({ bytes, verdict }) => {
    expect(check(bytes, [100, 600])).toMatchObject({ bytes: bytes.length, verdict });
  });
});
