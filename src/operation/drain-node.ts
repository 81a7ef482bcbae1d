/** A cordoned node's name in; out comes that nothing of what can be moved runs there any more. It evicts, and never deletes. */
import pMap from "p-map";
import { UserError } from "../errors.ts";
import type { KubernetesPod } from "../health/observation.ts";
import type { Waiting } from "../health/probes.ts";
import { describeDrain, describeLeaving, type LeavingPod } from "./describe-drain.ts";
import type { Eviction, KubernetesControl } from "./kubernetes-control.ts";
import type { Pace } from "./pace.ts";
import { type LeftPod, type PodName, whyLeft } from "./why-left.ts";

export interface DrainPorts {
  readonly control: Pick<KubernetesControl, "podsOn" | "evict">;
  readonly pace: Pace;
  /** How long all of it may take. */
  readonly seconds: number;
  /** The pod that this program runs in. */
  readonly ownPod?: PodName | undefined;
  /** Called whenever it is another: `3 pods left; media/jellyfin is held by its disruption budget`. */
  readonly onDetail?: ((detail: string) => void) | undefined;
}

export interface Drained {
  /** They are gone. */
  readonly evicted: readonly PodName[];
  /** They are still there, and may be. */
  readonly left: readonly LeftPod[];
}

const concurrency = 8;
/** New pods can appear after the first look: they were bound just before the node was cordoned. */
const maxLooks = 3;
const poll = { firstMs: 25, factor: 1.6, maxMs: 2_000 };
const backOff = { firstMs: 1_000, factor: 2, maxMs: 15_000 };
const maxRetrySeconds = 60;
/** An eviction that was granted is asked for again when the pod stays as it was. */
const grantedMs = 10_000;

/**
 * Evicts every pod of a node but those of DaemonSets, mirrors of static pods, finished ones and our own, and waits until
 * they are gone. One that a disruption budget holds is asked for again and again; nothing is ever deleted by force. While
 * Kubernetes does not answer it is asked again too: its API may be moving from one control plane to another.
 *
 * @throws UserError `node_timeout` naming what is still there; `kubernetes_failed` when a pod cannot be evicted at all;
 * `kubernetes_unreachable` when the time is up without an answer; the signal's reason as soon as it aborts
 */
export async function drainNode(nodeName: string, ports: DrainPorts, { signal }: Waiting): Promise<Drained> {
  const drain = new Drain(nodeName, ports, signal);
  await drain.look();
  while (drain.isUnderWay) {
    await drain.evictDue();
    await drain.look();
  }
  return drain.result;
}

class Drain {
  readonly #nodeName: string;
  readonly #ports: DrainPorts;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  readonly #evicted: PodName[] = [];
  /** By uid. */
  #leaving = new Map<string, LeavingPod>();
  #left: readonly LeftPod[] = [];
  #looksForNew = 0;
  #rounds = 0;
  #detail = "";

  constructor(nodeName: string, ports: DrainPorts, signal: AbortSignal) {
    this.#nodeName = nodeName;
    this.#ports = ports;
    this.#signal = signal;
    this.#deadline = ports.pace.now() + ports.seconds * 1000;
  }

  get isUnderWay(): boolean {
    return this.#leaving.size > 0;
  }

