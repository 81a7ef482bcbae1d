import type Bottleneck from "bottleneck";
import { pino } from "pino";
import { Probot, ProbotOctokit } from "probot";
import packageJson from "../../../package.json" with { type: "json" };
import type { BotLog } from "../bot-log.ts";
import type { BotOptions } from "../options/bot-options.ts";
import type { Metrics } from "../telemetry/create-metrics.ts";
import { countedFetch } from "./counted-fetch.ts";
import { createThrottle } from "./create-throttle.ts";

export interface ProbotParts {
  readonly log: BotLog;
  readonly metrics: Metrics;
  readonly redis: Bottleneck.IORedisConnection | undefined;
  /** What a second of waiting lasts. */
  readonly secondMs: number;
}

/** Probot with our own server before it, and clients that wait as it suits people who wait for an answer. */
export async function createProbot(options: BotOptions, parts: ProbotParts): Promise<Probot> {
  const { log, metrics, redis, secondMs } = parts;
  const throttle = createThrottle({ log, connection: redis, secondMs });
  // As a function: what is given as an object comes before Probot's own defaults, which then win.
  const Octokit = ProbotOctokit.defaults((given: ClientOptions) => ({
    ...given,
    userAgent: `talos-chatops-bot/${packageJson.version}`,
    throttle: { ...throttle, id: throttleId(given) },
    retry: { ...given.retry, retryAfterBaseValue: secondMs },
  }));
  const [secret = ""] = options.webhookSecrets;
  const probot = new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret,
    baseUrl: options.apiUrl,
    Octokit,
    request: { fetch: countedFetch(metrics) },
    // It would write down payloads and bodies; what happens is told by our own log.
    log: pino({ level: "silent" }),
  });
  return probot.ready();
}

interface ClientOptions {
  readonly auth?: { readonly installationId?: number };
  readonly retry?: object;
}

/** GitHub counts for each installation by itself. */
function throttleId({ auth }: ClientOptions): string {
  return auth?.installationId === undefined ? "app" : `installation-${auth.installationId}`;
}
