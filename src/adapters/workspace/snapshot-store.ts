/** Keeps etcd snapshots in a folder: whole ones only, and never a byte in the clear where recipients are set. */
import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import type { KeptSnapshot, SnapshotRequest, SnapshotStore } from "../../operation/snapshot-store.ts";
import { createBufferedWriter } from "./buffered-writer.ts";
import { type CheckedSnapshot, createSnapshotCheck } from "./check-snapshot.ts";
import { type AgeSeal, agePieceBytes, sealAge } from "./seal-age.ts";

export interface SnapshotStoreOptions {
  /** Made with its parents when there is none, for us alone to read. */
  readonly directory: string;
  /** `age1…`; without any, snapshots are kept in the clear. */
  readonly recipients: readonly string[];
  /** A node that does not stop sending is given up; 64 GiB unless told. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 64 * 1024 ** 3;

/** `keep` also throws a UserError `settings_invalid` for a recipient that is none, `input_invalid` where nothing can be written. */
export function createSnapshotStore({ maxBytes = defaultMaxBytes, ...options }: SnapshotStoreOptions): SnapshotStore {
  const directory = resolve(options.directory);
  return {
    async keep(request, { signal }) {
      if (!/^\w[\w.-]*$/.test(request.name)) throw new RangeError(`no name for a file: ${request.name}`);
      const seal = options.recipients.length === 0 ? undefined : await sealAge(options.recipients);
      const path = join(directory, `${request.name}.db${seal === undefined ? "" : ".age"}`);
      signal.throwIfAborted();
      const checked = await writeWhole(path, directory, (file) =>
        writeChecked(file, request, { seal, maxBytes, signal }),
      );
      return describeKept(path, checked, seal !== undefined);
    },
  };
}

const describeKept = (path: string, { bytes, sha256 }: CheckedSnapshot, encrypted: boolean): KeptSnapshot => ({
  path,
  bytes,
  sha256,
  encrypted,
});

/** The file appears under its name when all of it is on disk; else nothing is left of it. */
async function writeWhole<Value>(
  path: string,
  directory: string,
  write: (file: FileHandle) => Promise<Value>,
): Promise<Value> {
  const part = `${path}.part`;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // Of a run that was killed.
    await unlink(part).catch(ignoreMissing);
    const file = await open(part, "wx", 0o600);
    try {
      const value = await write(file).finally(() => file.close());
      await rename(part, path);
      await syncFolder(directory);
      return value;
    } catch (error) {
      await unlink(part).catch(ignoreMissing);
      throw error;
    }
  } catch (error) {
    throw isOfDisk(error) ? cannotWrite(directory, error) : error;
  }
}

interface Writing {
  readonly seal: AgeSeal | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

async function writeChecked(file: FileHandle, request: SnapshotRequest, writing: Writing): Promise<CheckedSnapshot> {
  const { seal, maxBytes, signal } = writing;
  const check = createSnapshotCheck();
  const output = createBufferedWriter(file);
  let left = maxBytes;
  if (seal !== undefined) await output.write(seal.header);
  for await (const { piece, last } of inPieces(request.chunks)) {
    signal.throwIfAborted();
    left -= piece.length;
    if (left < 0) throw invalid(request, `it is larger than ${maxBytes} bytes`);
    check.update(piece);
    if (seal === undefined) await output.write(piece);
    else for (const bytes of seal.seal(piece, last)) await output.write(bytes).then(() => release(bytes));
  }
  await output.flush();
  const checked = check.finish();
  if (checked.verdict === "cut short") throw invalid(request, `it is cut short, after ${checked.bytes} bytes`);
  if (checked.verdict === "damaged") throw invalid(request, "its hash is not the one that it bears");
  await file.sync();
  return checked;
}

/** Chunks of any size in, pieces of one size out. A piece is valid until the next one is asked for. */
async function* inPieces(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly piece: Uint8Array; readonly last: boolean }> {
  const piece = Buffer.allocUnsafe(agePieceBytes);
  let used = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length; ) {
      // Which one is the last is known only when nothing follows.
      if (used === piece.length) {
        yield { piece, last: false };
        used = 0;
      }
      const taking = Math.min(piece.length - used, chunk.length - taken);
      piece.set(chunk.subarray(taken, taken + taking), used);
      used += taking;
      taken += taking;
    }
  }
  yield { piece: piece.subarray(0, used), last: true };
}

/** Gives memory of its own back at once: the collector would wait until there is much of it. */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** So that the name outlives a crash, too. */
async function syncFolder(directory: string): Promise<void> {
  const folder = await open(directory, "r");
  await folder.sync().finally(() => folder.close());
}

function invalid({ name }: SnapshotRequest, reason: string): UserError {
  const hint =
    "Nothing was kept of it. Take another one; the member's own disk or memory may be failing if it stays so.";
  return new UserError(`Cannot keep the snapshot ${name}: ${reason}`, { code: "snapshot_invalid", hint });
}

const diskProblems: Readonly<Record<string, string>> = {
  EACCES: "it may not be written",
  EDQUOT: "the quota is used up",
  ENOSPC: "no space is left",
  ENOTDIR: "it is no folder",
  EEXIST: "it is no folder",
  EROFS: "it cannot be written",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const isOfDisk = (error: unknown): boolean => codeOf(error) in diskProblems;

function cannotWrite(directory: string, cause: unknown): UserError {
  return new UserError(`Cannot keep snapshots in ${directory}: ${diskProblems[codeOf(cause)]}`, {
    code: "input_invalid",
    hint: "Name another folder in snapshots.directory of the settings.",
    cause,
  });
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
