/** Why a call failed, in words a person can act on. Neither the node's own text nor a secret gets into them. */
import { Code, ConnectError } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import { UserError } from "../../../errors.ts";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";
import { DialError } from "./channel.ts";
import { errorCodes, foreignCertificateCodes, isRefusedCertificate } from "./error-codes.ts";
import { silentPeerCode } from "./session-manager.ts";

/** What was tried. */
export interface Attempt {
  readonly node: Node;
  readonly endpoint: Endpoint;
  /** "read the machine config": completes "Cannot …". */
  readonly action: string;
  /** The least role that may do it. */
  readonly neededRole: string;
  /** The roles of our certificate. */
  readonly roles: readonly string[];
  readonly callMs: number;
  /** Whether the endpoint has accepted us on this connection. */
  readonly welcomed: boolean;
}

export interface CallFailure {
  readonly problem: NodeProblem;
  /** Who is to blame: the endpoint (then another one may do), or the node whichever way it is asked. */
  readonly about: "endpoint" | "node";
  /** The connection ended while the call was under way; it may have been dead before, and a new one may do. */
  readonly lost: boolean;
  /** Whether another endpoint could answer differently. */
  readonly elsewhere: boolean;
  /** The node does not have what was asked for, or does not let us know whether it has. */
  readonly absent: boolean;
}

type Kind = NodeProblem["kind"];

/** Anything that a call threw. */
export function classifyFailure(error: unknown, attempt: Attempt): CallFailure {
  const own = userErrorIn(error);
  if (own !== undefined) return aboutEndpoint("credential", own.message, own.hint);
  if (error instanceof ConnectError && error.metadata.has("grpc-status")) return classifyStatus(error, attempt);
  if (error instanceof DialError && error.reason === "maintenance") return inMaintenance(attempt);
  if (error instanceof DialError && error.reason === "silent") return silent(attempt);
  if (error instanceof DialError || error instanceof ConnectError) return classifyConnection(error, attempt);
  return unreadable(attempt);
}

/** The endpoint gave no answer of its own: TLS, the network or the connection failed. */
function classifyConnection(error: DialError | ConnectError, attempt: Attempt): CallFailure {
  const { label } = attempt.endpoint;
  const codes = errorCodes(error);
  const known = codes.map((code) => connectionProblem(code, label)).find((found) => found !== undefined);
  if (known !== undefined) {
    return { ...aboutEndpoint(known.kind, known.message, known.hint), lost: codes.includes(silentPeerCode) };
  }
  if (error instanceof ConnectError) {
    if (error.code === Code.DeadlineExceeded) return late(attempt);
    if (error.code === Code.ResourceExhausted)
      return aboutNode("refused", `Cannot ${attempt.action}: the answer is too large`);
    if (isNotGrpc(error)) return aboutEndpoint("unreachable", `${label} does not speak the Talos API`, checkEndpoint);
  }
  if (error instanceof DialError)
    return aboutEndpoint("unreachable", `${label} broke off the TLS handshake`, checkEndpoint);
  if (!attempt.welcomed) return turnedAway(attempt);
  return { ...aboutEndpoint("rebooting", `${label} broke off in the middle of an answer`, whenBack), lost: true };
}

interface Described {
  readonly kind: Kind;
  readonly message: string;
  readonly hint: string;
}

const checkEndpoint = "Check the endpoints of the talosconfig and whether the machine is on.";
const whenBack = "It is probably rebooting: try again when it is back.";
const freshConfig = "Fetch the talosconfig of this cluster anew, or choose its context.";
const network = "Check the network between here and the endpoint.";

function connectionProblem(code: string, label: string): Described | undefined {
  if (foreignCertificateCodes.has(code)) {
    const message = `${label} shows a certificate that the talosconfig's authority did not issue`;
    return { kind: "credential", message, hint: freshConfig };
  }
  if (isRefusedCertificate(code)) {
    return { kind: "credential", message: `${label} refuses the talosconfig's client certificate`, hint: freshConfig };
  }
  const found = byCode[code];
  return found && { ...found, message: `${label} ${found.message}` };
}

const byCode: Readonly<Record<string, Described>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: "credential",
    message: "shows a certificate that is not made out to this address",
    hint: "Add the address to machine.certSANs, or name the endpoint as its certificate does.",
  },
  CERT_HAS_EXPIRED: {
    kind: "credential",
    message: "shows a certificate that has expired",
    hint: "Nodes renew theirs by themselves: compare the clocks of the node and of this machine.",
  },
  CERT_NOT_YET_VALID: {
    kind: "credential",
    message: "shows a certificate that is not valid yet",
    hint: "Compare the clocks of the node and of this machine.",
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
  EHOSTUNREACH: { kind: "unreachable", message: "cannot be reached: there is no route to it", hint: network },
  ENETUNREACH: { kind: "unreachable", message: "cannot be reached: its network is not reachable", hint: network },
  ETIMEDOUT: { kind: "unreachable", message: "does not answer", hint: checkEndpoint },
  [silentPeerCode]: {
    kind: "unreachable",
    message: "stopped answering, pings included",
    hint: "The machine hangs, lost power or lost its network: look at its console.",
  },
};

