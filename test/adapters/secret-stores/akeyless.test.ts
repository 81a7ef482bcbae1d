import { describe, expect, onTestFinished, test } from "vitest";
import { type AkeylessLogin, createAkeylessStore } from "../../../src/adapters/secret-stores/akeyless.ts";
import type { SecretLookup } from "../../../src/config/secrets/secret-store.ts";
import { type AkeylessOptions, startAkeyless } from "../../../src/playground/akeyless/start-akeyless.ts";
import { noAnswer } from "../../../src/playground/start-http-service.ts";

const { signal } = new AbortController();
const login: AkeylessLogin = { kind: "api_key", accessId: "p-1", accessKey: "the-key" };
const account = { accessId: "p-1", accessKey: "the-key", jwt: "the-jwt" };
const items = {
  "/talos": JSON.stringify({ TOKEN: "t0k3n", NUMBER: 5, FLAG: true, NONE: null, MAP: { a: 1 }, HALF: 1.5 }),
  "/plain": "p\nq\n",
  "/talos/BOTH": "whole",
  "/a/b/c": "deep",
};

async function start(options: Partial<AkeylessOptions> = {}) {
  const service = await startAkeyless({ items, ...account, ...options });
  onTestFinished(() => service.close());
  const read = (paths: readonly string[], how: AkeylessLogin = login): Promise<readonly SecretLookup[]> => {
    const store = createAkeylessStore({
      gateway: `${service.url}/`,
      login: () => how,
      timeoutMs: 500,
      retryDelayMs: 1,
    });
    return store.read(
      paths.map((path) => ({ scheme: "ak", path, text: `ak://${path}` })),
      { signal },
    );
  };
  return { service, read };
}

const found = (value: string): SecretLookup => ({ kind: "found", value });

describe("createAkeylessStore()", () => {
  test("takes the whole path as a name first, else a key of its parent", async () => {
    const { read } = await start();
    expect(await read(["plain", "talos/TOKEN", "a/b/c", "talos/NUMBER", "talos/FLAG", "talos/BOTH"])).toEqual(
      ["p\nq\n", "t0k3n", "deep", "5", "true", "whole"].map(found),
    );
  });

  test("gives a whole JSON text when its name is asked", async () => {
    const { read } = await start();
    expect(await read(["talos"])).toEqual([found(items["/talos"])]);
  });

  test.for([
    { path: "nothing", reason: "no such secret" },
    { path: "gone/KEY", reason: "gone" },
    { path: "talos/OTHER", reason: "no key OTHER" },
    { path: "talos/NONE", reason: "null" },
    { path: "talos/MAP", reason: "no plain value" },
    { path: "talos/HALF", reason: "not whole" },
    { path: "talos/toString", reason: "no key toString" },
    { path: "plain/KEY", reason: "no JSON object" },
    { path: "plain/", reason: "no such secret" },
  ])("misses $path: $reason", async ({ path, reason }) => {
    const { read } = await start();
    const [lookup] = await read([path]);
    expect(lookup).toEqual({ kind: "missing", reason: expect.stringContaining(reason) });
    expect(JSON.stringify(lookup)).not.toContain("t0k3n");
  });

  test("reads a parent although the name of its key may not be read", async () => {
    const { read } = await start({ denied: ["/talos/TOKEN", "/secret"] });
    expect(await read(["talos/TOKEN", "secret"])).toEqual([
      found("t0k3n"),
      { kind: "missing", reason: "access is denied" },
    ]);
  });

  test("asks for many names at once, and for each parent once", async () => {
    const names = Array.from({ length: 60 }, (_, index) => [`/n${index}`, `v${index}`]);
    const { service, read } = await start({ items: Object.fromEntries(names) });
    expect(await read(names.map(([name = ""]) => name.slice(1)))).toEqual(names.map(([, value = ""]) => found(value)));
    expect(service.requests.map(({ path }) => path)).toEqual(["/auth", "/get-secret-value", "/get-secret-value"]);
  });

  test("logs in with the job's OIDC token", async () => {
    const { service, read } = await start();
    expect(await read(["plain"], { kind: "jwt", accessId: "p-1", getToken: async () => "the-jwt" })).toHaveLength(1);
    expect(JSON.parse(service.requests[0]?.text ?? "")).toEqual({
      "access-id": "p-1",
      "access-type": "jwt",
      jwt: "the-jwt",
    });
  });

  test("says that the credential is refused, without showing it", async () => {
    const { read } = await start();
    const error: unknown = await read(["plain"], { ...login, accessKey: "wrong-key" }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "secret_store_failed", hint: expect.stringContaining("AKEYLESS_ACCESS_KEY") });
    expect(String(error)).not.toContain("wrong-key");
  });

  test("tries again when the service is overloaded or broken", async () => {
    const { service, read } = await start({
      fault: (_request, count) => [undefined, { status: 503 }, { status: 429, headers: { "retry-after": "0" } }][count],
    });
    expect(await read(["plain"])).toEqual([found("p\nq\n")]);
    expect(service.requests).toHaveLength(4);
  });

  test.for([
    { name: "keeps failing", answer: { status: 500, body: { error: "t0k3n" } } },
    { name: "is no Akeyless", answer: { status: 200, body: "<html>t0k3n</html>" } },
    { name: "redirects", answer: { status: 302, headers: { location: "https://example.com/" } } },
    { name: "answers without end", answer: { status: 200, body: "t0k3n".repeat(1024 * 1024) } },
    { name: "hangs", answer: noAnswer },
  ] as const)("gives up on a service that $name, without quoting it", async ({ answer }) => {
    const { read } = await start({ fault: () => answer });
    const error: unknown = await read(["plain"]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "secret_store_failed" });
    expect(String(error)).not.toContain("t0k3n");
  });

  test("gives up on an address where nobody listens", async () => {
    const { service, read } = await start();
    await service.close();
    await expect(read(["plain"])).rejects.toMatchObject({
      code: "secret_store_failed",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("ends with the caller's reason when cancelled", async () => {
    const controller = new AbortController();
    const reason = new Error("cancelled");
    const { service } = await start({
      fault: () => {
        controller.abort(reason);
        return noAnswer;
      },
    });
    const store = createAkeylessStore({ gateway: service.url, login: () => login });
    const reading = store.read([{ scheme: "ak", path: "plain", text: "ak://plain" }], { signal: controller.signal });
    await expect(reading).rejects.toBe(reason);
  });
});
