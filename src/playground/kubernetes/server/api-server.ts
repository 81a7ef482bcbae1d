/** One control plane's API server: an address that stays, and TLS behind it that is there while the server runs. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server as HttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { CertificatePair } from "../../certificates/authority.ts";
import { type Listener, reopen } from "../../talos/server/bind-listeners.ts";

export interface ApiServerOptions {
  readonly listener: Listener;
  /** Asked for with the first connection, and again after all were dropped. */
  readonly tls: () => ServerTls;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface ServerTls extends Pick<CertificatePair, "certificate" | "key"> {
  /** Authority whose client certificates are recognized; others are let in to be told that they are nobody. */
  readonly clientAuthority: string;
}

export class ApiServer {
  readonly #options: ApiServerOptions;
  readonly #sockets = new Set<Socket>();
  #https: HttpsServer | undefined;
  #wanted = true;
  #change: Promise<void> = Promise.resolve();

  constructor(options: ApiServerOptions) {
    this.#options = options;
    options.listener.server.on("connection", (socket) => this.take(socket));
  }

  /** Opens or closes the port; closing breaks all connections. Resolves when it is done. */
  setRunning(running: boolean): Promise<void> {
    if (running === this.#wanted) return this.#change;
    this.#wanted = running;
    if (!running) this.dropConnections();
    this.#change = this.#change.then(() => this.#listenOrNot());
    return this.#change;
  }

  get isRunning(): boolean {
    return this.#wanted;
  }

  /** Serves a connection that was accepted here or elsewhere. */
  take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    this.#https ??= this.#createHttps();
    this.#https.emit("connection", socket);
  }

  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    this.#https = undefined;
  }

  async #listenOrNot(): Promise<void> {
    const { listener } = this.#options;
    if (this.#wanted === listener.server.listening) return;
    if (this.#wanted) return await reopen(listener);
    await new Promise<void>((resolve) => listener.server.close(() => resolve()));
  }

  #createHttps(): HttpsServer {
    const { certificate, key, clientAuthority } = this.#options.tls();
    const tls = { cert: certificate, key, ca: clientAuthority, minVersion: "TLSv1.2" } as const;
    const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: false, keepAliveTimeout: 60_000 });
    server.on("tlsClientError", () => undefined);
    server.on("request", this.#options.onRequest);
    return server;
  }
}
