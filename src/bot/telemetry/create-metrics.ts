import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { BotMetrics } from "../bot-metrics.ts";

/** What became of a delivery at the door. */
export type DeliveryOutcome =
  | "accepted"
  | "duplicate"
  | "full"
  | "ignored"
  | "invalid"
  | "stopping"
  | "too_large"
  | "unsigned";

/** Why a delivery is asked for again. */
export type RedeliveryReason = "failed" | "missed" | "recent";

/** Everything that `/metrics` shows. The labels take few values, all of them the program's own. */
export interface Metrics extends BotMetrics {
  delivery(event: string, outcome: DeliveryOutcome, seconds: number): void;
  waited(seconds: number): void;
  handled(event: string, outcome: "failed" | "ok", seconds: number): void;
  /** @param code of a `UserError`, or `bug` */
  handlerFailed(code: string): void;
  /** @param status undefined when GitHub was not reached */
  apiRequest(method: string, status: number | undefined): void;
  apiBudget(resource: string, remaining: number): void;
  swept(outcome: "failed" | "ok"): void;
  redelivered(reason: RedeliveryReason): void;
  gaveUp(): void;
  /** In the exposition format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** What is read when somebody asks for the metrics. */
export interface Gauges {
  readonly queued: () => number;
  readonly working: () => number;
  readonly ready: () => boolean;
}

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 10];
const slow = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900];

const prefix = "talos_chatops_";

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `${prefix}${name}_total`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name: `${prefix}${name}_seconds`, help, buckets, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  const deliveries = counter("deliveries", "Webhook deliveries by event and what became of them", "event", "outcome");
  const answers = histogram("delivery_answer", "From a delivery's first byte to its answer", quick);
  const waits = histogram("queue_wait", "From a delivery's answer to the begin of the work on it", slow);
  const work = histogram("handling", "Work on one delivery", slow, "event", "outcome");
  const failures = counter("handler_failures", "Deliveries that could not be worked on, by reason code", "code");
  const acknowledged = histogram("comment_acknowledged", "From a command to the first sign of life", slow);
  const dispatched = histogram("comment_dispatched", "From a command to the dispatch of its run", slow);
  const requests = counter("requests", "Requests of people by what became of them", "outcome");
  const api = counter("github_requests", "Requests to GitHub by method and status", "method", "status");
  const budget = new Gauge({
    name: `${prefix}github_budget_remaining`,
    help: "Requests that GitHub still allows, as it said last",
    labelNames: ["resource"],
    registers,
  });
  const sweeps = counter("sweeps", "Looks for missed deliveries", "outcome");
  const lastSweep = new Gauge({
    name: `${prefix}last_sweep_timestamp_seconds`,
    help: "Last one that worked",
    registers,
  });
  const redeliveries = counter("redeliveries", "Deliveries that GitHub was asked to repeat", "reason");
  const givenUp = counter("deliveries_given_up", "Missed deliveries that failed too often to be asked for again");
  gauge("queue_length", "Deliveries that wait", gauges.queued);
  gauge("queue_working", "Deliveries that are being worked on", gauges.working);
  gauge("ready", "Whether the bot is ready (1) or not (0)", () => Number(gauges.ready()));

  return {
    acknowledged: (seconds) => acknowledged.observe(seconds),
    dispatched: (seconds) => dispatched.observe(seconds),
    request: (outcome) => requests.inc({ outcome: asLabel(outcome) }),
    delivery(event, outcome, seconds) {
      deliveries.inc({ event: asLabel(event), outcome });
      answers.observe(seconds);
    },
    waited: (seconds) => waits.observe(seconds),
    handled: (event, outcome, seconds) => work.observe({ event: asLabel(event), outcome }, seconds),
    handlerFailed: (code) => failures.inc({ code }),
    apiRequest: (method, status) => api.inc({ method: asLabel(method), status: status ?? "none" }),
    apiBudget: (resource, remaining) => budget.set({ resource: asLabel(resource) }, remaining),
    swept(outcome) {
      sweeps.inc({ outcome });
      if (outcome === "ok") lastSweep.setToCurrentTime();
    },
    redelivered: (reason) => redeliveries.inc({ reason }),
    gaveUp: () => givenUp.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Whatever a label is given, it is a short word: no foreign text gets into the metrics. */
function asLabel(word: string): string {
  return /^\w{1,40}$/.test(word) ? word : "other";
}
