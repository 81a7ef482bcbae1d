/** Refusals of a command line, each at the word at fault. */
import type { CommandProblem, CommandProblemCode, ParsedCommand } from "./parsed-command.ts";
import type { ReadValue } from "./read-value.ts";

export interface Place {
  readonly offset: number;
  readonly length: number;
}

export type Refusal = Extract<ParsedCommand, { readonly kind: "problem" }>;

export function refuse(
  code: CommandProblemCode,
  message: string,
  place: Place,
  more: { readonly nearest?: string; readonly hint?: string } = {},
): Refusal {
  return { kind: "problem", problem: problemAt(code, message, place, more) };
}

export function refuseValue(
  { message, nearest, hint }: Extract<ReadValue<never>, { kind: "problem" }>,
  place: Place,
): Refusal {
  return refuse("value_invalid", message, place, {
    ...(nearest !== undefined && { nearest }),
    ...(hint !== undefined && { hint }),
  });
}

export function problemAt(
  code: CommandProblemCode,
  message: string,
  { offset, length }: Place,
  more: { readonly nearest?: string; readonly hint?: string } = {},
): CommandProblem {
  return { code, message, offset, length, ...more };
}
