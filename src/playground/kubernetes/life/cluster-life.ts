/** What happens in a cluster without anybody asking: kubelets and controllers, woken by every change, writing while they can. */
import type { ApiState } from "../api/api-state.ts";
import { nodeKind } from "../objects/built-in-kinds.ts";
import type { StoreChange } from "../objects/object-store.ts";
import { isReady, nodeSchema, viewAs } from "../objects/shapes.ts";
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
  readonly onMachines: () => void;
  readonly onNode?: (nodeName: string, state: NodeState) => void;
}

/** What a machine sees of its own node. */
export interface NodeState {
  readonly ready: boolean;
  readonly unschedulable: boolean;
  readonly staticPodsReady: boolean;
}

/** More rounds than any chain of changes needs: what is not settled then never will be. */
const mostRounds = 500;

export class ClusterLife {
  readonly kubelets: readonly Kubelet[];
  readonly heldPods = new Set<string>();
  readonly #options: ClusterLifeOptions;
  /** By node name, what its machine was told last since its kubelet started. */
  readonly #told = new Map<string, string>();
  readonly #silentSince = new Map<string, number>();
  readonly #cleanups: (() => void)[] = [];
  readonly #wakes = new Map<number, () => void>();
  #removed: StoreChange[] = [];
  #isDirty = false;
  #isRunning = false;
  #isStopped = false;

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

  kubelet(machine: MachineView): Kubelet | undefined {
    return this.kubelets.find((kubelet) => kubelet.machine === machine);
  }

  /** Lets everything react: before the next event of the process, and before the clock goes on. */
  wake(): void {
    if (this.#isDirty) return;
    this.#isDirty = true;
    if (this.#isRunning) return;
    const react = () => {
      cancel();
      if (this.#isDirty) this.run();
    };
    const cancel = this.#options.api.clock.after(0, react);
    queueMicrotask(react);
  }

  /** Reacts now, until nothing changes any more. */
  run(): void {
    if (this.#isRunning || this.#isStopped) return;
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
    this.#isStopped = true;
    for (const clean of this.#cleanups.splice(0)) clean();
    for (const kubelet of this.kubelets) kubelet.stop();
    for (const cancel of this.#wakes.values()) cancel();
  }

  #noteChange(change: StoreChange): void {
    if (change.after === undefined) this.#removed.push(change);
    this.wake();
  }

  #react(): void {
    for (const kubelet of this.kubelets) this.#follow(kubelet);
    this.#options.onMachines();
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
    for (const kubelet of this.kubelets) if (kubelet.isUp) this.#tell(kubelet);
  }

  #tell({ machine: { nodeName }, static: pods }: Kubelet): void {
    const object = this.#options.api.store.get(nodeKind, { namespace: "", name: nodeName });
    const node = object && viewAs(nodeSchema, object);
    const state = {
      ready: node !== undefined && isReady(node),
      unschedulable: node?.spec.unschedulable ?? false,
      staticPodsReady: pods.areReady,
    };
    const text = JSON.stringify(state);
    if (this.#told.get(nodeName) === text) return;
    this.#told.set(nodeName, text);
    this.#options.onNode?.(nodeName, state);
  }

  #follow(kubelet: Kubelet): void {
    kubelet.follow();
    const { nodeName } = kubelet.machine;
    if (kubelet.isUp) this.#silentSince.delete(nodeName);
    else this.#told.delete(nodeName);
    if (kubelet.isUp) return;
    if (!this.#silentSince.has(nodeName)) this.#silentSince.set(nodeName, this.#options.api.clock.now().getTime());
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
