import type { ServerResponse } from "node:http";

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(status: number, value: object, headers?: Answer["headers"]): Answer {
  return { status, body: `${JSON.stringify(value)}\n`, ...(headers === undefined ? {} : { headers }) };
}

export function send(response: ServerResponse, { status, body, contentType, headers }: Answer): void {
  response.writeHead(status, {
    "content-type": contentType ?? "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}
