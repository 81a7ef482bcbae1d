/** Calls a method that answers with a stream of common.Data, and gives its bytes as fast as they come. */
import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from "node:http2";
import { type CallOptions, Code, ConnectError } from "@connectrpc/connect";
import { createDataReader } from "./read-data.ts";
import { readPieces } from "./read-pieces.ts";
import type { SessionManager } from "./session-manager.ts";

/** What a call needs of the connection. */
export type Sessions = Pick<SessionManager, "request" | "notifyResponseByteRead">;

export type DataCallOptions = CallOptions & { readonly timeoutMs: number };

/**
 * @param path `/machine.MachineService/EtcdSnapshot`; its request is sent empty
 * @throws ConnectError
 */
export async function* streamData(
  sessions: Sessions,
  path: string,
  options: DataCallOptions,
): AsyncGenerator<Buffer, void> {
  const { signal, timeoutMs } = options;
  const stream = await openStream(sessions, path, options);
  const outcome = watch(stream);
  const cancel = () => stream.close(constants.NGHTTP2_CANCEL);
  const late = setTimeout(() => stream.destroy(new ConnectError("too late", Code.DeadlineExceeded)), timeoutMs);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const read = createDataReader();
    for await (const piece of readPieces(stream)) {
      sessions.notifyResponseByteRead(stream);
      const data = read(piece);
      if (data.length > 0) yield data;
    }
    outcome.check();
  } catch (error) {
    throw asConnectError(error);
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}

async function openStream(sessions: Sessions, path: string, options: DataCallOptions): Promise<ClientHttp2Stream> {
  const { headers, timeoutMs } = options;
  const fixed = { "content-type": "application/grpc", te: "trailers", "grpc-timeout": `${timeoutMs}m` };
  const stream = await sessions.request("POST", path, { ...Object.fromEntries(new Headers(headers)), ...fixed }, {});
  // An error that comes when nobody reads any more is no concern.
  stream.on("error", () => undefined);
  // A frame of no bytes: the empty message.
  stream.end(Buffer.alloc(5));
  return stream;
}

interface Outcome {
  /** After the last byte. */
  check(): void;
}

/** The status stands in the trailers, or in the headers of an answer that has nothing else. */
function watch(stream: ClientHttp2Stream): Outcome {
  let trailers: IncomingHttpHeaders = {};
  let isGrpc = false;
  stream.on("response", (headers) => {
    isGrpc = headers["content-type"]?.startsWith("application/grpc") === true;
    trailers = { ...headers, ...trailers };
  });
  stream.on("trailers", (received) => {
    trailers = { ...trailers, ...received };
  });
  return {
    check() {
      const status = trailers["grpc-status"];
      if (status === undefined) throw new ConnectError(isGrpc ? "no status" : "HTTP 1", Code.Unknown);
      if (status !== "0") throw statusError(String(status), String(trailers["grpc-message"] ?? ""));
    },
  };
}

function statusError(status: string, message: string): ConnectError {
  const code = Number(status) in Code ? Number(status) : Code.Unknown;
  return new ConnectError(decode(message), code, { "grpc-status": status });
}

/** gRPC percent-encodes it; what is not well encoded is taken as it is. */
function decode(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}

function asConnectError(error: unknown): unknown {
  if (error instanceof ConnectError || error instanceof RangeError) return error;
  return new ConnectError("the connection broke off", Code.Unavailable, undefined, undefined, error);
}
