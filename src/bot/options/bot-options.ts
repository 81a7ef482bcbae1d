/** What the bot is told by its environment, once read. */
export interface BotOptions {
  readonly appId: number;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  /** The one in force, and the former one while it is being replaced. */
  readonly webhookSecrets: readonly string[];
  readonly webhookPath: string;
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** Of GitHub's REST interface, without a slash at the end. */
  readonly apiUrl: string;
  /** Of GitHub's web pages, without a slash at the end. */
  readonly serverUrl: string;
  readonly logLevel: LogLevel;
  /** Where replicas share their count of requests to GitHub. */
  readonly redisUrl: string | undefined;
  readonly settingsPath: string;
}

export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** One that is missing or wrong: by name and what to do about it, never with its value. */
export interface OptionProblem {
  /** Of the environment variable. */
  readonly name: string;
  /** To stand after the name: `is missing`. */
  readonly problem: string;
  /** The next step, as a sentence. */
  readonly hint: string;
}
