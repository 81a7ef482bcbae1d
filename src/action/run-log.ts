/** The run's log. Foreign text (names, messages) must not be read as a command by the runner, and no secret must show. */
import { randomUUID } from "node:crypto";
import { setSecret, warning } from "@actions/core";

export interface RunLog {
  info(message: string): void;
  warn(message: string): void;
  /** From here on the runner shows the value as `***`. */
  hide(value: string): void;
}

// Masking a word this short would blank out half of the log, and give away where it stands.
const minMaskedLength = 6;

export function createRunLog(write: (text: string) => void): RunLog {
  const hidden = new Set<string>();
  return {
    info: (message) => write(guarded(message)),
    // The toolkit escapes what it puts into a command.
    warn: (message) => warning(message),
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
  if (!/^\s*::|##\[/m.test(message.replaceAll("\r", "\n"))) return `${message}\n`;
  const resume = randomUUID();
  return `::stop-commands::${resume}\n${message}\n::${resume}::\n`;
}
