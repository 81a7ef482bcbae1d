import { describe, expect, onTestFinished, test } from "vitest";
import { createOnePasswordStore } from "../../../src/adapters/secret-stores/onepassword.ts";
import type { SecretLookup } from "../../../src/config/secrets/secret-store.ts";
import { type ConnectVault, startConnect } from "../../../src/playground/onepassword/start-connect.ts";

const { signal } = new AbortController();
const id = (letter: string) => letter.repeat(26);

const vaults: readonly ConnectVault[] = [
  {
    id: id("v"),
    name: "Home Ops",
    items: [
      {
        id: id("t"),
        title: "talos",
        sections: [{ id: "s1", label: "etcd" }],
        fields: [
          { id: "f1", label: "TOKEN", value: "t0k3n" },
          { id: "f2", label: "CA", value: "outside" },
          { id: "f3", label: "CA", value: "inside", section: { id: "s1" } },
          { id: "f4", label: "ONLY", value: "only", section: { id: "s1" } },
          { id: "f5", label: "EMPTY" },
          { id: "f6", label: "TWICE", value: "a" },
          { id: "f7", label: "TWICE", value: "b" },
        ],
      },
      { id: id("x"), title: "double", fields: [] },
      { id: id("y"), title: "double", fields: [] },
    ],
  },
  { id: id("w"), name: "same", items: [] },
  { id: id("z"), name: "SAME", items: [] },
];

async function start(token = "the-token") {
  const service = await startConnect({ token: "the-token", vaults });
  onTestFinished(() => service.close());
  const store = createOnePasswordStore({ host: service.url, token: () => token, retryDelayMs: 1 });
  const read = (...paths: readonly string[]): Promise<readonly SecretLookup[]> =>
    store.read(
      paths.map((path) => ({ scheme: "op", path, text: `op://${path}` })),
      { signal },
    );
  return { service, read };
}

describe("createOnePasswordStore()", () => {
  test.for([
    { path: "Home Ops/talos/TOKEN", value: "t0k3n" },
    { path: "home ops/Talos/token", value: "t0k3n" },
    { path: `${id("v")}/${id("t")}/f1`, value: "t0k3n" },
    { path: "Home Ops/talos/CA", value: "outside" },
    { path: "Home Ops/talos/etcd/CA", value: "inside" },
    { path: "Home Ops/talos/s1/CA", value: "inside" },
    { path: "Home Ops/talos/ONLY", value: "only" },
  ])("reads $path", async ({ path, value }) => {
    const { read } = await start();
    expect(await read(path)).toEqual([{ kind: "found", value }]);
  });

  test.for([
    { path: "nowhere/talos/TOKEN", reason: "no vault" },
    { path: "same/talos/TOKEN", reason: "several vaults" },
    { path: "Home Ops/nothing/TOKEN", reason: "no item" },
    { path: `Home Ops/${id("q")}/TOKEN`, reason: "no item" },
    { path: "Home Ops/double/TOKEN", reason: "several items" },
    { path: "Home Ops/talos/NONE", reason: "no field NONE" },
    { path: "Home Ops/talos/other/CA", reason: "no field other/CA" },
    { path: "Home Ops/talos/EMPTY", reason: "empty" },
    { path: "Home Ops/talos/TWICE", reason: "several fields" },
    { path: "Home Ops/talos/TOKEN?attribute=otp", reason: "attributes" },
    { path: "Home Ops/talos", reason: "form" },
    { path: "Home Ops/talos//TOKEN", reason: "form" },
    { path: "a/b/c/d/e", reason: "form" },
  ])("misses $path: $reason", async ({ path, reason }) => {
    const { read } = await start();
    expect(await read(path)).toEqual([{ kind: "missing", reason: expect.stringContaining(reason) }]);
  });

  test("asks for the vaults and for each item once", async () => {
    const { service, read } = await start();
    await read("Home Ops/talos/TOKEN", "Home Ops/talos/CA", "Home Ops/talos/ONLY");
    expect(service.requests.map(({ path }) => path)).toEqual([
      "/v1/vaults",
      `/v1/vaults/${id("v")}/items`,
      `/v1/vaults/${id("v")}/items/${id("t")}`,
    ]);
  });

  test("says that the token is refused, without showing it", async () => {
    const { read } = await start("wrong-token");
    const error: unknown = await read("Home Ops/talos/TOKEN").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "secret_store_failed", hint: expect.stringContaining("OP_CONNECT_TOKEN") });
    expect(String(error)).not.toContain("wrong-token");
  });
});
