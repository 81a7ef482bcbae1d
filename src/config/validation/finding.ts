import type { Note } from "../../errors.ts";
import type { Origin } from "../tree/config-node.ts";

/** A note that points to the template line that wrote `written`. */
export function finding(
  severity: "error" | "warning",
  code: string,
  message: string,
  at: { readonly written?: { readonly origin?: Origin } | undefined; readonly hint?: string },
): Note {
  const location = at.written?.origin;
  return { code, severity, message, ...(at.hint && { hint: at.hint }), ...(location && { location }) };
}
