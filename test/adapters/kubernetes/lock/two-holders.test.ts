/** The law of the lock: whatever happens to clocks, connections and processes, nobody acts while somebody else does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiFailure } from "../../../../src/adapters/kubernetes/connection/api-failure.ts";
import type { CallApi } from "../../../../src/adapters/kubernetes/connection/call-api.ts";
import { createClusterLock } from "../../../../src/adapters/kubernetes/lock/create-cluster-lock.ts";
import type { ClusterLock, HeldLock } from "../../../../src/operation/cluster-lock.ts";
import type { OperationRecord } from "../../../../src/operation/operation-record.ts";
import { type Fate, leaseApi } from "../lease-api.ts";

const waiting = { signal: new AbortController().signal };

/** Steady time for all; a process that sleeps runs no timers, and one that was started anew none of its earlier life. */
class World {
  nowMs = Date.UTC(2026, 0, 2);
  readonly #timers = new Set<{
    readonly at: number;
    readonly action: () => void;
    readonly process: Process;
    readonly life: number;
  }>();

  after(process: Process, delayMs: number, action: () => void): () => void {
    const timer = { at: this.nowMs + delayMs, action, process, life: process.life };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed++) {
      this.nowMs += 1_000;
      for (const timer of [...this.#timers]) {
        if (timer.at > this.nowMs || timer.process.state !== "awake") continue;
        this.#timers.delete(timer);
        if (timer.life === timer.process.life) timer.action();
      }
      await settle();
    }
  }
}

interface Process {
  readonly name: string;
  readonly lock: ClusterLock;
  state: "awake" | "asleep";
  life: number;
  isCutOff: boolean;
  held?: HeldLock;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

const page = (writer: string, count: number): OperationRecord => ({
  ...{ version: 1, id: writer, command: "reboot all", cluster: "main", revision: "abc", requester: writer },
  ...{ startedAt: count, state: "running", digest: "", digestParts: {}, nodes: [] },
});

type Kind = "acquire" | "act" | "release" | "sleep" | "wake" | "kill" | "cut off" | "reconnect" | "abort" | "unlock";
type Command = { readonly kind: Kind; readonly process: number } | { readonly kind: "pass"; readonly seconds: number };

const often: readonly Kind[] = ["acquire", "acquire", "acquire", "act", "act"];
const seldom: readonly Kind[] = [
  "release",
  "sleep",
  "wake",
  "kill",
  "cut off",
  "cut off",
  "reconnect",
  "abort",
  "unlock",
];

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...often, ...seldom), process: fc.nat({ max: 1 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 100 }) }),
  },
);

/** What chance may not hit upon in a few hundred tries. */
const stories: readonly (readonly Command[])[] = [
  [
    { kind: "acquire", process: 0 },
    { kind: "cut off", process: 0 },
    { kind: "pass", seconds: 100 },
    { kind: "acquire", process: 1 },
  ],
  [
    { kind: "acquire", process: 0 },
    { kind: "sleep", process: 0 },
    { kind: "pass", seconds: 100 },
    { kind: "acquire", process: 1 },
    { kind: "wake", process: 0 },
  ],
  [
    { kind: "acquire", process: 0 },
    { kind: "kill", process: 0 },
    { kind: "pass", seconds: 100 },
    { kind: "acquire", process: 1 },
    { kind: "acquire", process: 0 },
  ],
  [
    { kind: "acquire", process: 0 },
    { kind: "kill", process: 0 },
    { kind: "pass", seconds: 100 },
    { kind: "unlock", process: 1 },
    { kind: "acquire", process: 1 },
  ],
];

/** Of the first questions; all later ones are answered. */
const fates = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<Fate>("answer") },
    { weight: 1, arbitrary: fc.constant<Fate>("lost on the way") },
    { weight: 1, arbitrary: fc.constant<Fate>("lost on the way back") },
    { weight: 1, arbitrary: fc.constant<Fate>("sent twice") },
  ),
  { maxLength: 100, size: "max" },
);

