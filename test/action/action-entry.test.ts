import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildOnce, main } from "../support/drive-action.ts";

buildOnce();

/** The files that are loaded before anything runs, with what they import lazily left out. */
function loadedAtStart(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^"'()]*["'](\.[^"']+)["'];?$/gm);
  for (const [, path = ""] of imports) loadedAtStart(join(dirname(file), path), seen);
  return seen;
}

describe("action bundle", () => {
  it("loads next to nothing before it knows that an event is for it", () => {
    const files = [...loadedAtStart(main)];
    const text = files.map((file) => readFileSync(file, "utf8")).join("");
    expect(text.length).toBeLessThan(30_000);
    expect(text).not.toMatch(/octokit|nunjucks|connectrpc|zod/i);
    // The counterpart: what is heavy is there, behind a lazy import.
    expect(text).toMatch(/await import\("\.\/chunks\/run-task-/);
  });

  it("starts from a folder without packages", () => {
    const sources = [...loadedAtStart(main)].map((file) => readFileSync(file, "utf8"));
    const bare = sources.flatMap((source) => [...source.matchAll(/^import\b[^"'()]*["']([^."'][^"']*)["']/gm)]);
    expect(bare.map(([, name]) => name).filter((name) => !name?.startsWith("node:"))).toEqual([]);
  });
});
