/** An API server that does what a test tells it, faults included: HTTPS with a client certificate, on a loopback port. */
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";
import { type Authority, createAuthority } from "../../../src/playground/certificates/authority.ts";

export interface AskedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly type: string;
  readonly authorization: string;
  readonly body: unknown;
  /** Organizations of the client certificate. */
  readonly groups: readonly string[];
}

export type ScriptedAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers. */
  | "hang"
  /** Ends the connection without an answer. */
  | "break"
  /** Begins an answer, then ends the connection. */
  | "half";

export interface ScriptedApi {
  readonly url: string;
  readonly requests: AskedRequest[];
  /** Frees the port and breaks every connection. */
  stop(): Promise<void>;
  /** Serves the same port again. */
  start(): Promise<void>;
}

export const authority: Authority = createAuthority({ organization: "kubernetes" });

export interface ApiOptions {
  readonly answer: (request: AskedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;
  /** Of its certificate; the tests' own unless told. */
  readonly authority?: Authority;
  readonly names?: readonly string[];
}

export async function startApi({ answer, names = ["127.0.0.1"], ...options }: ApiOptions): Promise<ScriptedApi> {
  const { certificate, key } = (options.authority ?? authority).issueServer({ alternativeNames: names });
  const requests: AskedRequest[] = [];
  const sockets = new Set<Duplex>();
  const ca = authority.certificate;
  const server = createServer({ cert: certificate, key, ca, requestCert: true, rejectUnauthorized: false });
  server.on("request", async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "https://127.0.0.1");
    const text = (await incoming.setEncoding("utf8").toArray()).join("");
    const request: AskedRequest = {
      method: incoming.method ?? "",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      type: incoming.headers["content-type"] ?? "",
      authorization: incoming.headers.authorization ?? "",
      body: text === "" ? undefined : JSON.parse(text),
      groups: groupsOf(incoming.socket as TLSSocket), // an HTTPS server has no others
    };
    requests.push(request);
    const given = await answer(request);
    if (given === "hang") return;
    if (given === "break") return incoming.socket.destroy();
    if (given === "half") {
      outgoing.writeHead(200, { "content-length": "1000" });
      outgoing.write("{", () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(given.status, { "content-type": "application/json", ...given.headers });
    outgoing.end(given.body === undefined ? "" : JSON.stringify(given.body));
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  const port = await listen(server, 0);
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(stop);
  return {
    url: `https://127.0.0.1:${port}`,
    requests,
    stop,
    start: async () => {
      await listen(server, port);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port; // it listens on TCP
}

function groupsOf(socket: TLSSocket): readonly string[] {
  if (!socket.authorized) return [];
  const groups: string | readonly string[] | undefined = socket.getPeerCertificate().subject?.O;
  return groups === undefined ? [] : [groups].flat();
}

export interface KubeconfigParts {
  readonly server: string;
  readonly authority?: Authority;
  readonly group?: string;
  readonly token?: string;
}

/** As a control plane hands it out. */
export function kubeconfig({ server, group = "system:masters", token, ...parts }: KubeconfigParts): string {
  const { certificate, talosKey } = authority.issueClient({ roles: [group] });
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "main",
        cluster: { server, "certificate-authority-data": base64((parts.authority ?? authority).certificate) },
      },
    ],
    users: [
      {
        name: "admin@main",
        user: token
          ? { token }
          : { "client-certificate-data": base64(certificate), "client-key-data": base64(talosKey) },
      },
    ],
    contexts: [{ name: "admin@main", context: { cluster: "main", user: "admin@main", namespace: "default" } }],
    "current-context": "admin@main",
  });
}

/** The API's way to say no. */
export function status(code: number, reason: string, details: object = {}, headers = {}): ScriptedAnswer {
  const body = { kind: "Status", apiVersion: "v1", status: "Failure", message: "foreign text", reason, details, code };
  return { status: code, body, headers };
}
