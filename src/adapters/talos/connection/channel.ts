/** One endpoint and the one connection that all calls through it share. */
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";
import type { CallLimits } from "./call-limits.ts";
import type { AheadConnection } from "./dial-ahead.ts";
import { errorCodes, foreignCertificateCodes } from "./error-codes.ts";
import { isInMaintenance } from "./probe-maintenance.ts";
import { SessionManager } from "./session-manager.ts";

export interface Channel {
  readonly endpoint: Endpoint;
  /**
   * A transport over a standing connection, made first where there is none.
   * @throws DialError
   */
  open(): Promise<Connected>;
  close(): void;
}

export interface Connected {
  readonly transport: Transport;
  /** Below the transport, for what it would be too slow for. */
  readonly sessions: SessionManager;
  /** Whether the endpoint spoke HTTP/2 with us, which it does only after it has accepted the client certificate. */
  readonly welcomed: () => boolean;
}

/** No connection came about. */
export class DialError extends Error {
  override readonly name = "DialError";
  readonly reason: "silent" | "failed" | "maintenance";

  constructor(reason: DialError["reason"], endpoint: Endpoint, options?: ErrorOptions) {
    super(`no connection to ${endpoint.label}: ${reason}`, options);
    this.reason = reason;
  }
}

/** As on Talos' side: the default of 4 MiB is less than what a node may send. */
const messageBytes = 32 * 1024 * 1024;

export interface ChannelOptions {
  readonly limits: CallLimits;
  /** Asked for at every dial, so that a renewed certificate is taken up. */
  readonly secureContext: () => Promise<SecureContext>;
  /** A connection that somebody made already: the first dial takes it. */
  readonly ahead?: AheadConnection;
}

/** Nothing is dialled before the first `open`. */
export function createChannel(endpoint: Endpoint, { limits, secureContext, ahead }: ChannelOptions): Channel {
  let current: Connected | undefined;
  let dialling: Promise<Connected> | undefined;
  let silentUntil = 0;

  async function dial(): Promise<Connected> {
    if (performance.now() < silentUntil) throw new DialError("silent", endpoint);
    const dialled = connectedBy(endpoint, { limits, secureContext: await secureContext(), socket: ahead?.take() });
    current = dialled;
    const state = await settledWithin(dialled.sessions.connect(), limits.dialMs);
    if (state === "error") throw await dialErrorOf(endpoint, dialled.sessions.error(), limits);
    if (state === undefined) {
      dialled.sessions.abort();
      // Everybody who asks in the meantime need not wait for the same silence.
      silentUntil = performance.now() + 2 * limits.dialMs;
      throw new DialError("silent", endpoint);
    }
    return dialled;
  }

  return {
    endpoint,
    async open() {
      if (current?.sessions.isStanding()) return current;
      dialling ??= dial().finally(() => {
        dialling = undefined;
      });
      return dialling;
    },
    close: () => current?.sessions.abort(),
  };
}

function connectedBy(
  endpoint: Endpoint,
  options: { readonly limits: CallLimits; readonly secureContext: SecureContext; readonly socket: Socket | undefined },
): Connected {
  const baseUrl = `https://${endpoint.label}`;
  const sessions = new SessionManager(baseUrl, { ...options, endpoint });
  const transport = createGrpcTransport({
    baseUrl,
    sessionManager: sessions,
    acceptCompression: [],
    readMaxBytes: messageBytes,
    writeMaxBytes: messageBytes,
    defaultTimeoutMs: options.limits.callMs,
  });
  return { transport, sessions, welcomed: () => sessions.welcomed };
}

async function dialErrorOf(endpoint: Endpoint, cause: unknown, limits: CallLimits): Promise<DialError> {
  const foreign = errorCodes(cause).some((code) => foreignCertificateCodes.has(code));
  const maintenance = foreign && (await isInMaintenance(endpoint, { limitMs: limits.dialMs }));
  return new DialError(maintenance ? "maintenance" : "failed", endpoint, { cause });
}

/** What the promise gives, or undefined when that takes longer than `limitMs`. */
async function settledWithin<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
