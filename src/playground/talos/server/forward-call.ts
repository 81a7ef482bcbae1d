/** What apid does with a call for other nodes: passes it on unread to one, or to several and joins their replies. */
import type { ClientHttp2Stream, Http2ServerRequest, Http2ServerResponse, OutgoingHttpHeaders } from "node:http2";
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { MetadataSchema } from "../../../adapters/talos/proto/common/common_pb.ts";
import type { Backend } from "./backend.ts";
import {
  createFrameReader,
  endWithError,
  endWithHeaders,
  errorFromTrailers,
  formatGoError,
  frame,
  lengthDelimited,
} from "./grpc-wire.ts";

export interface ForwardedCall {
  readonly request: Http2ServerRequest;
  readonly response: Http2ServerResponse;
  /** Roles of the caller, vouched for by the endpoint. */
  readonly roles: readonly string[];
}

export interface Target {
  /** As the caller wrote it. */
  readonly name: string;
  readonly backend: Backend;
}

/** `node: X`: the reply of X, byte for byte. */
export async function forwardToOne(call: ForwardedCall, { backend }: Target): Promise<void> {
  const { request, response } = call;
  const upstream = await openStream(call, backend);
  if (upstream instanceof ConnectError) return endWithError(response, upstream);
  request.pipe(upstream);
  upstream.on("response", (headers, flags) => {
    // it may come when the call was given up already
    if (response.stream.destroyed || response.headersSent) return;
    const { ":status": status, ...rest } = headers;
    const endStream = 0x1;
    if ((flags & endStream) !== 0) endWithHeaders(response, rest as OutgoingHttpHeaders);
    else response.writeHead(Number(status), rest as OutgoingHttpHeaders);
  });
  upstream.on("data", (chunk: Buffer) => {
    if (response.write(chunk)) return;
    upstream.pause();
    response.once("drain", () => upstream.resume());
  });
  const outcome = await finish(upstream);
  if (response.stream.writableEnded || response.stream.destroyed) return;
  if (outcome instanceof ConnectError) return endWithError(response, outcome);
  response.addTrailers(outcome);
  response.end();
}

/**
 * `nodes: X, Y`: one status for all, each reply or failure marked with its node. Unary replies are joined into one message,
 * which protobuf allows since each holds only a repeated field 1; streamed ones are passed on as they come.
 */
export async function forwardToMany(
  call: ForwardedCall,
  targets: readonly Target[],
  streaming: boolean,
): Promise<void> {
  const { request, response } = call;
  const body = await readAll(request);
  const unary: Buffer[][] = targets.map(() => []);
  response.writeHead(200, { "content-type": "application/grpc" });
  await Promise.all(
    targets.map(async (target, index) => {
      const pass = (message: Uint8Array) => {
        if (streaming) response.write(frame(message));
        else unary[index]?.push(Buffer.from(message));
      };
      const failure = await relay(call, target, body, (message) => pass(markMessage(message, target.name, streaming)));
      if (failure !== undefined) pass(failureMessage(target.name, failure, streaming));
    }),
  );
  if (response.stream.destroyed) return;
  if (!streaming) response.write(frame(Buffer.concat(unary.flat())));
  response.addTrailers({ "grpc-status": "0" });
  response.end();
}

async function relay(
  call: ForwardedCall,
  { backend }: Target,
  body: Buffer,
  onMessage: (message: Buffer) => void,
): Promise<ConnectError | undefined> {
  const upstream = await openStream(call, backend);
  if (upstream instanceof ConnectError) return upstream;
  let headers: Readonly<Record<string, unknown>> = {};
  upstream.on("response", (received) => {
    headers = received;
  });
  upstream.on("data", createFrameReader(onMessage));
  upstream.end(body);
  const outcome = await finish(upstream);
  return outcome instanceof ConnectError ? outcome : errorFromTrailers({ ...headers, ...outcome });
}

async function openStream(call: ForwardedCall, backend: Backend): Promise<ClientHttp2Stream | ConnectError> {
  try {
    const upstream = await backend.request(forwardedHeaders(call));
    // One listener for each target, however many there are.
    call.response.stream.setMaxListeners(0);
    call.response.stream.once("close", () => upstream.close());
    return upstream;
  } catch (error) {
    return ConnectError.from(error, Code.Unavailable);
  }
}

function forwardedHeaders({ request, roles }: ForwardedCall): OutgoingHttpHeaders {
  const own = new Set(["node", "nodes", "host", "connection", "proxyfrom", "talos-role", "grpc-accept-encoding"]);
  const kept = Object.entries(request.headers).filter(([key]) => !key.startsWith(":") && !own.has(key));
  return {
    ...Object.fromEntries(kept),
    ":method": "POST",
    ":path": request.url,
    proxyfrom: request.authority,
    "talos-role": [...roles],
  };
}

/** The trailers once the stream is over, or the error that broke it off. */
function finish(upstream: ClientHttp2Stream): Promise<OutgoingHttpHeaders | ConnectError> {
  return new Promise((resolve) => {
    let trailers: OutgoingHttpHeaders = {};
    let ended = false;
    upstream.on("trailers", (received) => {
      trailers = received as OutgoingHttpHeaders;
    });
    upstream.on("end", () => {
      ended = true;
    });
    upstream.on("error", () => undefined);
    upstream.on("close", () =>
      resolve(
        ended && upstream.rstCode === 0
          ? trailers
          : new ConnectError("error reading from server: EOF", Code.Unavailable),
      ),
    );
  });
}

async function readAll(request: Http2ServerRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Adds `metadata.hostname`: to the reply inside field 1 of a unary message, at the end of a streamed one. */
function markMessage(message: Buffer, hostname: string, streaming: boolean): Buffer {
  const mark = lengthDelimited(1, toBinary(MetadataSchema, create(MetadataSchema, { hostname })));
  if (streaming) return Buffer.concat([message, mark]);
  if (message.length === 0) return lengthDelimited(1, mark);
  const lengthBytes = message.subarray(1).findIndex((byte) => byte < 0x80) + 1;
  return lengthDelimited(1, Buffer.concat([message.subarray(1 + lengthBytes), mark]));
}

function failureMessage(hostname: string, error: ConnectError, streaming: boolean): Buffer {
  const status = { code: error.code, message: error.rawMessage };
  const metadata = create(MetadataSchema, { hostname, error: formatGoError(error), status });
  const reply = lengthDelimited(1, toBinary(MetadataSchema, metadata));
  return streaming ? reply : lengthDelimited(1, reply);
}
