/** One bot process: from options to a server that listens, signs in, sweeps and ends in good order. */
import { once } from "node:events";
import type { Server } from "node:http";
import { UserError } from "../errors.ts";
import type { Pace } from "../operation/pace.ts";
import { sweepDeliveries } from "./deliveries/sweep-deliveries.ts";
import { authenticateApp } from "./github/authenticate-app.ts";
import { createHttpServer } from "./http/create-http-server.ts";
import { type BotCore, openCore } from "./open-core.ts";
import type { BotOptions } from "./options/bot-options.ts";
import { isHandled } from "./register-handlers.ts";
import type { Surroundings } from "./surroundings.ts";

export interface RunningBot {
  readonly port: number;
  /** Resolves when the App has signed in. Rejects with a `UserError` when GitHub refuses it: then the bot is of no use. */
  readonly ready: Promise<void>;
  /** Takes nothing more in, finishes what was taken in and what is to be written, and resolves; after 25 s in any case. */
  stop(): Promise<void>;
}

const largestBody = 25 * 2 ** 20;
const bodiesTogether = 64 * 2 ** 20;
const stopWithinMs = 25_000;

/** @throws UserError `input_invalid` when Redis is wanted and its client is not there, or the port cannot be had */
export async function startBot(options: BotOptions, surroundings: Surroundings): Promise<RunningBot> {
  const core = await openCore(options, surroundings);
  const server = openFront(core, options, surroundings);
  const port = await listen(server, options);
  surroundings.log.info("listening", { host: options.host, port });
  const ready = signIn(core, options, surroundings);
  const sweeping = ready.then(
    () => Promise.all([sweep(core, surroundings), core.lookAgain()]),
    () => undefined,
  );
  return { port, ready, stop: () => stop(core, server, sweeping, surroundings) };
}

function openFront(core: BotCore, options: BotOptions, { log, pace, handlers }: Surroundings): Server {
  const { queue, journal, metrics, state } = core;
  return createHttpServer({
    webhookPath: options.webhookPath,
    secrets: options.webhookSecrets,
    queue,
    journal,
    isWanted: (event) => isHandled(handlers, event),
    isStopping: () => state.stopping.signal.aborted,
    budget: { most: largestBody, mostTogether: bodiesTogether, held: 0 },
    now: pace.now,
    hindrances: core.hindrances,
    metrics,
    log,
  });
}

async function listen(server: Server, { host, port }: BotOptions): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new UserError(`Cannot listen on port ${port} of ${host}`, {
      code: "input_invalid",
      hint: "See that no other program listens there, and that HOST is an address of this machine.",
      cause,
    });
  }
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

async function signIn({ probot, state }: BotCore, { appId }: BotOptions, { log, pace }: Surroundings): Promise<void> {
  const slug = await authenticateApp(probot, { appId, log, pace }, state.stopping.signal);
  state.signedIn = true;
  log.info("ready", { app: slug });
}

function sweep({ probot, journal, metrics, state }: BotCore, { log, pace, handlers }: Surroundings): Promise<void> {
  const isWanted = (event: string, action: string | undefined) => isHandled(handlers, { name: event, action });
  const app = () => probot.auth();
  return sweepDeliveries({ app, journal, isWanted, metrics, log, pace }, state.stopping.signal);
}

async function stop(
  core: BotCore,
  server: Server,
  sweeping: Promise<unknown>,
  { log, pace }: Surroundings,
): Promise<void> {
  const { queue, paced, state } = core;
  log.info("stopping", { queued: queue.length, working: queue.working });
  state.stopping.abort(new Error("the bot is being stopped"));
  server.close();
  const finished = queue.idle().then(() => paced.flush());
  const inTime = await within(stopWithinMs, Promise.all([finished, sweeping]), pace);
  state.over.abort(new Error("the bot has stopped"));
  server.closeAllConnections();
  await core.close();
  if (inTime) log.info("stopped");
  else log.warn("stopped before all work was done", { queued: queue.length, working: queue.working });
}

async function within(ms: number, work: Promise<unknown>, { sleep }: Pace): Promise<boolean> {
  const done = new AbortController();
  const late = sleep(ms, done.signal).then(
    () => false,
    () => false,
  );
  const inTime = await Promise.race([work.then(() => true), late]);
  done.abort();
  return inTime;
}
