/** What the handlers are given: the world of one bot process, and one delivery of a webhook. */
import type { GitHub } from "../adapters/github/connect-github.ts";
import type { BotLog } from "./bot-log.ts";
import type { BotMetrics } from "./bot-metrics.ts";
import type { PacedWrites } from "./paced-writes.ts";
import type { SettingsCache } from "./requests/settings-cache.ts";

export interface BotParts {
  readonly log: BotLog;
  readonly metrics: BotMetrics;
  /** The App that this process speaks for. */
  readonly appId: number;
  /** Path of the settings in every repository's default branch. */
  readonly settingsPath: string;
  readonly settings: SettingsCache;
  /** Web address of GitHub, without a slash at the end. */
  readonly serverUrl: string;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly paced: PacedWrites;
  /** Aborts when the process has to end; what is not finished then is delivered again to the next one. */
  readonly signal: AbortSignal;
}

/**
 * One delivery whose signature was right. Handlers may meet the same one again (after a failure, a restart, at another
 * replica) and deliveries in any order. A throw means that it has to be delivered again.
 */
export interface BotEvent {
  /** `X-GitHub-Delivery`: the same when GitHub delivers again. */
  readonly id: string;
  /** Of the webhook, such as `issue_comment`. */
  readonly name: string;
  /** As GitHub sent it; whoever reads it parses it. */
  readonly payload: unknown;
  /** The repository of the event, as the App's installation sees it. */
  readonly github: GitHub;
  /** Knows the delivery and the repository. */
  readonly log: BotLog;
}

export type BotHandler = (event: BotEvent, parts: BotParts) => Promise<void>;
