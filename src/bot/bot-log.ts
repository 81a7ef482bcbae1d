/** The log of the bot, one JSON object a line. What people wrote, payloads, tokens and keys do not belong into it. */
export interface BotLog {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  /** Of a `UserError` its code, message and hint; of anything else the kind and where in the program it happened. */
  failure(message: string, error: unknown, facts?: LogFacts): void;
  /** The same log with facts that every line of it bears. */
  with(facts: LogFacts): BotLog;
}

/** Names and numbers such as a repository, a pull request, the id of a run. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;
