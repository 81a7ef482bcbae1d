import type { Probot } from "probot";
import type { BotParts } from "./bot-parts.ts";
import { createPacedWrites } from "./create-paced-writes.ts";
import type { Delivery } from "./deliveries/delivery.ts";
import { createDeliveryJournal, type DeliveryJournal } from "./deliveries/delivery-journal.ts";
import { createDeliveryQueue, type DeliveryQueue, type QueueOptions } from "./deliveries/delivery-queue.ts";
import { workOnDelivery } from "./deliveries/work-on-delivery.ts";
import { lookAgain } from "./follow/look-again.ts";
import { connectRedis } from "./github/connect-redis.ts";
import { createProbot } from "./github/create-probot.ts";
import type { BotOptions } from "./options/bot-options.ts";
import type { PacedWrites } from "./paced-writes.ts";
import { registerHandlers } from "./register-handlers.ts";
import { createSettingsCache } from "./requests/settings-cache.ts";
import type { Surroundings } from "./surroundings.ts";
import { createMetrics, type Metrics } from "./telemetry/create-metrics.ts";

/** How far the process is. */
export interface BotState {
  signedIn: boolean;
  /** Nothing more is taken in. */
  readonly stopping: AbortController;
  /** Nothing more is done. */
  readonly over: AbortController;
}

/** Everything between the server at the front and GitHub behind. */
export interface BotCore {
  readonly state: BotState;
  readonly probot: Probot;
  readonly queue: DeliveryQueue;
  readonly journal: DeliveryJournal;
  readonly paced: PacedWrites;
  readonly metrics: Metrics;
  /** Looks at open requests that no event tells of, until nothing more is taken in. */
  lookAgain(): Promise<void>;
  /** Why the bot cannot work now; empty when it can. */
  hindrances(): readonly string[];
  close(): Promise<void>;
}

const queueOptions: QueueOptions = { lanes: 16, capacity: 1_000, capacityBytes: 64 * 2 ** 20 };
const rememberedDeliveries = 20_000;
const pacing = { pauseMs: 5_000, mostPerMinute: 30 };

/** @throws UserError `input_invalid` when Redis is wanted and its client is not there */
export async function openCore(options: BotOptions, surroundings: Surroundings): Promise<BotCore> {
  const { log, pace, handlers, secondMs = 1_000 } = surroundings;
  const state: BotState = { signedIn: false, stopping: new AbortController(), over: new AbortController() };
  const hindrances = () => findHindrances(state, queue);
  const metrics = createMetrics({
    queued: () => queue.length,
    working: () => queue.working,
    ready: () => hindrances().length === 0,
  });
  const journal = createDeliveryJournal(rememberedDeliveries);
  const redis = options.redisUrl === undefined ? undefined : await connectRedis(options.redisUrl, log);
  const probot = await createProbot(options, { log, metrics, redis: redis?.connection, secondMs });
  const work = { receive: (delivery: Delivery) => receive(probot, delivery), journal, metrics, log, now: pace.now };
  const queue = createDeliveryQueue((delivery) => workOnDelivery(delivery, work), surroundings.queue ?? queueOptions);
  const onFailure = (error: unknown) => log.failure("an update could not be written", error);
  const paced = createPacedWrites({ pace, ...pacing, onFailure });
  const parts: BotParts = {
    log,
    metrics,
    appId: options.appId,
    settingsPath: options.settingsPath,
    settings: createSettingsCache(),
    serverUrl: options.serverUrl,
    now: pace.now,
    sleep: pace.sleep,
    paced,
    signal: state.over.signal,
  };
  registerHandlers(probot, parts, handlers);
  const close = async () => redis?.close();
  const look = () => lookAgain(parts, state.stopping.signal);
  return { state, probot, queue, journal, paced, metrics, lookAgain: look, hindrances, close };
}

function findHindrances({ signedIn, stopping }: BotState, queue: DeliveryQueue): readonly string[] {
  return [
    ...(signedIn ? [] : ["not_signed_in"]),
    ...(stopping.signal.aborted ? ["stopping"] : []),
    ...(queue.isFull ? ["queue_full"] : []),
  ];
}

/** The types know each event's payload; what really came was only signed. */
async function receive(probot: Probot, { id, name, payload }: Delivery): Promise<void> {
  await probot.receive({ id, name, payload } as Parameters<Probot["receive"]>[0]);
}
