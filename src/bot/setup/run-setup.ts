/**
 * Registers the bot's GitHub App by GitHub's manifest flow: a page on this machine's loopback address sends the person to
 * GitHub, GitHub sends the browser back with a code, and the code becomes credentials in an environment file that only its
 * owner may read.
 *
 * Probot's own set-up is not used: its App is public, it takes any code from anybody who reaches its port (it sends no
 * `state`), and it opens a channel on a foreign server.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CreatedApp, convertManifest } from "../../adapters/github/app-manifest.ts";
import { connectApp, setWebhookSecret } from "../../adapters/github/connect-app.ts";
import { writeFileAtomically } from "../../adapters/workspace/write-file.ts";
import { defaultAppName, webhookPath } from "../../app-needs.ts";
import { UserError } from "../../errors.ts";
import { appManifest } from "./app-manifest.ts";
import { readEnvValue, setEnvValues } from "./env-file.ts";
import { createdPage, refusedPage, startPage } from "./setup-pages.ts";

export interface SetupOptions {
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly webUrl: string;
  /** `https://api.github.com`, or `https://host/api/v3`. */
  readonly apiUrl: string;
  /** The App becomes this organization's; the person's own when left out. */
  readonly organization?: string | undefined;
  /** Where GitHub will reach the bot, `https://bot.example.com`; the path of its webhook is added where there is none. */
  readonly webhookUrl: string;
  /** Of the App; unique on GitHub, and the person may change it there. */
  readonly name?: string | undefined;
  /** The environment file that is written. */
  readonly envPath: string;
  /** On loopback; any free one when left out or 0. */
  readonly port?: number;
  /** A line for the person. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The App that was made; its secrets are in the file and nowhere else. */
export interface FinishedSetup {
  readonly appId: number;
  readonly slug: string;
  /** Web address of the App's page. */
  readonly url: string;
}

/**
 * Serves until the App is there, then stops.
 *
 * @throws UserError `input_invalid` (address of the webhook, a file that names an App already), `github_failed`
 */
export async function runSetup(options: SetupOptions): Promise<FinishedSetup> {
  const webhookUrl = checkWebhookUrl(options.webhookUrl);
  const before = await readEnvFile(options.envPath);
  const state = randomBytes(32).toString("base64url");
  const server = createServer();
  try {
    const { port } = await listen(server, options.port ?? 0);
    const origin = `http://localhost:${port}`;
    const manifest = appManifest({
      name: options.name ?? defaultAppName,
      webhookUrl,
      redirectUrl: `${origin}/created`,
    });
    const form = { action: createUrl(options, state), manifest, target: options.organization ?? "your own account" };
    options.say(`Open ${origin}/ in a browser on this machine.`);
    options.say(`From elsewhere: ssh -L ${port}:127.0.0.1:${port} <this machine>, then the same address.`);
    return await serve(server, { ...options, port, state, form, before });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Serving extends SetupOptions {
  readonly port: number;
  readonly state: string;
  readonly form: Parameters<typeof startPage>[0];
  readonly before: string;
}

/** Answers the browser until the App is there, or cannot be. */
function serve(server: Server, serving: Serving): Promise<FinishedSetup> {
  const { signal } = serving;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    let isTaken = false;
    server.on("request", (request, response) => {
      const answer = answerRequest(request, serving, isTaken);
      if ("html" in answer) return send(response, answer);
      isTaken = true;
      finish(serving, answer.code).then(
        (app) => {
          response.once("close", () => resolve(app));
          send(response, { status: 200, html: createdPage(app) });
        },
        (error: unknown) => {
          response.once("close", () => reject(error));
          send(response, { status: 502, html: refusedPage("What went wrong is told where the set-up was started.") });
        },
      );
    });
  });
}

interface Page {
  readonly status: number;
  readonly html: string;
}

/** A page, or the code that GitHub sent the browser back with. */
function answerRequest(request: IncomingMessage, serving: Serving, isTaken: boolean): Page | { readonly code: string } {
  const refused = (status: number, reason: string) => ({ status, html: refusedPage(reason) });
  const url = URL.parse(request.url ?? "/", "http://localhost");
  const { pathname = "", searchParams = new URLSearchParams() } = url ?? {};
  const isKnown = pathname === "/" || pathname === "/created";
  if (request.method !== "GET" || !isOurHost(request, serving.port) || !isKnown) {
    return refused(404, "There is nothing here.");
  }
  if (pathname === "/") return { status: 200, html: startPage(serving.form) };
  const code = searchParams.get("code") ?? "";
  if (!isSame(searchParams.get("state") ?? "", serving.state) || !/^[\w-]{1,200}$/.test(code)) {
    return refused(400, "This answer does not belong to the App that was asked for here. Begin again.");
  }
  return isTaken ? refused(409, "The App has been made already.") : { code };
}

/** The file is written before anything else is done: GitHub shows the private key only once. */
async function finish({ apiUrl, before, envPath, say, signal }: Serving, code: string): Promise<FinishedSetup> {
  const log = { warn: say };
  const created = await convertManifest({ apiUrl, log }, code, { signal });
  const { appId, slug, url, privateKey } = created;
  const secret = await secretOf(created);
  const values = {
    APP_ID: String(appId),
    PRIVATE_KEY: Buffer.from(privateKey).toString("base64"),
    WEBHOOK_SECRET: secret,
  };
  await writeFileAtomically(envPath, setEnvValues(before, values), { replace: true, mode: 0o600 });
  if (secret !== created.webhookSecret) {
    const app = await connectApp({ appId, privateKey }, { apiUrl, repository: "", log, paced: false });
    await setWebhookSecret(app, secret, { signal });
  }
  say(`Wrote ${envPath}: APP_ID, PRIVATE_KEY and WEBHOOK_SECRET of ${slug}.`);
  say(`Next: install it at ${url}/installations/new, and set bot.appId to ${appId} in the settings.`);
  return { appId, slug, url };
}

const leastSecretBytes = 32;

/** GitHub's own, unless it is missing or shorter than the bot takes. */
async function secretOf({ webhookSecret = "" }: CreatedApp): Promise<string> {
  return Buffer.byteLength(webhookSecret) >= leastSecretBytes ? webhookSecret : randomBytes(32).toString("hex");
}

function checkWebhookUrl(given: string): string {
  const url = URL.parse(given);
  if (url === null || url.protocol !== "https:" || url.username !== "") {
    throw new UserError("Cannot set the App up: the address of its webhook is no https address", {
      code: "input_invalid",
      hint: "Give the address under which GitHub reaches the bot, such as https://talos-bot.example.com.",
    });
  }
  if (url.pathname === "/") url.pathname = webhookPath;
  return url.href;
}

async function readEnvFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  if (readEnvValue(text, "APP_ID") === undefined) return text;
  throw new UserError(`Cannot set the App up: ${path} names one already`, {
    code: "input_invalid",
    hint: "Name another file, or take APP_ID out of this one.",
  });
}

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
function createUrl({ webUrl, organization }: SetupOptions, state: string): string {
  const owner = organization === undefined ? "" : `/organizations/${encodeURIComponent(organization)}`;
  return `${webUrl.replace(/\/+$/, "")}${owner}/settings/apps/new?state=${state}`;
}

async function listen(server: Server, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address;
}

/** Another name that leads here would be somebody else's page asking. */
function isOurHost({ headers }: IncomingMessage, port: number): boolean {
  return [`localhost:${port}`, `127.0.0.1:${port}`].includes(headers.host ?? "");
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function send(response: ServerResponse, { status, html }: Page): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    connection: "close",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  });
  response.end(html);
}
