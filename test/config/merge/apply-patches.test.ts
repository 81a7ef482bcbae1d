import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyPatches } from "../../../src/config/merge/apply-patches.ts";
import { parsePatch } from "../../../src/config/merge/parse-patch.ts";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { plainConfig } from "../../support/plain-config.ts";
import { userError } from "../../support/user-error.ts";

/** Talos version of cases without a version.txt. */
const defaultVersion = "1.13.0";
const folder = join(import.meta.dirname, "cases");
const cases = readdirSync(folder).map((name) => ({ name, directory: join(folder, name) }));
const isRefused = ({ directory }: { directory: string }) => existsSync(join(directory, "expected-error.json"));

function read(directory: string, name: string): string {
  return readFileSync(join(directory, name), "utf8");
}

function optional(directory: string, name: string, otherwise: string): string {
  return existsSync(join(directory, name)) ? read(directory, name) : otherwise;
}

function patchCase(directory: string) {
  const names = readdirSync(directory).filter((name) => name.startsWith("patch-"));
  const patches = names.sort().map((file) => parsePatch(read(directory, file), { file }));
  const config = parseMachineConfig(read(directory, "config.yaml"), { file: "config.yaml" });
  return applyPatches(config, patches, { talosVersion: optional(directory, "version.txt", defaultVersion).trim() });
}

describe("applyPatches()", () => {
  test.each(cases.filter((one) => !isRefused(one)))("merges $name", ({ directory }) => {
    const { config, notes } = patchCase(directory);
    const expected = parseMachineConfig(read(directory, "expected.yaml"), { file: "expected.yaml" });
    expect(plainConfig(config)).toEqual(plainConfig(expected));
    expect(notes.map((note) => note.code)).toEqual(JSON.parse(optional(directory, "expected-notes.json", "[]")));
  });

  test.each(cases.filter(isRefused))("refuses $name", ({ directory }) => {
    const expected = JSON.parse(read(directory, "expected-error.json"));
    const error = userError(() => patchCase(directory));
    expect(error.code).toBe(expected.code);
    expect(error.message).toContain(expected.path);
    expect(error.location?.file).toMatch(/^patch-1\.yaml$/);
    expect(error.location?.line).toBeGreaterThan(0);
  });
});
