/** A talosconfig's context in, what TLS needs of it out, with the facts about the client certificate. */
import { X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { UserError } from "../../../errors.ts";
import type { TalosContext } from "./parse-talosconfig.ts";

/** The client certificate, as far as it may be shown. */
export interface ClientCertificate {
  /** `os:admin`, `os:reader` …: the certificate's organizations. */
  readonly roles: readonly string[];
  readonly expires: Date;
  /** Whole days left. */
  readonly daysLeft: number;
  /** Valid for a day at most, as those are that Talos makes for pods and renews every few hours. */
  readonly shortLived: boolean;
}

export interface Credential {
  readonly secureContext: SecureContext;
  readonly certificate: ClientCertificate;
}

const dayMs = 86_400_000;

/**
 * Checks the certificate's dates and that it fits the key.
 * @throws UserError `credential_invalid` (expired, not yet valid) or `talosconfig_invalid` (unreadable)
 */
export function readCredential(context: TalosContext, { now }: { readonly now: Date }): Credential {
  const certificate = describeCertificate(context, now);
  return { secureContext: secureContextOf(context), certificate };
}

function describeCertificate(context: TalosContext, now: Date): ClientCertificate {
  const parsed = attempt(context, "crt", () => new X509Certificate(context.certificate));
  const expires = parsed.validToDate;
  const begins = parsed.validFromDate;
  if (expires <= now) {
    throw new UserError(
      `Cannot sign in with the context ${context.name}: its client certificate expired on ${dateOf(expires)} (days ago: ${daysBetween(expires, now)})`,
      { code: "credential_invalid", hint: "Make a new one on a machine that still has access: talosctl config new." },
    );
  }
  if (begins > now) {
    throw new UserError(
      `Cannot sign in with the context ${context.name}: its client certificate is valid only from ${dateOf(begins)} on`,
      { code: "credential_invalid", hint: "Check this machine's clock." },
    );
  }
  const shortLived = daysBetween(begins, expires) <= 1;
  return { roles: rolesOf(parsed), expires, daysLeft: daysBetween(now, expires), shortLived };
}

function secureContextOf({ authorities, ...context }: TalosContext): SecureContext {
  if (authorities !== undefined) attempt(context, "ca", () => new X509Certificate(authorities));
  return attempt(context, "key", () =>
    createSecureContext({
      ...(authorities === undefined ? {} : { ca: authorities }),
      cert: context.certificate,
      key: context.key,
      minVersion: "TLSv1.2",
    }),
  );
}

function rolesOf(certificate: X509Certificate): readonly string[] {
  const lines = certificate.subject?.split("\n") ?? [];
  return lines.filter((line) => line.startsWith("O=")).map((line) => line.slice(2));
}

function attempt<Value>({ name }: { readonly name: string }, field: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const what =
      field === "key" ? "its key cannot be read or does not belong to its crt" : `its ${field} cannot be read`;
    throw new UserError(`Cannot use the context ${name} of the talosconfig: ${what}`, {
      code: "talosconfig_invalid",
      cause: error,
    });
  }
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

const daysBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / dayMs);
