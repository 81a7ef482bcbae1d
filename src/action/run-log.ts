/** The run's log. Foreign text (names, messages) must not be read as a command by the runner, and no secret must show. */
import { randomUUID } from "node:crypto";
import { setSecret, warning } from "@actions/core";
import type { Redactor } from "../redaction/create-redactor.ts";
import { renderErrorText } from "../report/render-error.ts";
import { visibleText } from "../report/visible-text.ts";

export interface RunLog {
  info(message: string): void;
  warn(message: string): void;
  /** An error for a person; of a bug the kind and where in the program it happened, not its text. */
  failure(error: unknown): void;
  /** From here on the runner shows the value as `***`. */
  hide(value: string): void;
}

// Masking a word this short would blank out half of the log, and give away where it stands.
const minMaskedLength = 6;

export function createRunLog(write: (text: string) => void, redactor: Redactor): RunLog {
  const hidden = new Set<string>();
  const info = (message: string) => write(guarded(visibleText(redactor.text(message))));
  return {
    info,
    // The toolkit escapes what it puts into a command.
    warn: (message) => warning(visibleText(redactor.text(message))),
    failure(error) {
      const safe = redactor.error(error);
      if (safe.kind === "user") info(renderErrorText(safe, { color: false }));
      else info(`${nameOf(error)} in ${framesOf(error)}`);
    },
    hide(value) {
      for (const part of [value, ...value.split(/\r?\n/)].map((line) => line.trim())) {
        if (part.length < minMaskedLength || hidden.has(part)) continue;
        hidden.add(part);
        setSecret(part);
      }
    },
  };
}

/** Lines that the runner would take for commands are printed while it takes none; the word to resume cannot be guessed. */
function guarded(message: string): string {
  if (!/^\s*::|##\[/m.test(message)) return `${message}\n`;
  const resume = randomUUID();
  return `::stop-commands::${resume}\n${message}\n::${resume}::\n`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The message of an error we did not write may quote anything, a secret too; its frames are of our own files. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return `\n${frames.slice(0, 12).join("\n")}`;
}
