import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { createImageFactory } from "../../../src/adapters/image-factory/create-image-factory.ts";
import { UserError } from "../../../src/errors.ts";
import {
  type ImageFactoryOptions,
  startImageFactory,
} from "../../../src/playground/image-factory/start-image-factory.ts";
import { noAnswer } from "../../../src/playground/start-http-service.ts";

const { signal } = new AbortController();
const text = "customization: {}\n";
const id = createHash("sha256").update(text).digest("hex");

async function start(options: Partial<ImageFactoryOptions> = {}) {
  const service = await startImageFactory({ versions: ["v1.13.8"], ...options });
  onTestFinished(() => service.close());
  const factory = createImageFactory({ url: `${service.url}/`, timeoutMs: 300, retryDelayMs: 1 });
  const image = (name: string) => `${new URL(service.url).host}/${name}`;
  return { service, factory, image };
}

describe("createImageFactory()", () => {
  test("submits a schematic and knows its images from then on", async () => {
    const { factory, image } = await start();
    const reference = image(`metal-installer/${id}:v1.13.8`);
    expect(await factory.hasImage(reference, { signal })).toBe(false);
    expect(await factory.submit(text, { signal })).toBe(id);
    expect(await factory.hasImage(reference, { signal })).toBe(true);
    expect(await factory.hasImage(image(`metal-installer/${id}:v9.9.9`), { signal })).toBe(false);
  });

  test("asks for the digest where there is one", async () => {
    const { service, factory, image } = await start();
    const digest = `sha256:${"0".repeat(64)}`;
    expect(await factory.hasImage(image(`installer/${id}:v1.13.8@${digest}`), { signal })).toBe(false);
    expect(service.requests[0]).toMatchObject({ method: "HEAD", path: `/v2/installer/${id}/manifests/${digest}` });
  });

  test("gets an anonymous token where the registry wants one", async () => {
    const { service, factory, image } = await start({ wantsToken: true, schematics: [id] });
    expect(await factory.hasImage(image(`metal-installer/${id}:v1.13.8`), { signal })).toBe(true);
    expect(service.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `HEAD /v2/metal-installer/${id}/manifests/v1.13.8`,
      "GET /token",
      `HEAD /v2/metal-installer/${id}/manifests/v1.13.8`,
    ]);
    expect(service.requests[1]?.query.get("scope")).toBe(`repository:metal-installer/${id}:pull`);
  });

  test("takes a version that cannot be built for one that is not there", async () => {
    const { factory, image } = await start({ fault: () => ({ status: 400 }) });
    expect(await factory.hasImage(image(`installer/${id}:v1.13.8`), { signal })).toBe(false);
  });

  test("tries again while the factory is busy", async () => {
    const { factory } = await start({ fault: (_request, count) => (count < 3 ? { status: 503 } : undefined) });
    expect(await factory.submit(text, { signal })).toBe(id);
  });

  test.for([
    { name: "refuses", answer: { status: 400, body: "s3cret" } },
    { name: "fails", answer: { status: 500, body: "s3cret" } },
    { name: "is another service", answer: { status: 200, body: "<html>s3cret" } },
    { name: "gives a null id", answer: { status: 201, body: { id: null } } },
    { name: "gives a short id", answer: { status: 201, body: { id: "abc" } } },
    { name: "redirects", answer: { status: 302, headers: { location: "https://example.com/" } } },
    { name: "hangs", answer: noAnswer },
  ] as const)("submit() says that a factory $name, without quoting it", async ({ answer }) => {
    const { factory } = await start({ fault: () => answer });
    const error: unknown = await factory.submit(text, { signal }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "factory_failed" });
    expect(String(error)).not.toContain("s3cret");
  });

  test.for([
    { name: "fails", answer: { status: 500 } },
    { name: "wants a login", answer: { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } } },
    { name: "forbids", answer: { status: 403 } },
    {
      name: "redirects to a private address",
      answer: { status: 307, headers: { location: "http://169.254.169.254/" } },
    },
    {
      name: "sends for a token to a private address",
      answer: { status: 401, headers: { "www-authenticate": 'Bearer realm="http://127.0.0.1:1/token"' } },
    },
    { name: "redirects without end", answer: { status: 307, headers: { location: "/again" } } },
    { name: "hangs", answer: noAnswer },
  ] as const)("hasImage() says that a registry $name", async ({ answer }) => {
    const { factory, image } = await start({ fault: () => answer });
    const asking = factory.hasImage(image(`installer/${id}:v1.13.8`), { signal });
    await expect(asking).rejects.toMatchObject({ code: "factory_failed" });
  });

  test.for([
    "10.0.0.1/installer/x:v1",
    "localhost:6443/installer/x:v1",
    "intranet/installer/x:v1",
    "[::1]/installer/x:v1",
    "user:pw@example.com/installer/x:v1",
    "installer",
    "not an image",
  ])("hasImage() does not contact %s", async (reference) => {
    const fetch = async () => Promise.reject(new Error("contacted"));
    const factory = createImageFactory({ url: "https://factory.example.com", fetch, retryDelayMs: 1 });
    const error: unknown = await factory.hasImage(reference, { signal }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "factory_failed" });
    expect(error instanceof UserError && error.cause).toBeUndefined();
  });

  test("ends with the caller's reason when cancelled", async () => {
    const controller = new AbortController();
    const reason = new Error("cancelled");
    const { factory, image } = await start({
      fault: () => {
        controller.abort(reason);
        return noAnswer;
      },
    });
    const asking = factory.hasImage(image(`installer/${id}:v1.13.8`), { signal: controller.signal });
    await expect(asking).rejects.toBe(reason);
  });
});
