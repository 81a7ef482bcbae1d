import type { IncomingMessage } from "node:http";
import { parse } from "yaml";
import type { Json } from "../objects/json.ts";
import { badRequest, StatusError } from "../objects/status-error.ts";
import type { Content } from "./answer-resource.ts";
import { readProtobuf } from "./read-protobuf.ts";

const longest = 3 * 1024 * 1024;

/** The body of a request. @throws StatusError 400 for what cannot be parsed, 413 for too much of it */
export async function readContent(request: IncomingMessage): Promise<Content> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longest) {
      const message = `Request entity too large: limit is ${longest}`;
      throw new StatusError({ code: 413, reason: "RequestEntityTooLarge", message });
    }
    chunks.push(chunk);
  }
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
  const bytes = Buffer.concat(chunks);
  const object = type === "application/vnd.kubernetes.protobuf" ? readProtobuf(bytes) : undefined;
  if (object !== undefined) return { type: "application/json", body: object };
  const text = bytes.toString();
  return { type, body: text.trim() === "" ? null : parseText(type, text) };
}

function parseText(type: string, text: string): Json {
  if (!/json$|yaml$/.test(type) && type !== "") return text;
  try {
    const parsed: Json = type.endsWith("yaml") ? parse(text) : JSON.parse(text);
    return parsed;
  } catch (error) {
    throw badRequest(`error decoding the body: ${error instanceof Error ? error.message : "not readable"}`);
  }
}
