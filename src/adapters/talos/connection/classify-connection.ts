/** An error without any answer of the endpoint in, why out: TLS, the network or the connection failed. */
import { Code, type ConnectError } from "@connectrpc/connect";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import {
  type Attempt,
  aboutEndpoint,
  aboutNode,
  type CallFailure,
  checkEndpoint,
  compareClocks,
  fetchAnew,
  tooLate,
  whenBack,
} from "./call-failure.ts";
import { DialError } from "./channel.ts";
import { errorCodes, foreignCertificateCodes, isRefusedCertificate } from "./error-codes.ts";
import { silentPeerCode } from "./session-manager.ts";

/** The connection did not come about, or ended during the call. */
export function classifyConnection(error: DialError | ConnectError, attempt: Attempt): CallFailure {
  if (error instanceof DialError && error.reason !== "failed") return ofEndpoint(byReason[error.reason], attempt);
  const codes = errorCodes(error);
  const known = codes.map(problemOfCode).find((problem) => problem !== undefined);
  if (known !== undefined) {
    const lost = codes.includes(silentPeerCode);
    return ofEndpoint(known, attempt, { lost, unanswered: lost });
  }
  return error instanceof DialError ? ofEndpoint(byReason.failed, attempt) : classifyCall(error, attempt);
}

function classifyCall(error: ConnectError, attempt: Attempt): CallFailure {
  if (error.code === Code.DeadlineExceeded) return tooLate(attempt);
  if (error.code === Code.ResourceExhausted) {
    return aboutNode({ kind: "refused", message: `Cannot ${attempt.action}: the answer is too large` });
  }
  if (isNotGrpc(error)) return ofEndpoint(otherProtocol, attempt);
  const unanswered = { unanswered: true };
  if (!attempt.welcomed) return ofEndpoint(turnedAway, attempt, unanswered);
  return ofEndpoint(brokenOff, attempt, { lost: true, ...unanswered });
}

/** Completes a message that begins with the endpoint. */
function ofEndpoint(
  problem: NodeProblem,
  { endpoint }: Attempt,
  marks: { readonly lost?: boolean; readonly unanswered?: boolean } = {},
): CallFailure {
  return aboutEndpoint({ ...problem, message: `${endpoint.label} ${problem.message}` }, marks);
}

function problemOfCode(code: string): NodeProblem | undefined {
  if (foreignCertificateCodes.has(code)) return foreignCertificate;
  return isRefusedCertificate(code) ? refusedCertificate : byCode[code];
}

/** A web server's answer: an HTTP status or content type that gRPC does not have. An answer cut short has no status. */
const isNotGrpc = (error: ConnectError): boolean =>
  /^(HTTP \d|unsupported content type|protocol error(?!: missing status))/.test(error.rawMessage);

const otherProtocol: NodeProblem = {
  kind: "unreachable",
  message: "does not speak the Talos API",
  hint: checkEndpoint,
};

const brokenOff: NodeProblem = { kind: "rebooting", message: "broke off in the middle of an answer", hint: whenBack };

/** A server learns only after its side of the handshake whether it likes a client certificate; some then just hang up. */
const turnedAway: NodeProblem = {
  kind: "credential",
  message: "hangs up right after the handshake, as a node does that refuses the client certificate",
  hint: `${fetchAnew} If the node is shutting down, wait until it is back.`,
};

const foreignCertificate: NodeProblem = {
  kind: "credential",
  message: "shows a certificate that the talosconfig's authority did not issue",
  hint: fetchAnew,
};

const refusedCertificate: NodeProblem = {
  kind: "credential",
  message: "refuses the talosconfig's client certificate",
  hint: fetchAnew,
};

const byReason: Readonly<Record<DialError["reason"], NodeProblem>> = {
  silent: { kind: "unreachable", message: "does not answer", hint: checkEndpoint },
  failed: { kind: "unreachable", message: "broke off the TLS handshake", hint: checkEndpoint },
  maintenance: {
    kind: "maintenance",
    message: "is in maintenance mode: it has no configuration yet",
    hint: "Apply its first configuration: talosctl apply-config --insecure.",
  },
};

const checkNetwork = "Check the network between here and the endpoint.";

const byCode: Readonly<Record<string, NodeProblem>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: "credential",
    message: "shows a certificate that is not made out to this address",
    hint: "Add the address to machine.certSANs, or name the endpoint as its certificate does.",
  },
  CERT_HAS_EXPIRED: {
    kind: "credential",
    message: "shows a certificate that has expired, though nodes renew theirs by themselves",
    hint: compareClocks,
  },
  CERT_NOT_YET_VALID: {
    kind: "credential",
    message: "shows a certificate that is not valid yet",
    hint: compareClocks,
  },
  ECONNREFUSED: {
    kind: "unreachable",
    message: "refuses connections: the Talos API does not run there",
    hint: "The machine may be booting; else check the endpoints of the talosconfig.",
  },
  ENOTFOUND: { kind: "unreachable", message: "has a host name that does not exist", hint: checkEndpoint },
  EAI_AGAIN: {
    kind: "unreachable",
    message: "has a host name that cannot be resolved now",
    hint: "Check the name server.",
  },
  EHOSTUNREACH: { kind: "unreachable", message: "cannot be reached: there is no route to it", hint: checkNetwork },
  ENETUNREACH: { kind: "unreachable", message: "cannot be reached: there is no network to it", hint: checkNetwork },
  ETIMEDOUT: { kind: "unreachable", message: "does not answer", hint: checkEndpoint },
  [silentPeerCode]: {
    kind: "unreachable",
    message: "stopped answering, pings included",
    hint: "The machine hangs, lost power or lost its network: look at its console.",
  },
};
