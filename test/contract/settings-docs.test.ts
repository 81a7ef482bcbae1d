import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { memoryFiles } from "../support/memory-files.ts";

const page = readFileSync("docs/settings.md", "utf8");
const schema: unknown = JSON.parse(readFileSync("docs/settings.schema.json", "utf8"));

/** Every key that the schema knows, however deep. */
function keysOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(keysOf);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === "properties" ? [...Object.keys(value), ...Object.values(value).flatMap(keysOf)] : keysOf(value),
  );
}

const samples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

describe("docs/settings.md", () => {
  test.each([...new Set(keysOf(schema))])("describes %s", (key) => {
    expect(page).toMatch(new RegExp(`\\b${key}\\b`));
  });

  test.each(samples.filter((sample) => /^clusters:/m.test(sample)))(
    "shows a whole file that is accepted: %#",
    async (sample) => {
      const paths = ["talos/nodes/m1.yaml.j2", "talos/nodes/workers/m2.yaml.j2", "patches/m3.yaml"];
      const files = memoryFiles({
        ".github/talos-chatops.yaml": sample,
        ...Object.fromEntries(paths.map((path) => [path, ""])),
      });
      expect((await readSettings(files)).clusters).toHaveLength(1);
    },
  );

  test.each(samples.filter((sample) => !/^clusters:/m.test(sample)))(
    "shows a part that is accepted: %#",
    async (sample) => {
      const part: Record<string, unknown> = parse(sample);
      const isConfig = "patches" in part;
      const cluster = { config: { base: "a", ...(isConfig && part) }, nodes: { n: null }, ...(!isConfig && part) };
      const text = JSON.stringify({ clusters: { main: cluster } });
      expect((await readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }))).clusters).toHaveLength(1);
    },
  );
});
