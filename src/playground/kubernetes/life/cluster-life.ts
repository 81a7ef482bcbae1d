/** What happens in a cluster without anybody asking: kubelets and controllers, woken by every change, writing while they can. */
import type { ApiState } from "../api/api-state.ts";
import type { StoreChange } from "../objects/object-store.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { countBudgets } from "./count-budgets.ts";
import { Kubelet } from "./kubelet.ts";
import type { MachineView } from "./machine-view.ts";
import { runWorkloads } from "./run-workloads.ts";
import { schedulePods } from "./schedule-pods.ts";
import type { KubernetesTiming } from "./timing.ts";
import { watchNodes } from "./watch-nodes.ts";

export interface ClusterLifeOptions {
  readonly api: ApiState;
  readonly machines: readonly MachineView[];
  readonly timing: KubernetesTiming;
  /** Whether any API server can read and write. */
  readonly canWrite: () => boolean;
  /** Called after machines or static pods changed. */
  readonly onChange: () => void;
}

/** More rounds than any chain of changes needs: what is not settled then never will be. */
const mostRounds = 500;

export class ClusterLife {
  readonly kubelets: readonly Kubelet[];
  readonly heldPods = new Set<string>();
  readonly #options: ClusterLifeOptions;
  readonly #silentSince = new Map<string, number>();
  readonly #cleanups: (() => void)[] = [];
  readonly #wakes = new Map<number, () => void>();
  #removed: StoreChange[] = [];
  #isDirty = false;
  #isRunning = false;

  constructor(options: ClusterLifeOptions) {
    this.#options = options;
    const { api, timing } = options;
    const onChange = () => this.wake();
    this.kubelets = options.machines.map(
      (machine) => new Kubelet({ api, machine, timing, heldPods: this.heldPods, onChange }),
    );
    for (const machine of options.machines) this.#cleanups.push(machine.onChange(() => this.wake()));
    this.#cleanups.push(api.store.onChange((change) => this.#noteChange(change)));
  }

  /** Lets everything react, before the next event of the process. */
  wake(): void {
    if (this.#isDirty) return;
    this.#isDirty = true;
    queueMicrotask(() => this.run());
  }

  /** Reacts now, until nothing changes any more. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let round = 0; this.#isDirty || round === 0; round += 1) {
        if (round > mostRounds) throw new Error("the simulated cluster does not come to rest");
        this.#isDirty = false;
        this.#react();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /** As `run`, and what would take time has had it: pods that are wanted are ready. */
  settle(): void {
    for (const kubelet of this.kubelets) {
      kubelet.isHurried = true;
      kubelet.hurry();
    }
    this.run();
    for (const kubelet of this.kubelets) kubelet.isHurried = false;
  }

  stop(): void {
    for (const clean of this.#cleanups.splice(0)) clean();
    for (const kubelet of this.kubelets) kubelet.stop();
    for (const cancel of this.#wakes.values()) cancel();
  }

  #noteChange(change: StoreChange): void {
    if (change.after === undefined) this.#removed.push(change);
    if (this.#isRunning) this.#isDirty = true;
    else this.wake();
  }

  #react(): void {
    for (const kubelet of this.kubelets) this.#follow(kubelet);
    this.#options.onChange();
    const { api, canWrite } = this.#options;
    if (!canWrite()) return;
    for (const kubelet of this.kubelets) kubelet.sync();
    for (const change of this.#removed.splice(0)) collectGarbage(api, change);
    watchNodes(api, {
      nodeLostMs: this.#options.timing.nodeLostMs,
      silentMs: (name) => this.#silentMs(name),
      again: (delayMs) => this.#wakeAfter(delayMs),
    });
    runWorkloads(api);
    schedulePods(api);
    countBudgets(api);
  }

  #follow(kubelet: Kubelet): void {
    kubelet.follow();
    const { nodeName } = kubelet.machine;
    if (kubelet.isUp) this.#silentSince.delete(nodeName);
    else if (!this.#silentSince.has(nodeName)) this.#silentSince.set(nodeName, this.#options.api.clock.now().getTime());
  }

  #silentMs(nodeName: string): number | undefined {
    const since = this.#silentSince.get(nodeName);
    if (since !== undefined) return this.#options.api.clock.now().getTime() - since;
    return this.kubelets.some(({ machine }) => machine.nodeName === nodeName) ? undefined : Number.POSITIVE_INFINITY;
  }

  /** One timer for each moment, however many nodes wait for it. */
  #wakeAfter(delayMs: number): void {
    const at = Math.ceil(this.#options.api.clock.now().getTime() + delayMs);
    if (this.#wakes.has(at)) return;
    const cancel = this.#options.api.clock.after(delayMs, () => {
      this.#wakes.delete(at);
      this.wake();
    });
    this.#wakes.set(at, cancel);
  }
}
