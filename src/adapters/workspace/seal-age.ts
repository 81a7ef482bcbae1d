/** The age file format (https://c2sp.org/age): its library makes the header, Node's own ChaCha20-Poly1305 the payload, ten times faster. */
import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { UserError } from "../../errors.ts";

/** An age file in the making. */
export interface AgeSeal {
  /** What the file begins with. */
  readonly header: Uint8Array;
  /** The next piece: 64 KiB of plaintext, only the last one may be shorter. */
  seal(plaintext: Uint8Array, last: boolean): readonly Uint8Array[];
}

/** Plaintext bytes of a piece. */
export const agePieceBytes = 64 * 1024;

const nonceBytes = 16;
const tagBytes = 16;

/**
 * @param recipients `age1…`, at least one
 * @throws UserError `settings_invalid` for one that is none
 */
export async function sealAge(recipients: readonly string[]): Promise<AgeSeal> {
  const { header, fileKey } = await wrapFileKey(recipients);
  const nonce = randomBytes(nonceBytes);
  const key = Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));
  let counter = 0;
  return {
    header: Buffer.concat([header, nonce]),
    seal(plaintext, last) {
      const cipher = createCipheriv("chacha20-poly1305", key, pieceNonce(counter, last), { authTagLength: tagBytes });
      counter += 1;
      return [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()].filter(({ length }) => length > 0);
    },
  };
}

/** An 11 byte counter, and whether it is the last piece. */
function pieceNonce(counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** The library hands the file's key to every recipient: one more, which adds nothing to the header, keeps it. */
async function wrapFileKey(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  for (const recipient of recipients) attempt(recipient, () => encrypter.addRecipient(recipient));
  let fileKey: Uint8Array | undefined;
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  // Behind the header come a nonce and one empty piece: neither is used, and the nonce of what follows is a new one.
  const empty = await encrypter.encrypt(new Uint8Array());
  if (fileKey === undefined) throw new TypeError("the library wrapped no key");
  return { header: empty.subarray(0, empty.length - nonceBytes - tagBytes), fileKey };
}

function attempt(recipient: string, add: () => void): void {
  try {
    add();
  } catch {
    // The text of the cause could be about a secret key that was put there by mistake.
    throw new UserError(`Cannot encrypt to ${describeRecipient(recipient)}: it is no age recipient`, {
      code: "settings_invalid",
      hint: "Put public keys into snapshots.recipients, age1…, as age-keygen prints them.",
    });
  }
}

const describeRecipient = (recipient: string): string =>
  /^age1[a-z0-9]+$/.test(recipient) ? `${recipient.slice(0, 12)}…` : "a recipient of the settings";
