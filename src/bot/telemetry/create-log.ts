import { randomBytes } from "node:crypto";
import { type Logger, pino } from "pino";
import { createRedactor, type Redactor } from "../../redaction/create-redactor.ts";
import type { BotLog, LogFacts } from "../bot-log.ts";
import type { LogLevel } from "../options/bot-options.ts";
import { createMask } from "./create-mask.ts";
import { describeError } from "./describe-error.ts";

export interface LogOptions {
  readonly level: LogLevel;
  /** What this process knows and nobody may read. */
  readonly secrets: readonly string[];
  /** Takes one line, with its line feed. */
  readonly write: (line: string) => void;
}

// Should a fact ever be called so, it is hidden whatever it is.
const hiddenFacts = ["authorization", "body", "comment", "payload", "privateKey", "secret", "token"];

/** JSON lines as pino writes them; every one passes the mask, whatever went into it. */
export function createLog({ level, secrets, write }: LogOptions): BotLog {
  const mask = createMask(secrets);
  const redactor = createRedactor({ key: randomBytes(32) });
  const logger = pino(
    {
      level,
      base: null,
      messageKey: "message",
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hiddenFacts, censor: "***" },
    },
    { write: (line) => write(mask(line)) },
  );
  return wrap(logger, redactor);
}

function wrap(logger: Pick<Logger<never>, "child" | "debug" | "error" | "info" | "warn">, redactor: Redactor): BotLog {
  return {
    debug: (message, facts = {}) => logger.debug(facts, message),
    info: (message, facts = {}) => logger.info(facts, message),
    warn: (message, facts = {}) => logger.warn(facts, message),
    failure: (message, error, facts = {}) => logger.error({ ...facts, error: describeError(error, redactor) }, message),
    with: (facts: LogFacts) => wrap(logger.child(facts), redactor),
  };
}
