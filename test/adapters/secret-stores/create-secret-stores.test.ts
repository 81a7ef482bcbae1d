import { mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSecretStores } from "../../../src/adapters/secret-stores/create-secret-stores.ts";
import type { SecretSettings } from "../../../src/cluster/cluster.ts";
import type { SecretStore } from "../../../src/config/secrets/secret-store.ts";
import { startAkeyless } from "../../../src/playground/akeyless/start-akeyless.ts";

const { signal } = new AbortController();
const root = "/srv/repository";
const nothing: SecretSettings = { commands: {} };
const akeyless = { gateway: "https://api.akeyless.io" };

function read(store: SecretStore | undefined, path: string) {
  if (store === undefined) throw new Error("expected a store");
  return store.read([{ scheme: store.scheme, path, text: `${store.scheme}://${path}` }], { signal });
}

async function startService() {
  const service = await startAkeyless({
    items: { "/a": "v" },
    accessId: "p-1",
    accessKey: "k",
    jwt: "jwt-of-akeyless",
  });
  onTestFinished(() => service.close());
  return service;
}

describe("createSecretStores()", () => {
  test("gives a store for each scheme of the settings, and none without", () => {
    const settings: SecretSettings = {
      akeyless,
      onepassword: { host: "http://connect.example.com" },
      file: { directory: "secrets" },
      environment: ["A"],
      commands: { sops: ["sops", "-d", "x"] },
    };
    const schemes = createSecretStores(settings, { environment: {}, root }).map(({ scheme }) => scheme);
    expect(schemes).toEqual(["ak", "op", "file", "env", "sops"]);
    expect(createSecretStores(nothing, { environment: {}, root })).toEqual([]);
  });

  test("refuses two stores of one scheme", () => {
    const settings = { akeyless, commands: { ak: ["akeyless"] } };
    expect(() => createSecretStores(settings, { environment: {}, root })).toThrow(
      expect.objectContaining({ code: "settings_invalid" }),
    );
  });

  test("lets a folder inside of the repository be no link to the outside", async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), "talos-chatops-stores-")));
    const outside = await realpath(await mkdtemp(join(tmpdir(), "talos-chatops-outside-")));
    onTestFinished(async () => {
      for (const folder of [root, outside]) await rm(folder, { recursive: true });
    });
    await writeFile(join(outside, "token"), "t");
    await symlink(outside, join(root, "secrets"));
    const make = (directory: string) =>
      createSecretStores({ ...nothing, file: { directory } }, { environment: {}, root });
    await expect(read(make("secrets")[0], "token")).rejects.toMatchObject({ code: "secret_store_failed" });
    expect(await read(make(outside)[0], "token")).toEqual([{ kind: "found", value: "t" }]);
  });

  test("reads only the variables that the settings list", async () => {
    const environment = { A: "a", B: "b" };
    const [store] = createSecretStores({ ...nothing, environment: ["A", "C"] }, { environment, root });
    expect(await read(store, "A")).toEqual([{ kind: "found", value: "a" }]);
    expect(await read(store, "B")).toEqual([{ kind: "missing", reason: expect.stringContaining("not listed") }]);
    expect(await read(store, "C")).toEqual([{ kind: "missing", reason: expect.stringContaining("not set") }]);
    expect(await read(store, "toString")).toEqual([{ kind: "missing", reason: expect.any(String) }]);
  });

  test("logs in to Akeyless with the environment's key, else with the job's token", async () => {
    const { url } = await startService();
    const settings = { akeyless: { gateway: url, accessId: "p-1", audience: "akeyless" }, commands: {} };
    const environment = { AKEYLESS_ACCESS_KEY: "k" };
    const getIdToken = async (audience?: string) => `jwt-of-${audience}`;
    const [byKey] = createSecretStores(settings, { environment, root, getIdToken });
    const [byToken] = createSecretStores(settings, { environment: {}, root, getIdToken });
    expect(await read(byKey, "a")).toEqual([{ kind: "found", value: "v" }]);
    expect(await read(byToken, "a")).toEqual([{ kind: "found", value: "v" }]);
  });

  test("asks through the given fetch", async () => {
    const fetch = async () => Promise.reject(new Error("through it"));
    const environment = { AKEYLESS_ACCESS_ID: "p-1", AKEYLESS_ACCESS_KEY: "k" };
    const [store] = createSecretStores({ akeyless, commands: {} }, { environment, root, fetch });
    await expect(read(store, "a")).rejects.toMatchObject({ code: "secret_store_failed" });
  });

  test.for([
    {
      name: "access id",
      settings: { akeyless },
      environment: { AKEYLESS_ACCESS_KEY: "k" },
      hint: "AKEYLESS_ACCESS_ID",
    },
    {
      name: "access key",
      settings: { akeyless },
      environment: { AKEYLESS_ACCESS_ID: "p-1" },
      hint: "AKEYLESS_ACCESS_KEY",
    },
    {
      name: "id token",
      settings: { akeyless: { ...akeyless, accessId: "p-1", accessType: "github" as const } },
      environment: {},
      hint: "id-token: write",
    },
    {
      name: "Connect token",
      settings: { onepassword: { host: "http://connect" } },
      environment: {},
      hint: "OP_CONNECT_TOKEN",
    },
  ])("names what is missing only when a secret is read: $name", async ({ settings, environment, hint }) => {
    const [store] = createSecretStores({ ...nothing, ...settings }, { environment, root });
    await expect(read(store, "a/b/c")).rejects.toMatchObject({
      code: "secret_store_failed",
      hint: expect.stringContaining(hint),
    });
  });

  test("says that the job may not get an OIDC token", async () => {
    const settings = { akeyless: { ...akeyless, accessId: "p-1" }, commands: {} };
    const getIdToken = () => Promise.reject(new Error("s3cret"));
    const [store] = createSecretStores(settings, { environment: {}, root, getIdToken });
    await expect(read(store, "a")).rejects.toMatchObject({
      code: "secret_store_failed",
      hint: expect.stringContaining("id-token: write"),
    });
  });
});
