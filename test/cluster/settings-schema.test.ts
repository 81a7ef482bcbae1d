import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { settingsJsonSchema } from "../../scripts/settings-json-schema.ts";

const published = readFileSync("docs/settings.schema.json", "utf8");

describe("docs/settings.schema.json", () => {
  test("is up to date (node scripts/settings-schema.ts writes it)", () => {
    expect(published).toBe(settingsJsonSchema());
  });

  const validate = new Ajv({ strict: false }).compile(JSON.parse(published));

  test.each([
    "test/cluster/every-setting.yaml",
    "examples/talos-v1.11/.github/talos-chatops.yaml",
    "examples/talos-v1.13/.github/talos-chatops.yaml",
  ])("accepts %s", (path) => {
    expect(validate(parse(readFileSync(path, "utf8"))), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    { name: "an unknown key", text: "clusters: { main: { config: { base: a, bases: b } } }" },
    { name: "a missing base", text: "clusters: { main: { config: {} } }" },
    { name: "an absolute path", text: "clusters: { main: { config: { base: /a } } }" },
    { name: "a wrong role", text: "clusters: { main: { config: { base: a }, nodes: { m: { role: master } } } }" },
  ])("refuses $name", ({ text }) => {
    expect(validate(parse(text))).toBe(false);
  });
});
