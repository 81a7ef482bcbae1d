import type { Pace } from "../operation/pace.ts";
import type { BotLog } from "./bot-log.ts";
import type { QueueOptions } from "./deliveries/delivery-queue.ts";
import type { HandlerTable } from "./register-handlers.ts";

/** What a bot is given besides its options. */
export interface Surroundings {
  readonly log: BotLog;
  readonly pace: Pace;
  readonly handlers: HandlerTable;
  /** What a second of waiting for GitHub lasts; 1,000 unless a test is in a hurry. */
  readonly secondMs?: number;
  readonly queue?: QueueOptions;
}
