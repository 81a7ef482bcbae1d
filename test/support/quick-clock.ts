/** To be preloaded into a process (`node --import`): its time goes by faster, by the same clock as the test's. */
import { createRequire } from "node:module";
import { quickNow } from "./quick-time.ts";

const speed = Number(process.env["CLOCK_SPEED"]);
const now = () => quickNow({ speed, since: Number(process.env["CLOCK_SINCE"]) });

globalThis.Date = class extends Date {
  constructor(...given: [] | [number]) {
    super(...(given.length === 0 ? ([now()] as const) : given));
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;

const { setTimeout, setInterval } = globalThis;
const shortened = (ms: number | undefined) => (ms ?? 0) / speed;

Object.assign(globalThis, {
  setTimeout: Object.assign(
    (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
      setTimeout(work, shortened(ms), ...given),
    setTimeout,
  ),
  setInterval: (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    setInterval(work, shortened(ms), ...given),
});

const promises = createRequire(import.meta.url)("node:timers/promises");
const pause = promises.setTimeout;
promises.setTimeout = (ms: number | undefined, value: unknown, options: unknown) =>
  pause(shortened(ms), value, options);
