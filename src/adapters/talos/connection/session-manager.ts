/** The HTTP/2 connection to one endpoint: large windows, and pings only while an answer is overdue. */
import { type ClientHttp2Stream, constants, type Http2Session } from "node:http2";
import { isIP, type Socket } from "node:net";
import { connect, type SecureContext, type TLSSocket } from "node:tls";
import { Http2SessionManager } from "@connectrpc/connect-node";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";
import type { CallLimits } from "./call-limits.ts";

/** HTTP/2's default of 64 KiB allows 64 KiB per round trip: 100 MB then take minutes over a distance of 50 ms. */
const windowBytes = 8 * 1024 * 1024;
/** Node counts buffered data against this and refuses new streams above it. */
const memoryMegabytes = 64;

/** gRPC servers in Go end a connection after the third ping without data within five minutes. */
const freePings = 2;
const pauseMs = 5 * 60_000 + 1_000;

/** Set as the cause's `code` when an endpoint does not even answer a ping. */
export const silentPeerCode = "ERR_TALOS_PEER_SILENT";

class SilentPeerError extends Error {
  readonly code = silentPeerCode;
}

export interface SessionOptions {
  readonly limits: CallLimits;
  readonly secureContext: SecureContext;
  readonly endpoint: Endpoint;
  /** A standing connection for the first session. */
  readonly socket: Socket | undefined;
}

export class SessionManager extends Http2SessionManager {
  /** Whether the endpoint has said anything after the TLS handshake: one that refuses our certificate never does. */
  welcomed = false;
  readonly #limits: CallLimits;
  #latest: Http2Session | undefined;
  readonly #tuned = new WeakSet<Http2Session>();
  /** Sessions with a ping on its way. */
  readonly #pinging = new WeakSet<Http2Session>();
  /** Pings since the session last brought data. */
  readonly #pings = new WeakMap<Http2Session, number>();
  readonly #timers = new WeakMap<ClientHttp2Stream, NodeJS.Timeout>();

  constructor(url: string, { limits, secureContext, endpoint, socket }: SessionOptions) {
    super(
      url,
      {},
      {
        secureContext,
        maxSessionMemory: memoryMegabytes,
        settings: { initialWindowSize: windowBytes, enablePush: false },
        createConnection: tlsConnector(endpoint, { secureContext, socket }),
      },
    );
    this.#limits = limits;
  }

  /** Whether the next request finds a connection, as far as is known. */
  isStanding(): boolean {
    const state = this.state();
    const ending = this.#latest !== undefined && (this.#latest.closed || this.#latest.destroyed);
    return (state === "open" || state === "idle") && !ending;
  }

  override async request(
    ...[method, path, headers, options]: Parameters<Http2SessionManager["request"]>
  ): Promise<ClientHttp2Stream> {
    // Node's own default forgets the brackets around an IPv6 address.
    const withAuthority = { ":authority": new URL(this.authority).host, ...headers };
    const stream = await super.request(method, path, withAuthority, options);
    const { session } = stream;
    if (session !== undefined) this.#watch(stream, session);
    return stream;
  }

  override notifyResponseByteRead(stream: ClientHttp2Stream): void {
    super.notifyResponseByteRead(stream);
    this.#heard(stream);
  }

  #watch(stream: ClientHttp2Stream, session: Http2Session): void {
    this.#latest = session;
    if (!this.#tuned.has(session)) {
      this.#tuned.add(session);
      session.setLocalWindowSize(windowBytes);
      // The manager reports errors, but not of sessions that it has let go: those must not end the process.
      session.on("error", () => {});
      session.once("remoteSettings", () => {
        this.welcomed = true;
      });
    }
    this.#await(stream, session);
    stream.once("response", () => this.#heard(stream));
    stream.once("close", () => clearTimeout(this.#timers.get(stream)));
  }

  #heard(stream: ClientHttp2Stream): void {
    if (stream.session === undefined || stream.closed) return;
    this.#pings.delete(stream.session);
    this.#await(stream, stream.session);
  }

  #await(stream: ClientHttp2Stream, session: Http2Session): void {
    clearTimeout(this.#timers.get(stream));
    const waitMs = (this.#pings.get(session) ?? 0) < freePings ? this.#limits.silenceMs : pauseMs;
    const timer = setTimeout(() => {
      if (stream.closed) return;
      this.#ping(session);
      this.#await(stream, session);
    }, waitMs);
    this.#timers.set(stream, timer.unref());
  }

  /** At most one at a time, however many streams wait. */
  #ping(session: Http2Session): void {
    if (session.destroyed || this.#pinging.has(session)) return;
    this.#pinging.add(session);
    this.#pings.set(session, (this.#pings.get(session) ?? 0) + 1);
    const overdue = setTimeout(
      () => session.destroy(new SilentPeerError("no answer to a ping"), constants.NGHTTP2_CANCEL),
      this.#limits.pingMs,
    );
    session.ping(() => {
      clearTimeout(overdue);
      this.#pinging.delete(session);
    });
  }
}

/** Makes the TLS connections of sessions as Node itself does, the first of them over `socket` where one is given. */
function tlsConnector(
  { host, port }: Endpoint,
  { secureContext, socket }: { readonly secureContext: SecureContext; readonly socket: Socket | undefined },
): () => TLSSocket {
  let standing = socket;
  // Server names are for names only: an address is checked against the certificate by `host`.
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return () => {
    const over = standing === undefined || standing.destroyed ? { port } : { socket: standing };
    standing = undefined;
    return connect({ ...over, ...servername, host, secureContext, ALPNProtocols: ["h2"] });
  };
}
