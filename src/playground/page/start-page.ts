/** Serves the page on a loopback port: what it shows is asked for each time, what a person does is handed on. */
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import * as z from "zod/mini";
import type { PageModel } from "./page-model.ts";
import { renderConversation, renderShell, renderSide } from "./render-page.ts";

const text = z.string().check(z.minLength(1), z.maxLength(65_536));

const commentForm = z.object({ author: text, body: text });
const editForm = z.object({ comment: z.int(), body: text });
const removeForm = z.object({ comment: z.int() });
const labelForm = z.object({ author: text, label: text });
const reviewForm = z.object({
  run: z.int(),
  environment: text,
  person: text,
  state: z.enum(["approved", "rejected"]),
});

/** What a person can do on the page. Each may throw an Error whose message the person is shown. */
export interface PageActions {
  comment(form: z.output<typeof commentForm>): void;
  edit(form: z.output<typeof editForm>): void;
  remove(form: z.output<typeof removeForm>): void;
  label(form: z.output<typeof labelForm>): void;
  review(form: z.output<typeof reviewForm>): void;
}

export interface PageParts {
  describe(): PageModel;
  /** What the jobs of a run printed; undefined when there is no such run. */
  readLog(run: number): string | undefined;
  readonly actions: PageActions;
}

export interface Page {
  readonly url: string;
  close(): Promise<void>;
}

/** @param port 0 for a free one */
export async function startPage(parts: PageParts, port: number): Promise<Page> {
  const assets = { style: await readAsset("page.css"), script: await readAsset("page.js") };
  const server = createServer((request, response) => {
    answer(request, response, parts, assets).catch((error: unknown) => {
      send(response, 400, "text/plain", error instanceof Error ? error.message : "That did not work");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const used = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${used}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readAsset(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, name), "utf8");
}

interface Assets {
  readonly style: string;
  readonly script: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: PageParts, assets: Assets) {
  const path = new URL(request.url ?? "/", "http://page.test").pathname;
  refuseOtherNames(request);
  if (request.method === "POST") {
    refuseOtherSites(request);
    act(path, await readForm(request), parts.actions);
    send(response, 204, "text/plain", "");
    return;
  }
  const run = /^\/runs\/(\d+)$/.exec(path)?.[1];
  if (run !== undefined) sendLog(response, parts.readLog(Number(run)));
  else if (path === "/") sendShell(response, parts.describe(), assets);
  else if (path === "/conversation") sendFragment(request, response, renderConversation(parts.describe()));
  else if (path === "/side") sendFragment(request, response, renderSide(parts.describe()));
  else send(response, 404, "text/plain", "There is no such page");
}

/** Another site's name may be made to lead here; its page would then count as this one. */
function refuseOtherNames({ headers }: IncomingMessage): void {
  const isOurs = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
  if (!isOurs) throw new Error("This page is at 127.0.0.1 only");
}

/** Any page of a browser may send here; only this one means it. */
function refuseOtherSites({ headers }: IncomingMessage): void {
  if (headers.origin !== `http://${headers.host}`) throw new Error("This was sent from another page");
}

function act(path: string, form: unknown, actions: PageActions): void {
  if (path === "/comments") actions.comment(z.parse(commentForm, form));
  else if (path === "/comments/edit") actions.edit(z.parse(editForm, form));
  else if (path === "/comments/delete") actions.remove(z.parse(removeForm, form));
  else if (path === "/labels") actions.label(z.parse(labelForm, form));
  else if (path === "/reviews") actions.review(z.parse(reviewForm, form));
  else throw new Error("There is no such action");
}

const maxFormBytes = 512 * 1024;

async function readForm(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxFormBytes) throw new Error("That is too long");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** What comments hold is shown, and cannot run. */
function sendShell(response: ServerResponse, model: PageModel, assets: Assets): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; connect-src 'self'; img-src data:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
  response.setHeader("content-security-policy", policy);
  send(response, 200, "text/html", renderShell(model, { ...assets, nonce }));
}

function sendFragment(request: IncomingMessage, response: ServerResponse, html: string): void {
  const tag = `"${createHash("sha256").update(html).digest("base64url")}"`;
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader("etag", tag);
  send(response, 200, "text/html", html);
}

function sendLog(response: ServerResponse, log: string | undefined): void {
  if (log === undefined) send(response, 404, "text/plain", "There is no such run");
  else send(response, 200, "text/plain", log);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
  response.end(status === 204 ? undefined : body);
}
