/** What stops a template: a fault of its text, of what it asks for, or of how much it asks for. */
import { type ErrorCode, formatLocation, type SourceLocation, UserError } from "../../errors.ts";

type FaultCode = Extract<ErrorCode, "template_invalid" | "template_limit" | "template_unsupported" | "file_missing">;

/** Where a node stands in its template, counted from 0 as nunjucks does. */
export interface Position {
  readonly lineno: number;
  readonly colno: number;
}

/** Thrown while parsing and evaluating; carries template text, never a value. */
export class TemplateFault extends Error {
  readonly code: FaultCode;
  hint: string | undefined;
  location: SourceLocation | undefined;
  /** The include, import or extends statements that led here, innermost first. */
  readonly includedFrom: SourceLocation[] = [];

  constructor(message: string, options: { readonly code?: FaultCode; readonly hint?: string } = {}) {
    super(message);
    this.code = options.code ?? "template_invalid";
    this.hint = options.hint;
  }

  /** Says where the fault happened, unless that is known already. */
  at(file: string, position: Position): this {
    this.location ??= locate(file, position);
    return this;
  }
}

export function locate(file: string, position: Position): SourceLocation {
  return { file, line: position.lineno + 1, column: position.colno + 1 };
}

/** A construct or name that cannot be rendered exactly as minijinja-cli renders it. */
export function unsupported(what: string, hint?: string): TemplateFault {
  return new TemplateFault(`${what} is not supported`, { code: "template_unsupported", ...(hint ? { hint } : {}) });
}

/** A size or step limit was passed. */
export function tooMuch(what: string): TemplateFault {
  return new TemplateFault(what, {
    code: "template_limit",
    hint: "Machine configurations stay far below this limit: look for an endless loop or a repetition that grows",
  });
}

/** The error for a person: `path` is the template that was asked for. */
export function toUserError(fault: TemplateFault, path: string): UserError {
  const chain = fault.includedFrom.map((location) => `, included from ${formatLocation(location)}`).join("");
  const location = fault.location ?? { file: path };
  return new UserError(
    `Cannot render ${path}: ${fault.message}${chain === "" ? "" : ` (${formatLocation(location)}${chain})`}`,
    {
      code: fault.code,
      location,
      ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    },
  );
}
