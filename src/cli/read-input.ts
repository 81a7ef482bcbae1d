import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { addAbortSignal } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { UserError } from "../errors.ts";

/**
 * Reads a file that a person named, or stdin for `-`. Unlike files of a repository it may lie anywhere.
 *
 * @throws UserError `file_missing`, `input_invalid`
 */
export async function readInput(path: string, directory: string, signal: AbortSignal): Promise<string> {
  if (path === "-") return readText(addAbortSignal(signal, process.stdin));
  try {
    return await readFile(resolve(directory, path), { encoding: "utf8", signal });
  } catch (error) {
    throw inputError(path, error);
  }
}

function inputError(path: string, error: unknown): unknown {
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
