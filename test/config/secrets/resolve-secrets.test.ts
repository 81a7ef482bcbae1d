import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeMachineConfig } from "../../../src/config/encode-machine-config.ts";
import type { MachineConfig } from "../../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { type ResolvedConfig, resolveSecrets } from "../../../src/config/secrets/resolve-secrets.ts";
import { Secret } from "../../../src/config/secrets/secret.ts";
import type { SecretLookup, SecretStore } from "../../../src/config/secrets/secret-store.ts";
import { UserError } from "../../../src/errors.ts";

const signal = new AbortController().signal;

interface FakeStore extends SecretStore {
  readonly asked: string[][];
}

function fakeStore(scheme: string, values: Readonly<Record<string, string>>): FakeStore {
  const asked: string[][] = [];
  return {
    scheme,
    asked,
    read: async (references) => {
      asked.push(references.map(({ path }) => path));
      return references.map(({ path }): SecretLookup => {
        const value = values[path];
        return value === undefined ? { kind: "missing", reason: "there is no such secret" } : { kind: "found", value };
      });
    },
  };
}

const config = (text: string): MachineConfig => parseMachineConfig(text, { file: "talos/node.yaml" });

function configOf(result: ResolvedConfig | undefined): MachineConfig {
  if (result?.kind === "resolved") return result.config;
  throw new Error("expected a resolved config");
}

function errorOf(result: ResolvedConfig | undefined): UserError {
  if (result?.kind === "failed") return result.error;
  throw new Error("expected a failed config");
}

async function resolveOne(text: string, stores: readonly SecretStore[]): Promise<ResolvedConfig | undefined> {
  const [result] = await resolveSecrets([config(text)], { stores, signal });
  return result;
}

async function reveal(text: string, stores: readonly SecretStore[]): Promise<string> {
  return encodeMachineConfig(configOf(await resolveOne(text, stores)), { secrets: "reveal" });
}

