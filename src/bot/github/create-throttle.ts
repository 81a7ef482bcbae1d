/** How fast the bot talks to GitHub: quick answers for people, and below GitHub's limits when there is much to do. */
import Bottleneck from "bottleneck";
import type { BotLog } from "../bot-log.ts";

export interface ThrottleOptions {
  readonly log: Pick<BotLog, "warn">;
  /** Where replicas count together. */
  readonly connection: Bottleneck.IORedisConnection | undefined;
  /** What a second of waiting lasts; less in a test that is in a hurry. */
  readonly secondMs: number;
}

/** Longer pauses are not waited out: the delivery fails, and is asked for again. */
const longestPauseSeconds = 120;
const mostRetries = 2;

/**
 * Octokit's own distance between writes (one second, three between comments) makes a single command look stuck. GitHub
 * forbids only too many in a minute, so a burst may go at once and then one a second.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function createThrottle({ log, connection, secondMs }: ThrottleOptions) {
  const common = { timeout: 120_000, ...(connection === undefined ? {} : { connection }) };
  const burst = (id: string, most: number) =>
    new Bottleneck.Group({
      id: `talos-chatops-${id}`,
      maxConcurrent: 1,
      reservoir: most,
      reservoirIncreaseInterval: 1_000,
      reservoirIncreaseAmount: 1,
      reservoirIncreaseMaximum: most,
      ...common,
    });
  const pause = (kind: string) => (seconds: number, options: unknown, _octokit: unknown, retryCount: number) => {
    const wait = seconds <= longestPauseSeconds && retryCount < mostRetries;
    log.warn("GitHub's rate limit is reached", { kind, seconds, waited: wait, ...routeOf(options) });
    return wait;
  };
  return {
    enabled: true,
    write: burst("write", 40),
    notifications: burst("notifications", 20),
    onRateLimit: pause("primary"),
    onSecondaryRateLimit: pause("secondary"),
    retryAfterBaseValue: secondMs,
    ...(connection === undefined ? {} : { connection, Bottleneck }),
  };
}

/** The template, without what stands in its place. */
function routeOf(options: unknown): { readonly method?: string; readonly route?: string } {
  if (typeof options !== "object" || options === null) return {};
  const { method, url } = options as { readonly method?: unknown; readonly url?: unknown };
  return typeof method === "string" && typeof url === "string" && url.includes("{") ? { method, route: url } : {};
}
