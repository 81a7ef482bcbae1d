/** Tells Apps what happens, as GitHub does: signed, logged, in no certain order, once, and again only when asked to. */
import { setTimeout as wait } from "node:timers/promises";
import type { App, Delivery, State, WorldEvent } from "../state.ts";
import { composeDelivery, composeRedelivery, recipientsOf } from "./compose-delivery.ts";
import { type DeliveryFault, DeliveryFaults } from "./delivery-faults.ts";
import { sendDelivery, unreachable } from "./send-delivery.ts";

export interface Webhooks {
  readonly faults: DeliveryFaults;
  /** Sends the event of an earlier delivery again, with the same GUID. */
  redeliver(app: App, delivery: Delivery): void;
  /** When no delivery is under way or held back any more; what Apps do after their answer is theirs. */
  settled(): Promise<void>;
  /** Stops listening, and ends what is under way. */
  close(): Promise<void>;
}

export interface WebhookOptions {
  readonly apiUrl: string;
  /** 10,000 unless told, as on GitHub. */
  readonly answerWithinMs?: number;
}

/** Sends from now on what happens in this world. */
export function startWebhooks(state: State, { apiUrl, answerWithinMs = 10_000 }: WebhookOptions): Webhooks {
  const faults = new DeliveryFaults();
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();
  let held: (() => Promise<void>)[] = [];
  const track = (work: Promise<void>) => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const release = () => {
    const waiting = held;
    held = [];
    for (const send of waiting) track(send());
  };
  const post = (delivery: Delivery) => sendDelivery(delivery, { answerWithinMs, signal: stop.signal });
  const attempt = async (delivery: Delivery, fault?: DeliveryFault) => {
    if (fault?.kind === "delay") await wait(fault.delayMs, undefined, { signal: stop.signal }).catch(() => undefined);
    if (fault?.kind === "duplicate") {
      const copy = { ...delivery, url: fault.to ?? delivery.url };
      track(post(copy).then(() => undefined));
    }
    const answer = fault?.kind === "drop" ? { ...unreachable, durationSeconds: 0 } : await post(delivery);
    const isLost = fault?.kind === "answer-lost";
    delivery.outcome = isLost ? { ...unreachable, durationSeconds: answer.durationSeconds } : answer;
  };
  const dispatch = (app: App, delivery: Delivery) => {
    const fault = faults.take(delivery);
    if (fault?.kind === "never-sent") return;
    app.deliveries.unshift(delivery);
    if (fault?.kind === "reorder") held.push(() => attempt(delivery));
    else track(attempt(delivery, fault).then(release));
  };
  const listen = (event: WorldEvent) => {
    for (const recipient of recipientsOf(state, event)) {
      dispatch(recipient.app, composeDelivery(state, event, recipient, apiUrl));
    }
  };
  state.listeners.add(listen);
  const settled = async () => {
    release();
    while (underWay.size > 0) {
      await Promise.all(underWay);
      release();
    }
  };
  return {
    faults,
    redeliver: (app, delivery) => dispatch(app, composeRedelivery(state, app, delivery, apiUrl)),
    settled,
    close: async () => {
      state.listeners.delete(listen);
      stop.abort();
      await settled();
    },
  };
}
