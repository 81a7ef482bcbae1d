import { generateKeyPairSync } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readAppCredentials } from "../../../src/adapters/github/app-credentials.ts";
import { permissionNeeds } from "../../../src/app-needs.ts";
import { readEnvValue } from "../../../src/bot/setup/env-file.ts";
import { runSetup, type SetupOptions } from "../../../src/bot/setup/run-setup.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const longSecret = "0123456789abcdef0123456789abcdef01234567";

/** What of GitHub's API the set-up speaks to: a code that counts once. */
async function startApi(webhookSecret: string | null) {
  const codes = new Set(["code-1"]);
  const patched: unknown[] = [];
  const answer = async (request: IncomingMessage) => {
    const code = /^\/app-manifests\/([^/]+)\/conversions$/.exec(request.url ?? "")?.[1];
    if (request.method === "PATCH" && request.url === "/app/hook/config") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      patched.push({ auth: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) });
      return { status: 200, body: {} };
    }
    if (code === undefined || !codes.delete(code)) return { status: 404, body: { message: "Not Found" } };
    const app = { id: 4711, slug: "talos-chatops", html_url: "https://github.com/apps/talos-chatops" };
    return { status: 201, body: { ...app, pem, webhook_secret: webhookSecret } };
  };
  const server = createServer((request, response) => {
    answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a server on a port has an address of this kind
  return { apiUrl: `http://127.0.0.1:${port}`, patched };
}

async function startSetup(options: Partial<SetupOptions> & { readonly webhookSecret?: string | null } = {}) {
  const { webhookSecret = longSecret, ...given } = options;
  const { apiUrl, patched } = await startApi(webhookSecret);
  const envPath = join(await temporaryFolder(), ".env");
  const stop = new AbortController();
  const lines: string[] = [];
  const opened = Promise.withResolvers<string>();
  const say = (line: string) => {
    lines.push(line);
    const url = /^Open (\S+)/.exec(line)?.[1];
    if (url !== undefined) opened.resolve(url);
  };
  const done = runSetup({
    webUrl: "https://github.com",
    apiUrl,
    webhookUrl: "https://bot.example.com",
    envPath,
    say,
    signal: stop.signal,
    ...given,
  });
  done.catch((error: unknown) => opened.reject(error));
  onTestFinished(() => stop.abort());
  const origin = await opened.promise;
  const page = await (await fetch(origin)).text();
  const action = /action="([^"]*)"/.exec(page)?.[1] ?? "";
  const manifest = JSON.parse((/value="([^"]*)"/.exec(page)?.[1] ?? "").replaceAll("&quot;", '"'));
  const state = new URL(action).searchParams.get("state") ?? "";
  const comeBack = (query: Record<string, string>) => fetch(`${origin}created?${new URLSearchParams(query)}`);
  return { done, stop, envPath, lines, origin, action, manifest, state, comeBack, patched };
}

describe("runSetup()", () => {
  test("sends the person to GitHub with what the App needs, and comes back to loopback", async () => {
    const { action, manifest, origin } = await startSetup();
    expect(action).toMatch(/^https:\/\/github\.com\/settings\/apps\/new\?state=[\w-]{43}$/);
    expect(manifest).toMatchObject({
      public: false,
      redirect_url: `${origin}created`,
      hook_attributes: { url: "https://bot.example.com/api/github/webhooks", active: true },
      default_permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    });
  });

  test("asks for an organization's App, on a server of one's own", async () => {
    const { action } = await startSetup({ organization: "acme", webUrl: "https://ghes.example.com/" });
    expect(action).toMatch(/^https:\/\/ghes\.example\.com\/organizations\/acme\/settings\/apps\/new\?state=/);
  });

  test("writes credentials that only their owner may read, and the bot can", async () => {
    const { done, envPath, lines, state, comeBack } = await startSetup();
    const page = await comeBack({ code: "code-1", state });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("appId: 4711");
    expect(await done).toEqual({ appId: 4711, slug: "talos-chatops", url: "https://github.com/apps/talos-chatops" });
    expect((await stat(envPath)).mode & 0o777).toBe(0o600);
    const text = await readFile(envPath, "utf8");
    const PRIVATE_KEY = readEnvValue(text, "PRIVATE_KEY");
    expect(readEnvValue(text, "WEBHOOK_SECRET")).toBe(longSecret);
    expect(await readAppCredentials({ APP_ID: readEnvValue(text, "APP_ID"), PRIVATE_KEY })).toEqual({
      appId: 4711,
      privateKey: pem,
    });
    expect(lines.join("\n")).not.toContain(longSecret);
    expect(lines.join("\n")).not.toContain(PRIVATE_KEY);
  });

  test.each([null, "short"])("makes a secret of its own where GitHub gives %j", async (webhookSecret) => {
    const { done, envPath, state, comeBack, patched } = await startSetup({ webhookSecret });
    await comeBack({ code: "code-1", state });
    await done;
    const secret = readEnvValue(await readFile(envPath, "utf8"), "WEBHOOK_SECRET");
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(patched).toEqual([{ auth: expect.stringMatching(/^bearer ey/i), body: { secret } }]);
  });

  test("takes no code without the state that it gave, and goes on waiting", async () => {
    const { done, envPath, state, comeBack } = await startSetup();
    expect((await comeBack({ code: "code-1", state: "x".repeat(43) })).status).toBe(400);
    expect((await comeBack({ code: "code-1" })).status).toBe(400);
    await expect(stat(envPath)).rejects.toMatchObject({ code: "ENOENT" });
    expect((await comeBack({ code: "code-1", state })).status).toBe(200);
    await done;
  });

  test("says that a code counts no more", async () => {
    const { done, state, comeBack } = await startSetup();
    const refused = expect(done).rejects.toMatchObject({ code: "input_invalid" });
    expect((await comeBack({ code: "code-2", state })).status).toBe(502);
    await refused;
  });

  test("answers nobody who calls this machine by another name", async () => {
    const { origin } = await startSetup();
    const { port } = new URL(origin);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request({ host: "127.0.0.1", port, headers: { host: `evil.example:${port}` } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end();
    });
    expect(status).toBe(404);
  });

  test.each(["//", "http://[", "*"])("goes on after a request for %s, which is no address", async (path) => {
    const { done, origin, state, comeBack } = await startSetup();
    const { port } = new URL(origin);
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path }, ({ statusCode }) => resolve(statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(404);
    expect((await comeBack({ code: "code-1", state })).status).toBe(200);
    await done;
  });

  test("stops when it is told to", async () => {
    const { done, stop, origin } = await startSetup();
    stop.abort();
    await expect(done).rejects.toThrow();
    await expect(fetch(origin)).rejects.toThrow();
  });

  test("leaves a file alone that names an App already", async () => {
    const envPath = join(await temporaryFolder(), ".env");
    await writeFile(envPath, "APP_ID=1\n");
    await expect(startSetup({ envPath })).rejects.toMatchObject({ code: "input_invalid" });
  });

  test.each(["http://bot.example.com", "bot.example.com", "https://me@bot.example.com/"])(
    "refuses the webhook address %s",
    async (webhookUrl) => {
      await expect(startSetup({ webhookUrl })).rejects.toMatchObject({ code: "input_invalid" });
    },
  );
});
