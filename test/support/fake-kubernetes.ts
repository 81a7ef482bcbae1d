/** A node's pods in memory, with budgets and grace periods, for what works on KubernetesControl. */
import { UserError } from "../../src/errors.ts";
import type { KubernetesPod } from "../../src/health/observation.ts";
import type { Eviction, KubernetesControl } from "../../src/operation/kubernetes-control.ts";
import type { Pace } from "../../src/operation/pace.ts";

/** Time that passes in sleeps only, at once. */
export class FakePace implements Pace {
  readonly slept: number[] = [];
  readonly #at: { readonly ms: number; readonly action: () => void }[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  /** Runs when a sleep has come so far. */
  at(ms: number, action: () => void): void {
    this.#at.push({ ms, action });
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    const due = this.#at.filter((entry) => entry.ms <= this.#now);
    this.#at.splice(0, this.#at.length, ...this.#at.filter((entry) => entry.ms > this.#now));
    for (const { action } of due) action();
    await Promise.resolve();
    signal.throwIfAborted();
  }
}

export function pod(name: string, changes: Partial<KubernetesPod> = {}): KubernetesPod {
  return {
    ...{ namespace: "media", name, uid: `uid-${name}`, node: "talos-w01", phase: "Running", ready: true },
    ...{ labels: {}, owner: "ReplicaSet", mirror: false, deleting: false, images: {} },
    ...changes,
  };
}

export interface FakePods {
  readonly control: Pick<KubernetesControl, "podsOn" | "evict">;
  /** Names, in the order in which they were asked for. */
  readonly evictions: readonly string[];
  /** Evictions at one moment, at most. */
  readonly mostAtOnce: () => number;
  add(pod: KubernetesPod): void;
  remove(name: string): void;
  change(name: string, changes: Partial<KubernetesPod>): void;
}

/** What an eviction comes to; `evicted` without more makes the pod go after its grace. */
export type Answers = Readonly<Record<string, (tries: number) => Eviction | UserError>>;

export function fakePods(
  pods: readonly KubernetesPod[],
  {
    pace,
    answers = {},
    graceMs = 500,
  }: { readonly pace: FakePace; readonly answers?: Answers; readonly graceMs?: number },
): FakePods {
  let current = [...pods];
  const evictions: string[] = [];
  let underWay = 0;
  let most = 0;
  const change = (name: string, changes: Partial<KubernetesPod>) => {
    current = current.map((one) => (one.name === name ? { ...one, ...changes } : one));
  };
  const remove = (uid: string) => {
    current = current.filter((one) => one.uid !== uid);
  };
  return {
    evictions,
    mostAtOnce: () => most,
    add: (added) => current.push(added),
    remove: (name) => remove(`uid-${name}`),
    change,
    control: {
      podsOn: async () => [...current],
      async evict({ name, uid }) {
        evictions.push(name);
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        const answer = answers[name]?.(evictions.filter((other) => other === name).length) ?? { kind: "evicted" };
        if (answer instanceof UserError) throw answer;
        if (answer.kind !== "evicted") return answer;
        change(name, { deleting: true });
        pace.at(pace.now() + graceMs, () => remove(uid));
        return answer;
      },
    },
  };
}
