/** How long and how much: nothing waits or reads without one of these. Times in milliseconds. */
export interface CallLimits {
  /** Connecting to one server, TLS handshake included. */
  readonly connectMs: number;
  /** One try at one server, from request to whole answer. */
  readonly callMs: number;
  /** One question, all its tries included. */
  readonly questionMs: number;
  /** Of one answer. */
  readonly answerBytes: number;
}

/** A page of 500 pods has a few megabytes. */
export const defaultLimits: CallLimits = {
  connectMs: 3_000,
  callMs: 15_000,
  questionMs: 40_000,
  answerBytes: 64 * 1024 * 1024,
};