  get result(): Drained {
    return { evicted: this.#evicted, left: this.#left };
  }

  /** Sees which pods are gone, and after the last of them whether others have come. */
  async look(): Promise<void> {
    const pods = await this.#answer(() => this.#ports.control.podsOn(this.#nodeName, { signal: this.#signal }));
    const leaving = this.#stillThere(pods);
    const looksForNew = leaving.size === 0 && this.#looksForNew++ < maxLooks;
    const left: LeftPod[] = [];
    for (const pod of pods.filter(({ uid }) => !leaving.has(uid))) {
      const why = whyLeft(pod, this.#ports.ownPod) ?? (looksForNew && !this.#wasEvicted(pod) ? undefined : "came-back");
      if (why !== undefined) left.push({ namespace: pod.namespace, name: pod.name, why });
      else leaving.set(pod.uid, { pod, state: "untouched", tries: 0, nextAt: 0 });
    }
    this.#leaving = leaving;
    this.#left = left;
  }

  /** Asks for whatever may be asked for now, then waits a little. */
  async evictDue(): Promise<void> {
    const now = this.#ports.pace.now();
    const due = [...this.#leaving.values()].filter(({ pod, nextAt }) => !pod.deleting && nextAt <= now);
    if (due.length > 0) this.#rounds = 0;
    await pMap(due, (entry) => this.#evict(entry), { concurrency });
    this.#tell(describeDrain([...this.#leaving.values()]));
    await this.#pause();
  }

  async #evict(entry: LeavingPod): Promise<void> {
    const answer = await this.#answer(() => this.#ports.control.evict(entry.pod, { signal: this.#signal }));
    this.#leaving.set(entry.pod.uid, afterEviction(entry, answer, this.#ports.pace.now()));
  }

  /** Gone is also what bears the same name with another uid: that is another pod. */
  #stillThere(pods: readonly KubernetesPod[]): Map<string, LeavingPod> {
    const current = new Map(pods.map((pod) => [pod.uid, pod]));
    const leaving = new Map<string, LeavingPod>();
    for (const [uid, entry] of this.#leaving) {
      const pod = current.get(uid);
      if (pod === undefined) this.#evicted.push(nameOf(entry.pod));
      // While it ends it is finished before it is gone, and holds its volumes until then.
      else if (pod.deleting || whyLeft(pod, this.#ports.ownPod) === undefined) leaving.set(uid, { ...entry, pod });
    }
    return leaving;
  }

  /** Whoever makes it again on a cordoned node tolerates that, and would do so for ever. */
  #wasEvicted(pod: KubernetesPod): boolean {
    return this.#evicted.some(({ namespace, name }) => namespace === pod.namespace && name === pod.name);
  }

  /** Asks until there is an answer or the time is up. */
  async #answer<Value>(ask: () => Promise<Value>): Promise<Value> {
    for (;;) {
      this.#signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!(error instanceof UserError) || error.code !== "kubernetes_unreachable" || this.#isLate()) throw error;
      }
      this.#tell("Kubernetes does not answer");
      await this.#sleep(backOff.firstMs);
    }
  }

  async #pause(): Promise<void> {
    if (this.#isLate()) throw this.#tooLate();
    await this.#sleep(delay(this.#rounds++, poll));
  }

  #isLate(): boolean {
    return this.#ports.pace.now() >= this.#deadline;
  }

  #tooLate(): UserError {
    const leaving = [...this.#leaving.values()];
    const isHeld = leaving.some(({ state }) => state === "blocked");
    return new UserError(
      `Cannot drain ${this.#nodeName} within ${this.#ports.seconds} s: ${leaving.map(describeLeaving).join("; ")}`,
      {
        code: "node_timeout",
        hint: isHeld
          ? "Give the disruption budgets room: another replica elsewhere, or one that may be missing. Then try again."
          : "See why they do not end: kubectl describe pod. Then try again.",
      },
    );
  }

  #sleep(ms: number): Promise<void> {
    const { pace } = this.#ports;
    return pace.sleep(Math.max(0, Math.min(ms, this.#deadline - pace.now())), this.#signal);
  }

  #tell(detail: string): void {
    if (detail === this.#detail) return;
    this.#detail = detail;
    this.#ports.onDetail?.(detail);
  }
}

function afterEviction({ pod, tries }: LeavingPod, answer: Eviction, now: number): LeavingPod {
  if (answer.kind !== "blocked") return { pod, state: "asked", tries, nextAt: now + grantedMs };
  const { budget, retryAfterSeconds = 0 } = answer;
  const waitMs = retryAfterSeconds > 0 ? Math.min(retryAfterSeconds, maxRetrySeconds) * 1000 : delay(tries, backOff);
  return { pod, state: "blocked", tries: tries + 1, nextAt: now + waitMs, ...(budget === undefined ? {} : { budget }) };
}

function delay(round: number, { firstMs, factor, maxMs }: typeof poll): number {
  return Math.min(maxMs, firstMs * factor ** round);
}

const nameOf = ({ namespace, name }: KubernetesPod): PodName => ({ namespace, name });
