/** A key for the simulated Apps: making one takes a moment, so all Apps of a process share it. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

export interface SigningKey {
  /** PKCS #1, as GitHub hands it out. */
  readonly pem: string;
  readonly publicKey: KeyObject;
}

let made: SigningKey | undefined;

/** Made at the first call. */
export function signingKey(): SigningKey {
  made ??= makeKey();
  return made;
}

function makeKey(): SigningKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    pem: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    publicKey: createPublicKey(privateKey),
  };
}
