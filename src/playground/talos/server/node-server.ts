/** A node's API endpoint: one address that stays, behind it TLS that can be swapped and broken. */
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import type { Socket } from "node:net";
import { type Listener, reopen } from "./bind-listeners.ts";
import type { Fault } from "./faults.ts";

export interface TlsMaterial {
  readonly certificate: string;
  readonly key: string;
  /** Authorities whose client certificates are accepted; undefined asks for none, as maintenance mode does. */
  readonly clientAuthority: string | undefined;
}

export interface NodeServerOptions {
  readonly listener: Listener;
  readonly tls: () => TlsMaterial;
  readonly onCall: (request: Http2ServerRequest, response: Http2ServerResponse) => void;
}

/** Windows of the size that Talos' own client asks for, so that a large reply is not throttled. */
const streamWindow = 65_535 * 32;
/** Real time that a stopping server gives to replies on their way, as apid drains its calls. */
const lingerMs = 10;

export class NodeServer {
  readonly #options: NodeServerOptions;
  readonly #sockets = new Set<Socket>();
  /** Made for the first connection: most nodes of a large fleet never see one. */
  #tls: Http2SecureServer | undefined;
  #fault: Fault | undefined;
  #down = false;

  constructor(options: NodeServerOptions) {
    this.#options = options;
    options.listener.server.on("connection", (socket) => this.#accept(socket));
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Breaks the server, or with undefined repairs it. Open connections stay only where it is merely slow or silent. */
  async setFault(fault: Fault | undefined): Promise<void> {
    this.#fault = fault;
    if (fault?.kind !== "slow" && fault?.kind !== "hang") this.reloadTls();
    await this.#listenOrNot();
  }

  /** Down while the machine is: no port, no connections. What is being sent may leave first. */
  async setDown(down: boolean): Promise<void> {
    this.#down = down;
    await this.#listenOrNot();
    await this.renewTls();
  }

  /** Takes up new certificates; open connections end once what is being sent has left. */
  async renewTls(): Promise<void> {
    if (this.#sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, lingerMs));
    this.reloadTls();
  }

  /** Takes up new certificates; open connections are cut. */
  reloadTls(): void {
    this.#dropConnections();
    this.#tls = undefined;
  }

  async #listenOrNot(): Promise<void> {
    const { listener } = this.#options;
    const wanted = !this.#down && this.#fault?.kind !== "refuse";
    if (wanted && !listener.server.listening) await reopen(listener);
    if (wanted || !listener.server.listening) return;
    // The callback comes only when the last connection is gone.
    listener.server.close();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    if (this.#fault?.kind === "hang") return;
    this.#tls ??= this.#createTls();
    this.#tls.emit("connection", socket);
  }

  #dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #createTls(): Http2SecureServer {
    const { certificate, key, clientAuthority } = this.#options.tls();
    const server = createSecureServer({
      cert: certificate,
      key,
      minVersion: "TLSv1.2",
      settings: { initialWindowSize: streamWindow },
      ...(clientAuthority === undefined ? {} : { ca: clientAuthority, requestCert: true, rejectUnauthorized: true }),
    });
    server.on("session", (session) => session.setLocalWindowSize(streamWindow));
    server.on("sessionError", () => undefined);
    server.on("request", this.#options.onCall);
    return server;
  }
}
