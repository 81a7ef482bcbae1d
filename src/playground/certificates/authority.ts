/** A certificate authority as a Talos cluster has one: Ed25519, issuing server certificates for nodes and client certificates with roles. */
import { generateKeyPairSync } from "node:crypto";
import { buildCertificate, type CertificateDescription } from "./certificate.ts";

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
  /** `os:admin`, `os:operator`, `os:reader`, `os:etcd:backup` … */
  readonly roles: readonly string[];
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
  const issue = (role: Role, request: Partial<CertificateDescription>) =>
    certify(generateKeyPairSync("ed25519"), { role, issuer: subject, signer: keys, ...request });
  return {
    ...certify(keys, { role: "authority", notAfter: inDays(3650), ...options, subject, issuer: subject, signer: keys }),
    issueServer: ({ commonName, ...request }) =>
      issue("server", { ...request, subject: commonName === undefined ? {} : { commonName } }),
    issueClient: ({ roles, ...validity }) => issue("client", { ...validity, subject: { organizations: roles } }),
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
