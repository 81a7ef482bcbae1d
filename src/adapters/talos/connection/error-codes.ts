/** The codes that Node and OpenSSL give to failed connections. */

/** Every `code` in an error and its causes, outermost first. */
export function errorCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  for (let link = error; link instanceof Error && !seen.has(link); link = link.cause) {
    seen.add(link);
    if ("code" in link && typeof link.code === "string") codes.push(link.code);
  }
  return codes;
}

/** The endpoint's certificate comes from an authority that is not ours (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
export const foreignCertificateCodes: ReadonlySet<string> = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
]);

/** The TLS alert by which an endpoint turns down a client certificate; it arrives after the handshake (RFC 8446, 6.2). */
export const isRefusedCertificate = (code: string): boolean =>
  /^ERR_SSL_.*ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR|NO_CERTIFICATE)/.test(
    code,
  );
