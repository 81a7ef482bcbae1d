/** Failed tries in, one problem out. Codes are looked at, texts of others are not. */
import { UserError } from "../../../errors.ts";
import type { KubernetesProblem } from "../../../health/observation.ts";
import { ApiFailure } from "./api-failure.ts";
import type { CallLimits } from "./call-limits.ts";
import type { Server } from "./credentials.ts";
import { answerTooLongCode, callTimeoutCode, connectTimeoutCode } from "./send-request.ts";

/** A try that brought no answer. */
export interface FailedTry {
  readonly server: Server;
  readonly error: unknown;
}

type Kind = KubernetesProblem["kind"];

/** What tells most about all of them, first. */
const order: readonly Kind[] = ["credential", "timeout", "refused", "unreachable"];

const hints: Readonly<Record<Kind, string>> = {
  credential: "Compare the kubeconfig that the control planes hand out with the cluster: talosctl kubeconfig.",
  timeout: "The API server may be overloaded, or etcd slow: see status.",
  refused: "Look at the API server's log: talosctl logs -k kube-apiserver.",
  unreachable: "Check whether the control planes are up and can be reached from here.",
};

export function classifyTries(tries: readonly FailedTry[], limits: CallLimits): ApiFailure {
  const described = tries.map(({ server, error }) => ({ server, error, ...describe(codeOf(error), limits) }));
  const kind = order.find((one) => described.some((tried) => tried.kind === one)) ?? "unreachable";
  const each = new Set(described.map(({ server, text }) => `${server.label} ${text}`));
  const message = `Kubernetes does not answer: ${[...each].join(", ")}`;
  return new ApiFailure({ kind, message, hint: hints[kind] }, described.find((tried) => tried.kind === kind)?.error);
}

/** Whether the server turned down who we are, rather than the connection having failed. */
export function isRefusedCredential(error: unknown): boolean {
  // A TLS alert of the server, which arrives after the handshake (RFC 8446, 6.2).
  return /^ERR_SSL_.*ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR|NO_CERTIFICATE)/.test(
    codeOf(error),
  );
}

/** A connection that was kept and turned out to be dead; another one may do. */
export function isBroken(error: unknown): boolean {
  return ["ECONNRESET", "EPIPE"].includes(codeOf(error));
}

/** The kubeconfig could not be had. */
export function classifyCredentialFailure(error: unknown): unknown {
  if (!(error instanceof UserError)) return error;
  const { message, hint, code } = error;
  const kind = code === "unreachable" || code === "timeout" ? "unreachable" : "credential";
  return new ApiFailure({ kind, message, ...(hint === undefined ? {} : { hint }) }, error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function describe(code: string, limits: CallLimits): { readonly kind: Kind; readonly text: string } {
  const known = failures[code];
  if (known !== undefined) return known;
  if (code === connectTimeoutCode) {
    return { kind: "unreachable", text: `takes no connection within ${limits.connectMs / 1000} s` };
  }
  if (code === callTimeoutCode) return { kind: "timeout", text: `gives no answer within ${limits.callMs / 1000} s` };
  if (code.startsWith("ERR_SSL_")) return { kind: "unreachable", text: "does not speak TLS as expected" };
  return { kind: "unreachable", text: /^[A-Z0-9_]+$/.test(code) ? `fails with ${code}` : "fails" };
}

const foreign = { kind: "credential", text: "shows a certificate of another authority" } as const;
const outOfDate = { kind: "credential", text: "shows a certificate that is out of date" } as const;
const away = { kind: "unreachable", text: "cannot be reached" } as const;
const nameless = { kind: "unreachable", text: "has a name that cannot be resolved" } as const;
const broken = { kind: "unreachable", text: "breaks off the connection" } as const;

const failures: Readonly<Record<string, { readonly kind: Kind; readonly text: string }>> = {
  ECONNREFUSED: { kind: "unreachable", text: "takes no connections" },
  ECONNRESET: broken,
  EPIPE: broken,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  EHOSTDOWN: away,
  ETIMEDOUT: away,
  ENOTFOUND: nameless,
  EAI_AGAIN: nameless,
  SELF_SIGNED_CERT_IN_CHAIN: foreign,
  DEPTH_ZERO_SELF_SIGNED_CERT: foreign,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: foreign,
  UNABLE_TO_GET_ISSUER_CERT: foreign,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: foreign,
  CERT_SIGNATURE_FAILURE: foreign,
  CERT_UNTRUSTED: foreign,
  CERT_HAS_EXPIRED: outOfDate,
  CERT_NOT_YET_VALID: outOfDate,
  ERR_TLS_CERT_ALTNAME_INVALID: { kind: "credential", text: "shows a certificate for other addresses" },
  [answerTooLongCode]: { kind: "refused", text: "answers without end" },
};
