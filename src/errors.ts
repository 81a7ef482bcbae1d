/** The errors a person can repair. Everything that is not a `UserError` is a bug, and its text never leaves the log. */

/** Where in a file something stands; `line` and `column` count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Stable reason codes: part of the result JSON, so a code is never renamed. */
export type ErrorCode =
  | "approval_elsewhere"
  | "approval_missing"
  | "cancelled"
  | "cluster_unknown"
  | "command_invalid"
  | "comment_changed"
  | "config_invalid"
  | "confirmation_missing"
  | "credential_invalid"
  | "earlier_failed"
  | "factory_failed"
  | "file_missing"
  | "fork_refused"
  | "gate_refused"
  | "github_failed"
  | "head_moved"
  | "input_invalid"
  | "kubernetes_failed"
  | "kubernetes_unreachable"
  | "layout_unknown"
  | "lock_held"
  | "node_busy"
  | "node_failed"
  | "node_rolled_back"
  | "node_timeout"
  | "node_unknown"
  | "nothing_to_continue"
  | "nothing_to_decide"
  | "operation_refused"
  | "operation_unsupported"
  | "patch_failed"
  | "permission_denied"
  | "plan_changed"
  | "plan_unnamed"
  | "ref_refused"
  | "request_expired"
  | "request_unknown"
  | "rerun_refused"
  | "schematic_invalid"
  | "secret_missing"
  | "secret_store_failed"
  | "self_approval"
  | "settings_invalid"
  | "settings_missing"
  | "snapshot_invalid"
  | "snapshot_refused"
  | "talosconfig_invalid"
  | "template_invalid"
  | "template_limit"
  | "template_unsupported"
  | "timeout"
  | "too_many_requests"
  | "unreachable"
  | "verdict_ambiguous"
  | "verdict_given";

export interface UserErrorOptions {
  readonly code: ErrorCode;
  /** The next step, as a sentence. */
  readonly hint?: string;
  readonly location?: SourceLocation;
  readonly cause?: unknown;
}

/** An error whose message was written for a person: the action that failed and the facts, never a secret. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly location: SourceLocation | undefined;

  constructor(message: string, options: UserErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.hint = options.hint;
    this.location = options.location;
  }
}

/** `file:line:column`, as editors and compilers write it. */
export function formatLocation(location: SourceLocation): string {
  return [location.file, location.line, location.column].filter((part) => part !== undefined).join(":");
}

/** Something a person should know that stops nothing. */
export interface Note {
  /** Stable reason code, snake_case. */
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  readonly hint?: string;
  readonly location?: SourceLocation;
}
