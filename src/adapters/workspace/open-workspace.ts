import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { UserError } from "../../errors.ts";

export interface WorkspaceOptions {
  /** Bytes a file may have, 4 MiB unless told. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 * 1024;
const maxListed = 100_000;
const skipped = new Set([".git", "node_modules"]);

/**
 * The files of a folder on disk. Nothing outside of it is read: neither by `..` nor through a link.
 *
 * @throws UserError `input_invalid` when the folder does not exist; `read` throws it for a file that leads outside, is too
 * large, or is no UTF-8 text.
 */
export async function openWorkspace(folder: string, options: WorkspaceOptions = {}): Promise<RepositoryFiles> {
  const root = await realFolder(folder);
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  return {
    revision: "working-tree",
    read: (path, { signal } = {}) => readText(root, path, maxBytes, signal),
    list: (directory, { signal } = {}) => listFiles(root, directory, signal),
  };
}

async function realFolder(folder: string): Promise<string> {
  const root = await realpath(resolve(folder)).catch(ignoreMissing);
  if (root !== undefined && (await stat(root)).isDirectory()) return root;
  throw new UserError(`Cannot open ${folder}: there is no such folder`, {
    code: "input_invalid",
    hint: "Give the repository's root with --root.",
  });
}

async function readText(
  root: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  signal?.throwIfAborted();
  const file = await realpath(inside(root, path)).catch(ignoreMissing);
  if (file === undefined) return undefined;
  if (!isInside(root, file)) throw refused(path, "it is a link that leads out of the folder");
  // A checkout's .git/config may hold the job's token.
  if (relative(root, file).split(sep).includes(".git")) throw refused(path, "it is Git's own");
  const { size, isFile } = await statOf(file);
  if (!isFile) return undefined;
  if (size > maxBytes) throw refused(path, `it is larger than ${maxBytes} bytes`);
  return decode(path, await readFile(file, { signal }));
}

async function statOf(file: string): Promise<{ size: number; isFile: boolean }> {
  const found = await stat(file);
  return { size: found.size, isFile: found.isFile() };
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: it is no UTF-8 text`, {
      code: "input_invalid",
      location: { file: path },
      cause,
    });
  }
}

async function listFiles(root: string, directory: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [inside(root, directory)];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal?.throwIfAborted();
    for (const entry of await readFolder(root, folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      if (entry.isFile() || (entry.isSymbolicLink() && (await isFileInside(root, path)))) {
        found.push(relative(root, path).split(sep).join("/"));
      }
    }
    if (found.length > maxListed) throw refused(directory, `it holds more than ${maxListed} files`);
  }
  return found.sort();
}

/** A link to a folder is not followed when listing, so that no circle of links can be entered. */
async function readFolder(root: string, folder: string): Promise<readonly Dirent[]> {
  const real = await realpath(folder).catch(ignoreMissing);
  if (real === undefined || !isInside(root, real)) return [];
  return (await readdir(folder, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
}

async function isFileInside(root: string, path: string): Promise<boolean> {
  const file = await realpath(path).catch(ignoreMissing);
  return file !== undefined && isInside(root, file) && (await statOf(file)).isFile;
}

function inside(root: string, path: string): string {
  const file = resolve(root, path);
  if (isAbsolute(path) || !isInside(root, file)) throw refused(path, "it lies outside of the folder");
  return file;
}

function isInside(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(sep) ? root : root + sep);
}

function refused(path: string, reason: string): UserError {
  return new UserError(`Cannot read ${path}: ${reason}`, { code: "input_invalid", location: { file: path } });
}

function ignoreMissing(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}
