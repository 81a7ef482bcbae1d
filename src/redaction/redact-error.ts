import { type SourceLocation, UserError } from "../errors.ts";
import type { SafeError, SafeLocation, SafeText } from "./redacted.ts";

type Text = (text: string) => SafeText;

/** A `UserError`'s text was written for people and goes through redaction all the same; a bug's text is left out. */
export function redactError(error: unknown, text: Text): SafeError {
  if (!(error instanceof UserError)) return { kind: "bug" };
  return {
    kind: "user",
    code: error.code,
    message: text(error.message),
    ...redactHint(error.hint, text),
    ...redactLocation(error.location, text),
  };
}

export function redactHint(hint: string | undefined, text: Text): { hint?: SafeText } {
  return hint === undefined ? {} : { hint: text(hint) };
}

export function redactLocation(location: SourceLocation | undefined, text: Text): { location?: SafeLocation } {
  if (location === undefined) return {};
  const { file, line, column } = location;
  return {
    location: {
      file: text(file),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  };
}
