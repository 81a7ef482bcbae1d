import { readFile, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { SecretStore } from "../../config/secrets/secret-store.ts";
import { UserError } from "../../errors.ts";
import { findValues, missing, type StoredText } from "./find-values.ts";

export interface FileStoreOptions {
  readonly directory: string;
  /** A folder that the directory must really lie in: a pull request could replace it by a link to anywhere. */
  readonly within?: string;
  /** `file` unless told: a folder can also stand in for another store. */
  readonly scheme?: string;
}

const maxBytes = 1024 * 1024;

/**
 * A folder with one file per secret: `file://talos/token` is the file `talos/token`, or else the key `token` of the JSON in
 * `talos` or `talos.json`. Nothing outside of the folder is read, neither by `..` nor through a link.
 */
export function createFileStore({ directory, within, scheme = "file" }: FileStoreOptions): SecretStore {
  return {
    scheme,
    read: async (references, { signal }) => {
      const root = await openFolder(directory, within);
      return findValues(references, async (names) => {
        signal.throwIfAborted();
        const texts = names.map(async (name) => [name, await readName(root, name)] as const);
        return new Map(await Promise.all(texts));
      });
    },
  };
}

async function openFolder(directory: string, within: string | undefined): Promise<string> {
  const root = await realpath(directory).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) throw unusable(directory, "there is no such folder");
  if (within === undefined || isBelow(await realpath(within), root)) return root;
  throw unusable(directory, "it is a link that leads out of the repository");
}

function unusable(directory: string, reason: string): UserError {
  return new UserError(`Cannot read secrets from the folder ${directory}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Correct secrets.file.directory in the settings.",
  });
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(join(folder, sep));
}

async function readName(root: string, name: string): Promise<StoredText> {
  if (name.split("/").some((part) => part === ".." || part === "." || part === "")) {
    return missing("it is no path below the folder");
  }
  return (await readInside(root, name)) ?? (await readInside(root, `${name}.json`)) ?? missing("there is no such file");
}

/** Undefined where there is no such file; a folder is none: `talos/` may stand beside `talos.json`. */
async function readInside(root: string, name: string): Promise<StoredText | undefined> {
  try {
    const file = await realpath(resolve(root, name));
    if (!isBelow(root, file)) return missing("it is a link that leads out of the folder");
    const found = await stat(file);
    if (!found.isFile()) return undefined;
    if (found.size > maxBytes) return missing(`its file is larger than ${maxBytes} bytes`);
    return { kind: "found", value: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)) };
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): StoredText | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return undefined;
    case "EACCES":
    case "EPERM":
      return missing("its file must not be read by this user");
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return missing("its file is no UTF-8 text");
    default:
      throw error;
  }
}
