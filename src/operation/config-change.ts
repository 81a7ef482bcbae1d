import type { RebootForecast } from "../diff/node-diff.ts";

export interface ConfigChange {
  /** What is sent, secrets included. */
  readonly config: Uint8Array;
  /** The active config that the plan was made from. */
  readonly live: Uint8Array;
  /** Whether they mean the same. */
  readonly unchanged: boolean;
  readonly reboot: RebootForecast;
  /** How many values differ, for people. */
  readonly changes: number;
}
