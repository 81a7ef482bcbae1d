import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandsPage } from "../../scripts/commands-page.ts";

test("docs/commands.md is what the table of commands says: run node scripts/commands-docs.ts", () => {
  expect(readFileSync("docs/commands.md", "utf8")).toBe(commandsPage());
});