/** Machines that are right, or off by up to ten minutes. */
const skew = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: -600_000, max: 600_000 }));
const skews = fc.array(skew, { minLength: 2, maxLength: 2 });

type Story = [commands: Command[], fates: Fate[], skews: number[]];

describe("ClusterLock", () => {
  test("never lets two act at a time", async () => {
    let takeovers = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { maxLength: 40, size: "max" }),
        fates,
        skews,
        async (commands, fate, skewMs) => {
          const world = new World();
          let asked = 0;
          const api = leaseApi({ now: () => new Date(world.nowMs), fate: () => fate[asked++] ?? "answer" });
          const processes = skewMs.map((skew, index) => startProcess(`run-${index}`, skew, world, api.call));
          let actions = 0;
          for (const next of commands) {
            if (next.kind === "pass") await world.pass(next.seconds);
            else {
              const process = processes[next.process];
              if (process === undefined) throw new Error("there are two");
              takeovers += await perform(next.kind, process, () => ++actions);
            }
            await settle();
            expect(processes.filter(isSureToHold).length).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 300, examples: stories.map((story): Story => [[...story], [], [0, 0]]) },
    );
    expect(takeovers).toBeGreaterThan(20);
  });

  test("lets one of many have it, each in turn", async () => {
    const world = new World();
    const api = leaseApi({ now: () => new Date(world.nowMs) });
    const processes = Array.from({ length: 30 }, (_, index) => startProcess(`run-${index}`, 0, world, api.call));
    for (let turn = 0; turn < processes.length; turn++) {
      const waitingFor = processes.filter(({ held }) => held === undefined);
      const outcomes = await Promise.allSettled(
        waitingFor.map(async (process) => {
          process.held = await process.lock.acquire({ name: process.name, identity: process.name }, waiting);
          return process.held;
        }),
      );
      const taken = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(taken).toHaveLength(1);
      for (const { value } of taken) await value.release({});
    }
  });
});

function startProcess(name: string, skewMs: number, world: World, api: CallApi): Process {
  const call: CallApi = async (request, options) => {
    if (process.isCutOff) throw new ApiFailure({ kind: "unreachable", message: "Kubernetes does not answer" });
    return api(request, options);
  };
  const process: Process = {
    name,
    state: "awake",
    life: 0,
    isCutOff: false,
    lock: createClusterLock(call, {
      namespace: "kube-system",
      now: () => new Date(world.nowMs + skewMs),
      timers: { elapsedMs: () => world.nowMs + skewMs * 3, after: (ms, action) => world.after(process, ms, action) },
    }),
  };
  return process;
}

/** One that sleeps believes to hold it until it wakes; it does nothing meanwhile. */
const isSureToHold = ({ held, state }: Process): boolean =>
  state === "awake" && held !== undefined && !held.lost.aborted;

/** @returns how many locks were taken */
async function perform(kind: Kind, process: Process, count: () => number): Promise<number> {
  const { lock, name, held } = process;
  if (kind === "wake" && process.state === "asleep") {
    process.state = "awake";
    // Whatever it goes on with begins with its journal.
    await held?.save(page(name, count()), waiting).catch(() => {
      delete process.held;
    });
  }
  if (kind === "cut off" || kind === "reconnect") process.isCutOff = kind === "cut off";
  if (process.state !== "awake") return 0;
  if (kind === "acquire" && held === undefined) {
    const taken = await lock.acquire({ name, identity: name }, waiting).catch(() => undefined);
    if (taken !== undefined) process.held = taken;
    return taken === undefined ? 0 : 1;
  }
  if (kind === "act") await held?.save(page(name, count()), waiting).catch(() => undefined);
  if (kind === "release") {
    delete process.held;
    await held?.release({}).catch(() => undefined);
  }
  if (kind === "abort") await lock.requestAbort(name, waiting).catch(() => undefined);
  if (kind === "unlock") await lock.unlock(waiting).catch(() => undefined);
  if (kind === "sleep") process.state = "asleep";
  if (kind === "kill") {
    process.life += 1;
    delete process.held;
  }
  return 0;
}
