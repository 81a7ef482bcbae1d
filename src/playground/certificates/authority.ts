/** A certificate authority as a Talos cluster has them: issuing server certificates for nodes and client certificates with roles. */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { buildCertificate, type CertificateDescription } from "./certificate.ts";
import { objectIdentifier, readElements } from "./der.ts";

/** A certificate with its private key, both PEM. */
export interface CertificatePair {
  readonly certificate: string;
  /** Labelled `PRIVATE KEY`, which every TLS library reads. */
  readonly key: string;
  /** The same key under the label that Talos writes, `ED25519 PRIVATE KEY`; OpenSSL 3 refuses it. */
  readonly talosKey: string;
}

/** When a certificate is valid; from five minutes ago for a day when left out. */
export interface Validity {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface ServerRequest extends Validity {
  readonly commonName?: string;
  /** IP addresses and DNS names that clients connect to. */
  readonly alternativeNames: readonly string[];
}

export interface ClientRequest extends Validity {
  /** `os:admin`, `os:operator`, `os:reader`, `os:etcd:backup` …; groups, for Kubernetes. */
  readonly roles: readonly string[];
  /** The user's name, for Kubernetes. */
  readonly commonName?: string;
}

export interface Authority extends CertificatePair {
  issueServer(request: ServerRequest): CertificatePair;
  issueClient(request: ClientRequest): CertificatePair;
}

type KeyPair = CertificateDescription["signer"];
type Issuance = Pick<CertificateDescription, "role" | "issuer" | "signer">;
type Role = CertificateDescription["role"];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A new authority with a random key, its own certificate valid for ten years. */
export function createAuthority(options: Validity & { readonly organization?: string } = {}): Authority {
  const keys = generateKeyPairSync("ed25519");
  const subject = { organizations: [options.organization ?? "talos"] };
  const own = { role: "authority", subject, issuer: subject, signer: keys } as const;
  return createIssuer(certify(keys, { notAfter: inDays(3650), ...options, ...own }), subject, keys);
}

/**
 * An authority from its PEM certificate and key, of any type that Talos and Kubernetes use; throws what OpenSSL says when one of
 * them cannot be read.
 */
export function loadAuthority({ certificate, key }: Pick<CertificatePair, "certificate" | "key">): Authority {
  // OpenSSL refuses the label that Talos gives Ed25519 keys.
  const pem = key.replaceAll("ED25519 PRIVATE KEY", "PRIVATE KEY");
  const parsed = new X509Certificate(certificate);
  const { subject, identifier } = readNames(parsed.raw);
  const signer = { privateKey: createPrivateKey(pem), publicKey: parsed.publicKey, identifier };
  return createIssuer({ certificate, key: pem, talosKey: key }, subject, signer);
}

const subjectKeyIdentifier = objectIdentifier("2.5.29.14");

/** A certificate's own name, which comes after serial number, algorithm, issuer and validity, and its key's identifier. */
function readNames(certificate: Buffer) {
  const [body] = readElements(readElements(certificate)[0]?.content);
  const fields = readElements(body?.content);
  const extensions = readElements(readElements(fields.find(({ tag }) => tag === 0xa3)?.content)[0]?.content);
  const identifier = extensions.find(({ content }) => content.indexOf(subjectKeyIdentifier) === 0);
  // An octet string in an octet string.
  const value = readElements(readElements(identifier?.content).at(-1)?.content)[0]?.content;
  return { subject: fields.filter(({ tag }) => tag !== 0xa0)[4]?.whole ?? Buffer.alloc(0), identifier: value };
}

function createIssuer(pair: CertificatePair, issuer: Issuance["issuer"], signer: KeyPair): Authority {
  const issue = (role: Role, request: Partial<CertificateDescription>) =>
    certify(generateKeyPairSync("ed25519"), { role, issuer, signer, ...request });
  return {
    ...pair,
    issueServer: ({ commonName, ...request }) =>
      issue("server", { ...request, subject: commonName === undefined ? {} : { commonName } }),
    issueClient: ({ roles, commonName, ...validity }) =>
      issue("client", {
        ...validity,
        subject: { organizations: roles, ...(commonName !== undefined && { commonName }) },
      }),
  };
}

/** A server certificate that vouches for itself, as a node in maintenance mode shows one. */
export function createSelfSigned({ commonName, ...request }: ServerRequest): CertificatePair {
  const keys = generateKeyPairSync("ed25519");
  const subject = commonName === undefined ? {} : { commonName };
  return certify(keys, { ...request, role: "server", subject, issuer: subject, signer: keys });
}

function certify(keys: KeyPair, request: Partial<CertificateDescription> & Issuance): CertificatePair {
  const der = buildCertificate({
    subject: {},
    notBefore: new Date(Date.now() - 5 * minuteMs),
    notAfter: inDays(1),
    alternativeNames: [],
    ...request,
    publicKey: keys.publicKey,
  });
  const key = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${wrap(der.toString("base64"))}\n-----END CERTIFICATE-----\n`,
    key,
    talosKey: key.replaceAll("PRIVATE KEY", "ED25519 PRIVATE KEY"),
  };
}

const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

const wrap = (base64: string): string => base64.match(/.{1,64}/g)?.join("\n") ?? "";
