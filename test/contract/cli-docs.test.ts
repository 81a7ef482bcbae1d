import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";

const page = readFileSync("docs/cli.md", "utf8");

function sectionOf(command: string): string {
  const [, section = ""] = page.split(`\n## ${command}\n`);
  return section.split("\n## ")[0] ?? "";
}

describe("docs/cli.md", () => {
  test.each(commandTable.filter(({ name }) => name !== "version"))(
    "describes $name with every option",
    ({ name, options }) => {
      const section = sectionOf(name);
      expect(section).toContain(`talos-chatops ${name}`);
      for (const { flags } of options) {
        const [long] = /--[a-z-]+/.exec(flags) ?? [];
        expect(section).toContain(long);
      }
    },
  );

  test("shows no command that does not exist", () => {
    const shown = [...page.matchAll(/talos-chatops ([a-z]+[a-z0-9-]*(?: (?:snapshot|status)\b)?)/g)].map(
      (match) => match[1] ?? "",
    );
    const names = ["failed", "itself", "for", ...commandTable.map(({ name }) => name)];
    expect(shown.filter((name) => !names.includes(name))).toEqual([]);
  });
});
