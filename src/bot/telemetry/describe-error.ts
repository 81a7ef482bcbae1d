import { UserError } from "../../errors.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";

/** What the log tells of an error. */
export interface DescribedError {
  /** Of a `UserError`. */
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  /** Its class. */
  readonly kind: string;
  /** What GitHub answered, when it comes from there. */
  readonly status?: number;
  /** Where in the program it happened. */
  readonly frames?: readonly string[];
  readonly cause?: DescribedError;
}

const mostCauses = 4;
const mostFrames = 12;

/** Of an error that we did not write only its kind and place: its text may quote anything that somebody sent. */
export function describeError(error: unknown, redactor: Pick<Redactor, "text">, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { kind: typeof error };
  const cause =
    error.cause === undefined || depth >= mostCauses ? {} : { cause: describeError(error.cause, redactor, depth + 1) };
  const kind = /^\w{1,64}$/.test(error.name) ? error.name : "Error";
  if (!(error instanceof UserError)) return { kind, ...statusOf(error), frames: framesOf(error), ...cause };
  const hint = error.hint === undefined ? {} : { hint: redactor.text(error.hint) };
  return { code: error.code, message: redactor.text(error.message), ...hint, kind, ...cause };
}

function statusOf(error: Error): { readonly status?: number } {
  return "status" in error && typeof error.status === "number" ? { status: error.status } : {};
}

/** The stack begins with the message, which may well have lines that look like frames. */
function framesOf({ stack = "", message }: Error): readonly string[] {
  const end = stack.indexOf(message);
  const trace = end === -1 ? "" : stack.slice(end + message.length);
  return trace
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, mostFrames);
}
