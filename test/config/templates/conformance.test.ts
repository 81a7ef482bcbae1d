import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { UserError } from "../../../src/errors.ts";
import { plainSettings, renderText } from "./render-text.ts";

// Every expected text was written by minijinja-cli 2.24.0, every refused template is one that it refuses too,
// or (template_unsupported) one that we refuse by name rather than render in another way.
const rowSchema = z.object({
  template: z.string(),
  others: z.record(z.string(), z.string()).default({}),
  settings: z.record(z.string(), z.union([z.string(), z.boolean()])).default({}),
  expected: z.string().optional(),
  refused: z.string().optional(),
});
const table = z
  .record(z.string(), z.array(rowSchema))
  .parse(JSON.parse(readFileSync(new URL("goldens/conformance.json", import.meta.url), "utf8")));

const environment = { A: "1", EMPTY: "", "a.b": "dotted", NAME: "Cluster-ä" };
const definitions = { name: "Bob", num: "7" };

async function outcome(row: z.infer<typeof rowSchema>): Promise<string> {
  const settings = { ...plainSettings, ...row.settings };
  try {
    return (await renderText(row.template, { others: row.others, settings, environment, definitions })).text;
  } catch (error) {
    return error instanceof UserError ? `refused: ${error.code}` : `bug: ${String(error)}`;
  }
}

describe("renderTemplate() writes what minijinja-cli writes", () => {
  test.each(Object.entries(table))("%s", async (_section, rows) => {
    const wrong: unknown[] = [];
    for (const row of rows) {
      const expected = row.expected ?? `refused: ${row.refused}`;
      const actual = await outcome(row);
      if (actual !== expected) wrong.push({ template: row.template, expected, actual });
    }
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });
});
