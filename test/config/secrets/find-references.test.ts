import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findReferences } from "../../../src/config/secrets/find-references.ts";

const schemes = ["ak", "op", "env", "file", "sops"];

function found(text: string, quoted = false): readonly string[] {
  return findReferences({ text, quoted }, schemes).map((reference) => reference.text);
}

describe("findReferences()", () => {
  test.for([
    { text: "ak://talos/MACHINE_TOKEN", references: ["ak://talos/MACHINE_TOKEN"] },
    { text: "Bearer ak://a/b", references: ["ak://a/b"] },
    { text: "user:ak://a/b@host", references: ["ak://a/b"] },
    { text: "ak://a/b:op://v/i/f", references: ["ak://a/b", "op://v/i/f"] },
    { text: "ak://a/b,ak://a/c ak://a/b", references: ["ak://a/b", "ak://a/c", "ak://a/b"] },
    { text: "see ak://a/b.", references: ["ak://a/b."] },
    { text: "ak://a/b-", references: ["ak://a/b-"] },
    { text: "ak://a_b/c.d-e/f", references: ["ak://a_b/c.d-e/f"] },
    { text: "ak://", references: [] },
    { text: "break://a/b", references: [] },
    { text: "AK://a/b", references: [] },
    { text: "op://vault/item/section/field", references: ["op://vault/item/section/field"] },
    { text: "op://vault/item/totp?attribute=otp", references: ["op://vault/item/totp?attribute=otp"] },
    { text: "x-env://NAME-y", references: ["env://NAME"] },
    { text: "env://1NAME", references: [] },
    { text: "file://talos/token", references: ["file://talos/token"] },
    { text: "file:///etc/ssl/cert.pem", references: [] },
    { text: "sops://talos#token", references: ["sops://talos#token"] },
    { text: "https://factory.talos.dev/a?b=c", references: [] },
    { text: "vault://a/b", references: [] },
  ])("finds $references in $text", ({ text, references }) => {
    expect(found(text)).toEqual(references);
  });

  test("takes names with spaces only where quotes show the end", () => {
    expect(found("op://Home Ops/talos node/token", true)).toEqual(["op://Home Ops/talos node/token"]);
    expect(found("op://Home Ops/talos node/token")).toEqual(["op://Home"]);
    expect(found("op://a/b/c op://a/b/d", true)).toEqual(["op://a/b/c", "op://a/b/d"]);
  });

  test("counts only the given schemes", () => {
    expect(findReferences({ text: "file://a ak://b", quoted: false }, ["ak"])).toEqual([
      { scheme: "ak", path: "b", text: "ak://b", index: 9 },
    ]);
  });

  test("gives references that stand where it says", () => {
    const piece = fc.oneof(
      fc.constantFrom("ak://", "op://a/b/c", "env://A", "file://x", " ", ":", "é", '"'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, quoted) => {
        const text = pieces.join("");
        for (const reference of findReferences({ text, quoted }, schemes)) {
          expect(text.startsWith(reference.text, reference.index)).toBe(true);
          expect(`${reference.scheme}://${reference.path}`).toBe(reference.text);
        }
      }),
    );
  });
});
