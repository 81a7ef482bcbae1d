/** Answers as they go onto the wire. */
import type { ServerResponse } from "node:http";
import type { JsonObject } from "../objects/json.ts";
import { internal, StatusError, toStatus } from "../objects/status-error.ts";

export function sendJson(
  response: ServerResponse,
  code: number,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(code, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function sendError(response: ServerResponse, error: unknown): void {
  const { failure } =
    error instanceof StatusError ? error : internal(error instanceof Error ? error.message : "unknown");
  const seconds = failure.details?.retryAfterSeconds;
  sendJson(response, failure.code, toStatus(failure), seconds === undefined ? {} : { "retry-after": String(seconds) });
}

export function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { "content-type": "text/plain; charset=utf-8" }).end(text);
}

/** `/readyz`, `/livez`: short when all is well, unless asked for more. */
export function sendHealth(response: ServerResponse, { pathname, searchParams }: URL, isHealthy: boolean): void {
  const checks = ["[+]ping ok", "[+]log ok", isHealthy ? "[+]etcd ok" : "[-]etcd failed: reason withheld"];
  const text = [...checks, `${pathname.slice(1)} check ${isHealthy ? "passed" : "failed"}`].join("\n");
  const isShort = isHealthy && !searchParams.has("verbose");
  sendText(response, isHealthy ? 200 : 500, isShort ? "ok" : `${text}\n`);
}
