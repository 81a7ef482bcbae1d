/** gRPC over HTTP/2 at the level of bytes: what a proxy that knows no message types has to read and write. */
import type { Http2ServerRequest, Http2ServerResponse, OutgoingHttpHeaders } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";

/** Ends a call with a status and no message. */
export function endWithError(response: Http2ServerResponse, error: ConnectError): void {
  if (response.stream.destroyed || response.writableEnded) return;
  const status = { "grpc-status": String(error.code), "grpc-message": percentEncode(error.rawMessage) };
  if (response.headersSent) {
    response.addTrailers(status);
    response.end();
  } else endWithHeaders(response, { "content-type": "application/grpc", ...status });
}

/** A reply without a body: clients take the status from headers only when these end the stream. */
export function endWithHeaders(response: Http2ServerResponse, headers: OutgoingHttpHeaders): void {
  response.stream.respond({ ":status": 200, ...headers }, { endStream: true });
}

/** `rpc error: code = Unavailable desc = …`, as Go prints a status. */
export function formatGoError(error: ConnectError): string {
  return `rpc error: code = ${Code[error.code] ?? "Unknown"} desc = ${error.rawMessage}`;
}

/** The error that a peer's trailers tell of; undefined when the call went well. */
export function errorFromTrailers(trailers: Readonly<Record<string, unknown>>): ConnectError | undefined {
  const code = Number(trailers["grpc-status"] ?? Code.Unknown);
  if (code === 0) return undefined;
  return new ConnectError(
    decodeURIComponent(String(trailers["grpc-message"] ?? "")),
    code in Code ? code : Code.Unknown,
  );
}

/** Every value of a metadata key; HTTP/2 joins repeated ones with a comma. */
export function metadataValues(request: Http2ServerRequest, key: string): readonly string[] | undefined {
  const value = request.headers[key];
  if (value === undefined) return undefined;
  return (Array.isArray(value) ? value : value.split(",")).map((item) => item.trim());
}

/** One length-prefixed message. */
export function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** Cuts a byte stream into the messages it carries; compressed ones are no concern, since nobody asks for them. */
export function createFrameReader(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 5 && pending.length >= 5 + pending.readUInt32BE(1)) {
      const end = 5 + pending.readUInt32BE(1);
      onMessage(pending.subarray(5, end));
      pending = pending.subarray(end);
    }
  };
}

/** The protobuf field `number` of type bytes. */
export function lengthDelimited(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function percentEncode(text: string): string {
  return Array.from(Buffer.from(text), (byte) =>
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}
