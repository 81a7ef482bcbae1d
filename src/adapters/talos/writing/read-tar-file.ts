/** The one file of a tar archive (POSIX.1-1988 ustar). */

const blockBytes = 512;

/**
 * The content of the archive's first entry, which has to be a plain file of this name. The end of the archive is not
 * looked for: Talos leaves it out.
 *
 * @throws RangeError for anything else
 */
export function readTarFile(archive: Uint8Array, name: string): Uint8Array {
  const header = archive.subarray(0, blockBytes);
  if (header.length < blockBytes || readOctal(header, 148, 8) !== checksum(header))
    throw new RangeError("no tar archive");
  const type = header[156];
  const isFile = type === 0 || type === "0".charCodeAt(0);
  if (!isFile || readText(header, 0, 100) !== name) throw new RangeError("another file");
  const size = readOctal(header, 124, 12);
  const content = archive.subarray(blockBytes, blockBytes + size);
  if (content.length !== size) throw new RangeError("a file cut short");
  return content;
}

function readText(header: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(header.subarray(start, start + length)).toString("latin1");
  return field.split("\0", 1)[0] ?? "";
}

function readOctal(header: Uint8Array, start: number, length: number): number {
  const digits = readText(header, start, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** Of all bytes, with the field of the sum itself taken for spaces. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}