describe("resolveSecrets()", () => {
  test("replaces references by secrets that keep origin and references", async () => {
    const store = fakeStore("ak", { "t/A": "aaa", "t/B": "bbb" });
    const resolved = configOf(await resolveOne("machine:\n  token: Basic ak://t/A:ak://t/B!\n", [store]));
    const machine = resolved.documents[0]?.root.entries.get("machine");
    const token = machine?.kind === "map" ? machine.entries.get("token") : undefined;
    expect(token).toMatchObject({ kind: "scalar", text: "<secret>", origin: { file: "talos/node.yaml", line: 2 } });
    const secret = token?.kind === "scalar" ? token.value : undefined;
    expect(secret).toBeInstanceOf(Secret);
    expect(secret).toMatchObject({ references: ["ak://t/A", "ak://t/B"] });
    expect(secret instanceof Secret && secret.reveal()).toBe("Basic aaa:bbb!");
    expect(inspect(resolved, { depth: 20 })).not.toContain("aaa");
    expect(JSON.stringify(resolved)).not.toContain("aaa");
  });

  test.for([
    { name: "line breaks at the end go away", value: "abc\n\r\n\n", expected: "a: abc\n" },
    { name: "inner lines and spaces stay", value: "x\n  y \n", expected: "a: |-\n    x\n      y \n" },
    { name: "a value is not searched again", value: "ak://s", expected: "a: ak://s\n" },
    { name: "what may be a number elsewhere stays text", value: "0123", expected: 'a: "0123"\n' },
    { name: "a number is a number where no quotes are", value: "9000", expected: "a: 9000\n" },
    { name: "so is true", value: "true", expected: "a: true\n" },
    { name: "null is text", value: "null", expected: 'a: "null"\n' },
    { name: "YAML signs are quoted", value: "a: b #c", expected: 'a: "a: b #c"\n' },
  ])("$name", async ({ value, expected }) => {
    expect(await reveal("a: ak://s", [fakeStore("ak", { s: value })])).toBe(expected);
  });

  test("keeps a number text where the reference stands in quotes or in a longer text", async () => {
    const store = fakeStore("ak", { n: "9000" });
    expect(await reveal("a: 'ak://n'\nb: 1ak://n\nc: -ak://n\n", [store])).toBe('a: "9000"\nb: 1ak://n\nc: "-9000"\n');
  });

  test("looks each reference up once over all configs, and each store once", async () => {
    const ak = fakeStore("ak", {});
    const env = fakeStore("env", {});
    const configs = ["x: [ak://a, ak://a, env://N]", "x: ak://b\n---\napiVersion: v1\nkind: K\ny: ak://a"];
    await resolveSecrets(configs.map(config), { stores: [ak, env], signal });
    expect(ak.asked).toEqual([["a", "b"]]);
    expect(env.asked).toEqual([["N"]]);
  });

  test("leaves keys, plain values and other schemes alone", async () => {
    const text = "ak://key: https://example.com\nm: 5\nu: file://x\n";
    expect(await reveal(text, [fakeStore("ak", {})])).toBe(text);
  });

  test("asks no store when there is no reference", async () => {
    const store = fakeStore("ak", {});
    await resolveOne("a: b", [store]);
    expect(store.asked).toEqual([]);
  });

  test("fails only the config that lacks a secret, naming each reference, path and line, but no value", async () => {
    const good = config("a: ak://found");
    const bad = config(
      "a: ak://found\nb:\n  - x\n  - ak://gone\n---\napiVersion: v1\nkind: K\nname: n\nc.d: ak://void\n",
    );
    const results = await resolveSecrets([bad, good], {
      stores: [fakeStore("ak", { found: "hunter2", void: "\n" })],
      signal,
    });
    const error = errorOf(results[0]);
    expect(error).toMatchObject({ code: "secret_missing", location: { file: "talos/node.yaml", line: 4 } });
    expect(error.message).toContain("ak://gone (b[1], talos/node.yaml:4)");
    expect(error.message).toContain('ak://void (K n "c.d", talos/node.yaml:9): its value is empty');
    expect(error.message).not.toContain("hunter2");
    expect(results[1]?.kind).toBe("resolved");
  });

  test.for([
    { text: "ak://a", setting: "secrets.akeyless" },
    { text: "op://v/i/f", setting: "secrets.onepassword" },
    { text: "env://N", setting: "secrets.environment" },
  ])("names the setting that $text needs", async ({ text, setting }) => {
    const error = errorOf(await resolveOne(`a: ${text}`, []));
    expect(error.code).toBe("secret_missing");
    expect(error.message).toContain(setting);
  });

  test("passes on the error of a store that cannot be reached", async () => {
    const failure = new UserError("Cannot read secrets", { code: "secret_store_failed" });
    const store: SecretStore = { scheme: "ak", read: async () => Promise.reject(failure) };
    await expect(resolveOne("a: ak://a", [store])).rejects.toBe(failure);
  });

  test("ends at its deadline although a store ignores the signal", async () => {
    const store: SecretStore = { scheme: "ak", read: () => new Promise(() => undefined) };
    const resolving = resolveSecrets([config("a: ak://a")], { stores: [store], signal, timeoutMs: 5 });
    await expect(resolving).rejects.toMatchObject({ code: "secret_store_failed" });
  });

  test("ends with the caller's reason when cancelled", async () => {
    const controller = new AbortController();
    const reason = new Error("cancelled");
    const store: SecretStore = {
      scheme: "ak",
      read: () => {
        controller.abort(reason);
        return new Promise(() => undefined);
      },
    };
    const resolving = resolveSecrets([config("a: ak://a")], { stores: [store], signal: controller.signal });
    await expect(resolving).rejects.toBe(reason);
  });

  test("says once what is wrong with many references", async () => {
    const many = Array.from({ length: 9 }, (_, index) => `a${index}: ak://s/${index}`).join("\n");
    const error = errorOf(await resolveOne(`${many}\nz: op://v/i/f`, [fakeStore("ak", {})]));
    expect(error.message.match(/there is no such secret/g)).toHaveLength(1);
    expect(error.message).toContain("10 secret references: ak://s/0 (a0");
    expect(error.message).toContain(" and 4 more: ");
    expect(error.message).toContain("op://v/i/f (z");
  });

  test("refuses more references than any cluster needs", async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `- ak://a/${index}`).join("\n");
    await expect(resolveOne(`x:\n${many}`, [fakeStore("ak", {})])).rejects.toMatchObject({
      code: "secret_store_failed",
    });
  });

  test("gives back any text that is stored, whatever it holds", async () => {
    const stored = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((value) => !/[\n\r\ud800-\udfff\ufffe\uffff]/.test(value));
    await fc.assert(
      fc.asyncProperty(stored, async (value) => {
        const text = await reveal("a: ak://s\nb: ak://s", [fakeStore("ak", { s: value })]);
        const again = config(text).documents[0]?.root.entries.get("b");
        expect(again?.kind === "scalar" && again.value).toBe(value);
      }),
    );
  });
});
