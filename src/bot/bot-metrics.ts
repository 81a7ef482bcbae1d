/** What the handlers of the bot tell about how it fares. */
export interface BotMetrics {
  /** A command of a person's was answered by a sign (a reaction, an answer, a check run) so long after GitHub took it in. */
  acknowledged(seconds: number): void;
  /** A run was dispatched for a request so long after GitHub took the command in. */
  dispatched(seconds: number): void;
  /** What became of a request: a stable word of the program's own such as `dispatched`, `refused`, `success`; never foreign text. */
  request(outcome: string): void;
}
