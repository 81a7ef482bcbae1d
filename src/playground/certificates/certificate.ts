/** One X.509 v3 certificate: a description in, signed DER out. Keys are Ed25519; whoever signs may also have an EC or RSA key. */
import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP, isIPv4 } from "node:net";
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  readElements,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";

export interface Subject {
  readonly commonName?: string;
  /** Several are written as several `O` attributes; Talos reads a client's roles from them. */
  readonly organizations?: readonly string[];
}

export interface CertificateDescription {
  readonly subject: Subject;
  /** Or a whole name as DER, where it has to be another certificate's to the letter. */
  readonly issuer: Subject | Uint8Array;
  readonly publicKey: KeyObject;
  /** The issuer's private key and public key; the same pair as the subject's when self-signed. */
  readonly signer: {
    readonly privateKey: KeyObject;
    readonly publicKey: KeyObject;
    /** As the issuer's own certificate has it, which may be made in another way than ours. */
    readonly identifier?: Uint8Array | undefined;
  };
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly role: "authority" | "server" | "client";
  /** IP addresses and DNS names. */
  readonly alternativeNames: readonly string[];
}

/** Signature algorithms by type of key: Ed25519 (RFC 8410), ECDSA and RSA with SHA-256 (RFC 5758, RFC 4055). */
const signatures: Readonly<Record<string, { readonly algorithm: Buffer; readonly hash: string | null }>> = {
  ed25519: { algorithm: sequence(objectIdentifier("1.3.101.112")), hash: null },
  ec: { algorithm: sequence(objectIdentifier("1.2.840.10045.4.3.2")), hash: "sha256" },
  rsa: { algorithm: sequence(objectIdentifier("1.2.840.113549.1.1.11"), Buffer.from([0x05, 0x00])), hash: "sha256" },
};
const serverUsage = objectIdentifier("1.3.6.1.5.5.7.3.1");
const clientUsage = objectIdentifier("1.3.6.1.5.5.7.3.2");
const usages = { authority: [serverUsage, clientUsage], server: [serverUsage], client: [clientUsage] } as const;

/** The certificate as DER. */
export function buildCertificate(description: CertificateDescription): Buffer {
  const { issuer, signer } = description;
  const { algorithm, hash } = signatureOf(signer.privateKey);
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    algorithm,
    issuer instanceof Uint8Array ? issuer : encodeSubject(issuer),
    sequence(time(description.notBefore), time(description.notAfter)),
    encodeSubject(description.subject),
    description.publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...extensions(description))),
  );
  return sequence(body, algorithm, bitString(sign(hash, body, signer.privateKey)));
}

function signatureOf(key: KeyObject) {
  const signature = signatures[key.asymmetricKeyType ?? ""];
  if (signature === undefined) throw new RangeError(`Cannot sign with a key of type ${key.asymmetricKeyType}`);
  return signature;
}

/** Positive and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function encodeSubject(subject: Subject): Buffer {
  const attribute = (identifier: string, value: string) =>
    set(sequence(objectIdentifier(identifier), utf8String(value)));
  return sequence(
    ...(subject.organizations ?? []).map((name) => attribute("2.5.4.10", name)),
    ...(subject.commonName === undefined ? [] : [attribute("2.5.4.3", subject.commonName)]),
  );
}

function extensions(description: CertificateDescription): Buffer[] {
  const { signer } = description;
  // digitalSignature is bit 0, keyCertSign bit 5 of KeyUsage.
  const isAuthority = description.role === "authority";
  const keyUsage = isAuthority ? bitString(Buffer.from([0x84]), 2) : bitString(Buffer.from([0x80]), 7);
  return [
    extension("2.5.29.15", keyUsage, true),
    extension("2.5.29.37", sequence(...usages[description.role])),
    extension("2.5.29.19", isAuthority ? sequence(boolean(true)) : sequence(), true),
    extension("2.5.29.14", octetString(keyIdentifier(description.publicKey))),
    extension("2.5.29.35", sequence(implicit(0, signer.identifier ?? keyIdentifier(signer.publicKey)))),
    ...(description.alternativeNames.length === 0
      ? []
      : [extension("2.5.29.17", sequence(...description.alternativeNames.map(encodeAlternativeName)))]),
  ];
}

function extension(identifier: string, value: Buffer, critical = false): Buffer {
  return sequence(objectIdentifier(identifier), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** SHA-1 of the raw public key, RFC 5280 4.2.1.2 method 1; an identifier, not a protection. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const [, key] = readElements(readElements(publicKey.export({ type: "spki", format: "der" }))[0]?.content);
  // The first byte of a bit string counts the bits that its last byte leaves unused.
  return createHash("sha1")
    .update(key?.content.subarray(1) ?? "")
    .digest();
}

function encodeAlternativeName(name: string): Buffer {
  return isIP(name) === 0 ? implicit(2, Buffer.from(name)) : implicit(7, encodeAddress(name));
}

function encodeAddress(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser rewrites an embedded IPv4 part and gives the compressed form.
  const compressed = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = compressed.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return Buffer.from(groups.map((group) => group.padStart(4, "0")).join(""), "hex");
}
