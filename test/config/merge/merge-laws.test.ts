import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MachineConfig } from "../../../src/config/machine-config.ts";
import { applyPatches } from "../../../src/config/merge/apply-patches.ts";
import { parsePatch } from "../../../src/config/merge/parse-patch.ts";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { plainConfig } from "../../support/plain-config.ts";

const version = fc.constantFrom("1.11.5", "1.12.0", "1.13.8", "1.14.0");
const name = fc.stringMatching(/^[a-z][a-z.]{0,6}$/);
const sysctls = fc.dictionary(name, fc.stringMatching(/^[1-9][0-9]{0,3}$/), { minKeys: 1 });
const nameservers = fc.array(fc.ipV4(), { minLength: 1, maxLength: 4 });
const podSubnets = fc.array(
  fc.ipV4().map((address) => `${address}/16`),
  { minLength: 1, maxLength: 2 },
);

interface Settings {
  readonly sysctls: Record<string, string>;
  readonly nameservers: readonly string[];
  readonly podSubnets: readonly string[];
}

const settings: fc.Arbitrary<Settings> = fc.record({ sysctls, nameservers, podSubnets });

/** JSON is YAML. */
function text({ sysctls, nameservers, podSubnets }: Settings): string {
  return JSON.stringify({ machine: { sysctls, network: { nameservers } }, cluster: { network: { podSubnets } } });
}

function patched(base: string, patches: readonly string[], talosVersion: string): MachineConfig {
  const config = parseMachineConfig(base, { file: "base.yaml" });
  const parsed = patches.map((patch) => parsePatch(patch, { file: "patch.yaml" }));
  return applyPatches(config, parsed, { talosVersion }).config;
}

const meaning = (base: string, patches: readonly string[], talosVersion: string) =>
  plainConfig(patched(base, patches, talosVersion));

describe("applyPatches() laws", () => {
  test("an empty patch changes nothing", () => {
    const empty = fc.constantFrom("", "# only a comment\n", "---\n", "{}", "machine:\n", "machine: {}\ncluster: {}\n");
    fc.assert(
      fc.property(settings, empty, version, (base, patch, talosVersion) => {
        expect(meaning(text(base), [patch], talosVersion)).toEqual(meaning(text(base), [], talosVersion));
      }),
    );
  });

  test("maps give the union of keys, the patch winning", () => {
    fc.assert(
      fc.property(settings, sysctls, version, (base, added, talosVersion) => {
        const patch = JSON.stringify({ machine: { sysctls: added } });
        const expected = { ...base, sysctls: { ...base.sysctls, ...added } };
        expect(meaning(text(base), [patch], talosVersion)).toEqual(meaning(text(expected), [], talosVersion));
      }),
    );
  });

  test("lists append and replaced lists replace", () => {
    fc.assert(
      fc.property(settings, settings, version, (base, patch, talosVersion) => {
        const merged = {
          sysctls: { ...base.sysctls, ...patch.sysctls },
          nameservers: [...base.nameservers, ...patch.nameservers],
          podSubnets: patch.podSubnets,
        };
        expect(meaning(text(base), [text(patch)], talosVersion)).toEqual(meaning(text(merged), [], talosVersion));
      }),
    );
  });

  test("deleting what a patch added gives the original", () => {
    fc.assert(
      fc.property(settings, name, version, (base, key, talosVersion) => {
        const fresh = `new.${key}`;
        const add = JSON.stringify({ machine: { sysctls: { [fresh]: "1" } } });
        const remove = JSON.stringify({ machine: { sysctls: { [fresh]: { $patch: "delete" } } } });
        expect(meaning(text(base), [add, remove], talosVersion)).toEqual(meaning(text(base), [], talosVersion));
      }),
    );
  });

  test("patching twice with two patches is patching once with each", () => {
    fc.assert(
      fc.property(settings, settings, settings, version, (base, first, second, talosVersion) => {
        const once = applyPatches(
          patched(text(base), [text(first)], talosVersion),
          [parsePatch(text(second), { file: "patch.yaml" })],
          { talosVersion },
        );
        expect(plainConfig(once.config)).toEqual(meaning(text(base), [text(first), text(second)], talosVersion));
      }),
    );
  });

  test("JSON: add then remove gives the original", () => {
    fc.assert(
      fc.property(settings, name, version, (base, key, talosVersion) => {
        const path = `/machine/sysctls/new~1${key}`;
        const patch = JSON.stringify([
          { op: "add", path, value: "1" },
          { op: "test", path, value: "1" },
          { op: "remove", path },
        ]);
        expect(meaning(text(base), [patch], talosVersion)).toEqual(meaning(text(base), [], talosVersion));
      }),
    );
  });
});