/** The endpoint answered with a gRPC status: its own, or the one of the node behind it. */
function classifyStatus(error: ConnectError, attempt: Attempt): CallFailure {
  const { node, endpoint, action } = attempt;
  switch (error.code) {
    case Code.PermissionDenied:
      return classifyDenial(error, attempt);
    case Code.Unauthenticated:
      return aboutEndpoint("credential", `${endpoint.label} does not accept who we are`, freshConfig);
    case Code.Unavailable:
    case Code.Canceled:
      return classifyUnavailable(error, attempt);
    case Code.DeadlineExceeded:
      return late(attempt);
    case Code.Unimplemented:
      return {
        ...aboutNode("unsupported", `Cannot ${action}: ${node.name} does not offer that`, "Its Talos may be too old."),
        absent: true,
      };
    case Code.NotFound:
      return {
        ...aboutNode(
          "maintenance",
          `Cannot ${action}: ${node.name} has none`,
          "It may be waiting for its first configuration.",
        ),
        absent: true,
      };
    case Code.FailedPrecondition:
    case Code.ResourceExhausted:
    case Code.Aborted:
      return aboutNode(
        "refused",
        `Cannot ${action}: ${node.name} is not ready for it (${Code[error.code]})`,
        "Try again in a moment.",
      );
    default:
      return aboutNode(
        "refused",
        `Cannot ${action}: ${node.name} refuses (${Code[error.code]})`,
        "Look at the node's log: talosctl dmesg.",
      );
  }
}

function classifyDenial(error: ConnectError, { node, endpoint, action, neededRole, roles }: Attempt): CallFailure {
  // Only control planes hold the key with which requests are passed on.
  if (error.rawMessage.includes("no request forwarding")) {
    const hint = "Use control planes as endpoints of the talosconfig: workers pass nothing on.";
    return aboutEndpoint("unreachable", `${endpoint.label} does not pass requests on to ${node.name}`, hint);
  }
  const ours = roles.length === 0 ? "no role" : roles.join(", ");
  const message = `Cannot ${action} of ${node.name}: it takes the role ${neededRole}, the client certificate has ${ours}`;
  const hint = `Use a talosconfig with ${neededRole}: talosctl config new --roles ${neededRole}.`;
  return { ...aboutNode("credential", message, hint), absent: true };
}

/** What an endpoint in Go says of a node that it cannot reach; the text is looked at, never shown. */
function classifyUnavailable(error: ConnectError, attempt: Attempt): CallFailure {
  const { node, endpoint } = attempt;
  const text = error.rawMessage;
  const { kind, message, hint } = unavailable.find(({ pattern }) => pattern.test(text)) ?? {
    kind: "unreachable" as const,
    message: "does not answer",
    hint: nodeHint,
  };
  return {
    ...aboutNode(kind, `${node.name} (${node.address}) ${message}, says ${endpoint.label}`, hint),
    elsewhere: true,
  };
}

const nodeHint = "Check whether the machine is on and whether its address is right.";

const unavailable: readonly (Described & { readonly pattern: RegExp })[] = [
  {
    pattern: /x509|certificate|authentication handshake failed/i,
    kind: "maintenance",
    message: "shows a certificate of another authority",
    hint: "It waits for its first configuration, or belongs to another cluster.",
  },
  {
    pattern: /no such host|name resolver|produced zero addresses|server misbehaving/i,
    kind: "unreachable",
    message: "has a name that cannot be resolved",
    hint: "Use an address that the control planes can resolve.",
  },
  {
    pattern: /no route to host|i\/o timeout|host is down|network is unreachable|connection timed out/i,
    kind: "unreachable",
    message: "cannot be reached",
    hint: nodeHint,
  },
  {
    pattern: /connection refused|connection reset|broken pipe|EOF|closing|shutting down|error reading|goaway/i,
    kind: "rebooting",
    message: "is on but does not serve its API",
    hint: whenBack,
  },
];

function late({ node, endpoint, action, callMs }: Attempt): CallFailure {
  const message = `Cannot ${action}: no answer of ${node.name} through ${endpoint.label} within ${callMs / 1000} s`;
  return {
    ...aboutNode("timeout", message, "The machine may hang or be overloaded: look at its console."),
    elsewhere: true,
  };
}

const silent = ({ endpoint }: Attempt): CallFailure =>
  aboutEndpoint("unreachable", `${endpoint.label} does not answer`, checkEndpoint);

/** Node's and Go's servers check a client certificate after the client's side of the handshake; some then just hang up. */
const turnedAway = ({ endpoint }: Attempt): CallFailure =>
  aboutEndpoint(
    "credential",
    `${endpoint.label} hangs up right after the handshake, as a node does that refuses the client certificate`,
    `${freshConfig} If the node is shutting down, wait until it is back.`,
  );

/** What came could not be decoded. */
const unreadable = ({ node, action }: Attempt): CallFailure =>
  aboutNode(
    "unsupported",
    `Cannot ${action}: ${node.name} answers in a form that is not known here`,
    "Its Talos may be newer than this program: look for an update.",
  );

const inMaintenance = ({ endpoint }: Attempt): CallFailure =>
  aboutEndpoint(
    "maintenance",
    `${endpoint.label} is in maintenance mode: it has no configuration yet`,
    "Apply its first configuration: talosctl apply-config --insecure.",
  );

const aboutEndpoint = (kind: Kind, message: string, hint?: string): CallFailure => ({
  problem: problemOf(kind, message, hint),
  about: "endpoint",
  lost: false,
  elsewhere: true,
  absent: false,
});

const aboutNode = (kind: Kind, message: string, hint?: string): CallFailure => ({
  problem: problemOf(kind, message, hint),
  about: "node",
  lost: false,
  elsewhere: false,
  absent: false,
});

const problemOf = (kind: Kind, message: string, hint?: string): NodeProblem =>
  hint === undefined ? { kind, message } : { kind, message, hint };

/** A web server's answer: an HTTP status or content type that gRPC does not have. */
const isNotGrpc = (error: ConnectError): boolean =>
  /^(HTTP \d|unsupported content type|protocol error)/.test(error.rawMessage);

function userErrorIn(error: unknown): UserError | undefined {
  for (let link = error; link instanceof Error; link = link.cause) if (link instanceof UserError) return link;
  return undefined;
}
