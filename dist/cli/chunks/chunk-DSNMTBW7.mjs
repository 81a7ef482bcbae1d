import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";

// src/cli/show-error.ts
function showError(error, output) {
  if (output.json) output.writeJson({ error: errorObject(error) });
  for (const line of errorLines(error, { color: output.color.stderr, stack: output.verbose })) output.say(line);
}
function errorObject(error) {
  if (!(error instanceof UserError)) return { code: "internal", message: bugMessage(error) };
  const { code, message, hint, location } = error;
  return { code, message, ...hint !== void 0 && { hint }, ...location && { location } };
}
function errorLines(error, { color, stack }) {
  const label = color ? "\x1B[1;31merror:\x1B[0m" : "error:";
  const trace = stack ? traceOf(error) : [];
  if (!(error instanceof UserError)) {
    const hint = "hint: Please report it. --verbose shows where it happened; what it shows may hold secrets.";
    return [`${label} ${bugMessage(error)}`, ...stack ? trace : [hint]];
  }
  return [
    `${label} ${logText(error.message)}`,
    ...error.location === void 0 ? [] : [`  at ${logText(formatLocation(error.location))}`],
    ...error.hint === void 0 ? [] : [`hint: ${logText(error.hint)}`],
    ...trace
  ];
}
function traceOf(error) {
  if (!(error instanceof Error)) return [];
  const cause = error.cause === void 0 ? [] : ["caused by:", ...traceOf(error.cause)];
  return [logText(error.stack ?? error.message), ...cause];
}
function bugMessage(error) {
  const name = error instanceof Error ? error.name : typeof error;
  return `talos-chatops failed in a way that it should not (${name})`;
}

export {
  showError,
  errorObject,
  errorLines
};
