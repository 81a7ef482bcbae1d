/** The gRPC status of an endpoint in, why the call failed out. The status text is looked at, never shown. */
import { Code, type ConnectError } from "@connectrpc/connect";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import {
  type Attempt,
  aboutEndpoint,
  aboutNode,
  type CallFailure,
  compareClocks,
  fetchAnew,
  tooLate,
  whenBack,
} from "./call-failure.ts";

/** The status is the endpoint's own, or the one of the node behind it. */
export function classifyStatus(error: ConnectError, attempt: Attempt): CallFailure {
  switch (error.code) {
    case Code.PermissionDenied:
      return classifyDenial(error, attempt);
    case Code.Unauthenticated:
      return aboutEndpoint({
        kind: "credential",
        message: `${attempt.endpoint.label} does not accept who we are`,
        hint: fetchAnew,
      });
    case Code.Unavailable:
    case Code.Canceled:
      return classifyUnavailable(error, attempt);
    case Code.DeadlineExceeded:
      return tooLate(attempt);
    default:
      return classifyAnswer(error, attempt);
  }
}

/** The node was reached and said no. */
function classifyAnswer({ code }: ConnectError, { node, action }: Attempt): CallFailure {
  const cannot = `Cannot ${action}: ${node.name}`;
  switch (code) {
    case Code.Unimplemented:
      return aboutNode(
        { kind: "unsupported", message: `${cannot} does not offer that`, hint: "Its Talos may be too old." },
        { absent: true },
      );
    case Code.NotFound:
      return aboutNode(
        { kind: "maintenance", message: `${cannot} has none`, hint: "It may be waiting for its first configuration." },
        { absent: true },
      );
    case Code.FailedPrecondition:
    case Code.ResourceExhausted:
    case Code.Aborted:
      return aboutNode({
        kind: "refused",
        message: `${cannot} is not ready for it (${Code[code]})`,
        hint: "Try again in a moment.",
      });
    default:
      return aboutNode({
        kind: "refused",
        message: `${cannot} refuses (${Code[code]})`,
        hint: "Look at the node's log: talosctl dmesg.",
      });
  }
}

function classifyDenial(error: ConnectError, { node, endpoint, action, neededRole, roles }: Attempt): CallFailure {
  // Only control planes hold the key with which requests are passed on.
  if (error.rawMessage.includes("no request forwarding")) {
    return aboutEndpoint({
      kind: "unreachable",
      message: `${endpoint.label} does not pass requests on to ${node.name}`,
      hint: "Use control planes as endpoints of the talosconfig: workers pass nothing on.",
    });
  }
  const ours = roles.length === 0 ? "no role" : roles.join(", ");
  const problem: NodeProblem = {
    kind: "credential",
    message: `Cannot ${action} of ${node.name}: it takes the role ${neededRole}, the client certificate has ${ours}`,
    hint: `Use a talosconfig with ${neededRole}: talosctl config new --roles ${neededRole}.`,
  };
  return aboutNode(problem, { absent: true });
}

/** The endpoint could not reach the node just now; another one may. */
function classifyUnavailable({ rawMessage }: ConnectError, { node, endpoint }: Attempt): CallFailure {
  const { pattern: _, ...problem } = unavailable.find(({ pattern }) => pattern.test(rawMessage)) ?? unanswered;
  const message = `${node.name} (${node.address}) ${problem.message}, says ${endpoint.label}`;
  return aboutNode({ ...problem, message }, { elsewhere: true, unanswered: !neverDialled.test(rawMessage) });
}

interface Unavailable extends NodeProblem {
  /** What apid, written in Go, says of a node that it cannot reach. */
  readonly pattern: RegExp;
}

const checkNode = "Check whether the machine is on and whether its address is right.";

const unavailable: readonly Unavailable[] = [
  {
    pattern: /certificate has expired|not yet valid/i,
    kind: "credential",
    message: "shows a certificate that is out of date",
    hint: compareClocks,
  },
  {
    pattern: /x509|certificate/i,
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
    hint: checkNode,
  },
  {
    pattern: /connection refused|connection reset|broken pipe|EOF|closing|shutting down|error reading|goaway/i,
    kind: "rebooting",
    message: "is on but does not serve its API",
    hint: whenBack,
  },
];

/** grpc-go's words for a call that it had no connection for. */
const neverDialled = /while dialing|dial tcp|handshake failed|name resolver|produced zero addresses/i;

const unanswered: Unavailable = { pattern: /^/, kind: "unreachable", message: "does not answer", hint: checkNode };
