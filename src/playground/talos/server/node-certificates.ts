/** The certificates that a node's API shows: in maintenance, in ordinary times, and with something wrong about them. */
import {
  type Authority,
  type CertificatePair,
  createAuthority,
  createSelfSigned,
  type ServerRequest,
} from "../../certificates/authority.ts";
import type { CertificateProblem } from "./faults.ts";
import type { TlsMaterial } from "./node-server.ts";

const dayMs = 86_400_000;

/** Vouches for itself, and asks clients for nothing. */
export function maintenanceTls(alternativeNames: readonly string[]): TlsMaterial {
  const commonName = "maintenance-service.talos.dev";
  return { ...createSelfSigned({ commonName, alternativeNames }), clientAuthority: undefined };
}

export function serverTls(authority: Authority, request: ServerRequest, problem?: CertificateProblem): TlsMaterial {
  const pair = problem === undefined ? authority.issueServer(request) : badCertificate(authority, request, problem);
  return { ...pair, clientAuthority: authority.certificate };
}

function badCertificate(authority: Authority, request: ServerRequest, problem: CertificateProblem): CertificatePair {
  const inDays = (days: number) => new Date(Date.now() + days * dayMs);
  switch (problem) {
    case "other-authority":
      return createAuthority().issueServer(request);
    case "wrong-name":
      return authority.issueServer({ ...request, alternativeNames: ["192.0.2.1", "elsewhere.example.org"] });
    case "expired":
      return authority.issueServer({ ...request, notBefore: inDays(-2), notAfter: inDays(-1) });
    case "not-yet-valid":
      return authority.issueServer({ ...request, notBefore: inDays(1), notAfter: inDays(2) });
    default:
      return problem satisfies never;
  }
}
