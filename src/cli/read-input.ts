import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { addAbortSignal, type Readable } from "node:stream";
import { UserError } from "../errors.ts";

/** More than any machine config or template; some files, /dev/zero among them, have no end. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a file that a person named, or stdin for `-`. Unlike files of a repository it may lie anywhere.
 *
 * @throws UserError `file_missing`, `input_invalid`
 */
export async function readInput(path: string, directory: string, signal: AbortSignal): Promise<string> {
  if (path === "-") return readText("stdin", addAbortSignal(signal, process.stdin));
  try {
    return await readText(path, createReadStream(resolve(directory, path), { signal }));
  } catch (error) {
    throw inputError(path, error);
  }
}

async function readText(name: string, stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= maxBytes) continue;
    throw new UserError(`Cannot read ${name}: it is larger than ${maxBytes} bytes`, { code: "input_invalid" });
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What a failed look at a file that a person named tells that person. */
export function inputError(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const location = { file: path };
  if (code === "ENOENT")
    return new UserError(`Cannot read ${path}: there is no such file`, { code: "file_missing", location });
  if (code === "EISDIR")
    return new UserError(`Cannot read ${path}: it is a folder`, { code: "input_invalid", location });
  if (code === "EACCES")
    return new UserError(`Cannot read ${path}: it may not be read by you`, { code: "input_invalid", location });
  return error;
}
