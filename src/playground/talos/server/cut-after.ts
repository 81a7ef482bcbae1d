import type { Http2ServerResponse } from "node:http2";
import { createFrameReader } from "./grpc-wire.ts";

/** Lets so many messages of the reply pass, then breaks the connection once they are on their way. */
export function cutAfter(response: Http2ServerResponse, messages: number): void {
  let passed = 0;
  const read = createFrameReader(() => {
    passed += 1;
  });
  const write = response.write.bind(response) as (chunk: Uint8Array) => boolean;
  response.write = (chunk: Uint8Array | string) => {
    const bytes = Buffer.from(chunk);
    read(bytes);
    if (passed <= messages) return write(bytes);
    // The reply must not come to an orderly end while the connection breaks.
    response.end = () => response;
    setImmediate(() => response.stream.session?.destroy());
    return false;
  };
}
