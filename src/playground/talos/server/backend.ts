/** A control plane's connection to another node, kept open and shared by the calls it forwards. */
import { type ClientHttp2Session, type ClientHttp2Stream, connect, type OutgoingHttpHeaders } from "node:http2";
import { isIP } from "node:net";
import { Code, ConnectError } from "@connectrpc/connect";
import type { CertificatePair } from "../../certificates/authority.ts";
import type { Clock } from "../../clock.ts";
import { createBackOff } from "./back-off.ts";

export interface BackendOptions {
  readonly host: string;
  readonly port: number;
  /** How the target is named in errors. */
  readonly target: string;
  readonly authority: string;
  /** With the role os:impersonator. */
  readonly client: CertificatePair;
  /** `dial` for the time that connecting may take, `backOff` for the pause after a failure. */
  readonly clocks: { readonly dial: Clock; readonly backOff: Clock };
  readonly connectTimeoutMs: number;
  readonly maxBackOffMs: number;
}

export interface Backend {
  /** Opens a stream once the connection stands; rejects with Unavailable. */
  request(headers: OutgoingHttpHeaders): Promise<ClientHttp2Stream>;
  close(): void;
}

export function createBackend(options: BackendOptions): Backend {
  const backOff = createBackOff(options.clocks.backOff, options.maxBackOffMs);
  let current: Promise<ClientHttp2Session> | undefined;
  const forget = () => {
    current = undefined;
  };
  const session = () => {
    const failure = backOff.lastFailure();
    if (failure !== undefined) return Promise.reject(unavailable(options, failure));
    current ??= dial(options, forget).then(
      (connected) => {
        backOff.succeeded();
        return connected;
      },
      (error: Error) => {
        forget();
        backOff.failed(error);
        throw unavailable(options, error);
      },
    );
    return current;
  };
  return {
    request: async (headers) => (await session()).request(headers),
    close: () => {
      current?.then((open) => open.destroy()).catch(() => undefined);
      forget();
    },
  };
}

/** For a target that no node bears: a name that does not resolve, an address nobody answers at. */
export function createUnknownBackend(target: string): Backend {
  const message = isIP(target) === 0 ? "name resolver error: produced zero addresses" : undefined;
  const unreachable = { host: target, port: 50_000, target };
  return {
    request: () =>
      Promise.reject(
        message === undefined
          ? unavailable(unreachable, new Error("connect: no route to host"))
          : new ConnectError(message, Code.Unavailable),
      ),
    close: () => undefined,
  };
}

function dial(options: BackendOptions, onClose: () => void): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(`https://${options.host}:${options.port}`, {
      ca: options.authority,
      cert: options.client.certificate,
      key: options.client.key,
      settings: { enablePush: false },
    });
    session.unref();
    const cancelTimeout = options.clocks.dial.after(options.connectTimeoutMs, () =>
      session.destroy(new Error("i/o timeout")),
    );
    const onFailure = (error: Error) => reject(error);
    session.once("error", onFailure);
    session.once("close", () => {
      cancelTimeout();
      onClose();
      reject(new Error("connection closed"));
    });
    session.once("remoteSettings", () => {
      cancelTimeout();
      session.off("error", onFailure);
      session.on("error", () => undefined);
      resolve(session);
    });
  });
}

function unavailable(
  { target, host, port }: Pick<BackendOptions, "target" | "host" | "port">,
  error: Error,
): ConnectError {
  if (/certificate|altname|self.signed/i.test(error.message)) {
    const reason = `transport: authentication handshake failed: tls: failed to verify certificate: ${error.message}`;
    return new ConnectError(`connection error: desc = "${reason}"`, Code.Unavailable);
  }
  const place = target.includes(":") ? `[${target}]:50000` : `${target}:50000`;
  const reason = error.message
    .replace(`${host}:${port}`, "")
    .replace(/^connect ECONNREFUSED.*/, "connect: connection refused");
  return new ConnectError(
    `connection error: desc = "transport: Error while dialing: dial tcp ${place}: ${reason}"`,
    Code.Unavailable,
  );
}
