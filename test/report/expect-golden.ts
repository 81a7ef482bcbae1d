import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

const folder = new URL("goldens/", import.meta.url);

/** Compares with the golden file byte by byte; with UPDATE_GOLDENS=1 writes it first. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(name, folder);
  if (process.env["UPDATE_GOLDENS"] === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, "utf8"));
}
