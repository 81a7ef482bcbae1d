import { formatLocation, UserError } from "../errors.ts";
import { logText } from "../report/log-text.ts";
import type { Output } from "./output.ts";

/** Shows an error to a person, and as an object on stdout with `--json`. Of a bug only `--verbose` shows the text. */
export function showError(error: unknown, output: Output): void {
  if (output.json) output.writeJson({ error: errorObject(error) });
  for (const line of errorLines(error, { color: output.color.stderr, stack: output.verbose })) output.say(line);
}

export function errorObject(error: unknown) {
  if (!(error instanceof UserError)) return { code: "internal", message: bugMessage(error) };
  const { code, message, hint, location } = error;
  return { code, message, ...(hint !== undefined && { hint }), ...(location && { location }) };
}

export function errorLines(
  error: unknown,
  { color, stack }: { readonly color: boolean; readonly stack: boolean },
): readonly string[] {
  const label = color ? "\u001b[1;31merror:\u001b[0m" : "error:";
  const trace = stack ? traceOf(error) : [];
  if (!(error instanceof UserError)) {
    const hint = "hint: Please report it. --verbose shows where it happened; what it shows may hold secrets.";
    return [`${label} ${bugMessage(error)}`, ...(stack ? trace : [hint])];
  }
  return [
    `${label} ${logText(error.message)}`,
    ...(error.location === undefined ? [] : [`  at ${logText(formatLocation(error.location))}`]),
    ...(error.hint === undefined ? [] : [`hint: ${logText(error.hint)}`]),
    ...trace,
  ];
}

/** Where an error came from, and what caused it. */
function traceOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const cause = error.cause === undefined ? [] : ["caused by:", ...traceOf(error.cause)];
  return [logText(error.stack ?? error.message), ...cause];
}

function bugMessage(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return `talos-chatops failed in a way that it should not (${name})`;
}
