import { randomBytes } from "node:crypto";
import { link, mkdir, rename, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file as a whole or not at all, with its folders.
 *
 * @returns false, with nothing written, when the file exists and must not be replaced.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  options: { readonly replace: boolean; readonly mode?: number },
): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  await writeFile(temporary, content, { flag: "wx", mode: options.mode ?? 0o644, flush: true });
  try {
    if (options.replace) await rename(temporary, path);
    else await link(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}
