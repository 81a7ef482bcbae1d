import { describe, expect, test } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";

const secret = "9f8a7b6c5d4e3f2a1b0c";

function redactor() {
  const made = createRedactor({ key: new Uint8Array(32) });
  made.learnValue(secret);
  return made;
}

describe("Redactor.data()", () => {
  test("hides a secret wherever it stands, also as a key and within other text", () => {
    const data = redactor().data({ list: [`token ${secret}`], deep: { [secret]: { value: secret } } });
    expect(JSON.stringify(data)).not.toContain(secret);
  });

  test("keeps the shape and what is no text", () => {
    const value = { kind: "read", count: 3, big: 10n, yes: true, none: null, list: [1, { name: "talos-m01" }] };
    expect(redactor().data(value)).toEqual(value);
  });
});
