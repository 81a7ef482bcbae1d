/** The kubelet of one machine: registers its node, runs the pods that are assigned to it, and tells how both are. */
import type { ApiState } from "../api/api-state.ts";
import { createObject } from "../api/create-object.ts";
import { finishDeletion } from "../api/delete-object.ts";
import { nodeKind, podKind } from "../objects/built-in-kinds.ts";
import { asObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { nodeSchema, podSchema, viewAs } from "../objects/shapes.ts";
import { describeNode, nodeStatus } from "./describe-node.ts";
import { podStatus } from "./describe-pod.ts";
import { uncordonSelf } from "./drain-self.ts";
import { type MachineView, runsPods } from "./machine-view.ts";
import { readComponents, versionOfImage } from "./read-components.ts";
import { StaticPods } from "./static-pods.ts";
import type { KubernetesTiming } from "./timing.ts";
import { setStatus, withCondition } from "./write-objects.ts";

export interface KubeletOptions {
  readonly api: ApiState;
  readonly machine: MachineView;
  readonly timing: KubernetesTiming;
  /** Pods that never end, `namespace/name`; they only go when their grace period is set to zero. */
  readonly heldPods: ReadonlySet<string>;
  /** Something changed that should be told: `sync` is wanted. */
  readonly onChange: () => void;
}

type PodState = "starting" | "ready" | "stopping" | "stopped";

interface LocalPod {
  state: PodState;
  restarts: number;
  cancel: () => void;
}

export class Kubelet {
  readonly machine: MachineView;
  readonly static: StaticPods;
  /** A fault: the node never reports itself Ready again. */
  neverReady = false;
  /** Pods are ready as soon as they are assigned: for the time before anybody looks. */
  isHurried = false;
  readonly #options: KubeletOptions;
  readonly #pods = new Map<string, LocalPod>();
  #isUp = false;
  /** It stopped with its machine going down, and has not said so yet. */
  #isLeaving = false;
  #image: string;
  #nodeReady = false;
  #cancelReady: () => void = () => undefined;

  /** Begins as if it had run for long: what is assigned to it is ready. */
  constructor(options: KubeletOptions) {
    this.#options = options;
    this.machine = options.machine;
    this.#isUp = options.machine.kubeletRunning;
    this.#nodeReady = this.#isUp;
    this.#image = readComponents(options.machine).images.kubelet;
    this.static = new StaticPods({ ...options, isUp: () => runsPods(this.machine) });
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Takes up what the machine did; needs no API. */
  follow(): void {
    this.static.follow();
    if (!runsPods(this.machine)) this.#stopAll();
    const { kubeletRunning, power } = this.machine;
    if (power !== "on") this.#isLeaving = false;
    if (kubeletRunning === this.#isUp) return;
    this.#isLeaving = !kubeletRunning && power === "on";
    this.#isUp = kubeletRunning;
    this.#nodeReady = false;
    this.#cancelReady();
    if (kubeletRunning) this.#image = readComponents(this.machine).images.kubelet;
    if (kubeletRunning)
      this.#cancelReady = this.#later(this.#options.timing.nodeReadyMs, () => (this.#nodeReady = true));
    this.#options.onChange();
  }

  /** Brings the API and what runs here together. To be called while the API can be reached. */
  sync(): void {
    if (this.#isUp) {
      this.#syncNode();
      this.static.sync();
      for (const object of this.#assigned()) this.#syncPod(object);
    } else if (this.#isLeaving && this.machine.stage !== "running") {
      this.#isLeaving = false;
      this.#sayGoodbye();
    }
  }

  /** What is starting is ready now. */
  hurry(): void {
    for (const local of this.#pods.values()) {
      if (local.state !== "starting") continue;
      local.cancel();
      local.state = "ready";
    }
  }

  stop(): void {
    this.#cancelReady();
    this.#stopAll();
    this.static.stop();
  }

  #assigned(): readonly KubeObject[] {
    const all = this.#options.api.store.list(podKind);
    return all.filter((object) => {
      const { spec, metadata } = viewAs(podSchema, object);
      return (
        spec.nodeName === this.machine.nodeName && metadata.annotations["kubernetes.io/config.mirror"] === undefined
      );
    });
  }

  #syncNode(): void {
    const { api } = this.#options;
    const found = api.store.get(nodeKind, { namespace: "", name: this.machine.nodeName });
    const write = { manager: "kubelet", dryRun: false, subresource: "" };
    const registered = () =>
      createObject(api, nodeKind, "", describeNode(this.machine, readComponents(this.machine)), write);
    const current = found ?? registered();
    const node = this.machine.stage === "running" ? uncordonSelf(api, current) : current;
    const facts = {
      kubeletVersion: versionOfImage(this.#image),
      ready: this.#nodeReady && !this.neverReady,
    };
    setStatus(api, nodeKind, node, nodeStatus(api, this.machine, node, facts), "kubelet");
  }

  /** A kubelet that is shut down with its machine says so; one that dies does not. */
  #sayGoodbye(): void {
    const { api } = this.#options;
    const node = api.store.get(nodeKind, { namespace: "", name: this.machine.nodeName });
    if (node === undefined) return;
    const { conditions } = viewAs(nodeSchema, node).status;
    const ready = {
      type: "Ready",
      status: "False",
      reason: "KubeletNotReady",
      message: "node is shutting down",
    } as const;
    setStatus(
      api,
      nodeKind,
      node,
      { ...asObject(node["status"]), conditions: withCondition(api, conditions, ready) },
      "kubelet",
    );
  }

  #syncPod(object: KubeObject): void {
    const { api } = this.#options;
    const { metadata, status } = viewAs(podSchema, object);
    if (["Succeeded", "Failed"].includes(status.phase) && metadata.deletionTimestamp === undefined) return;
    const local = this.#pods.get(metadata.uid) ?? this.#start(object);
    if (metadata.deletionTimestamp !== undefined) this.#end(object, local);
    if (local.state === "stopped") {
      finishDeletion(api, podKind, placeOf(object));
      return;
    }
    const facts = { machine: this.machine, ready: local.state === "ready", restarts: local.restarts };
    setStatus(api, podKind, object, podStatus(api, object, facts), "kubelet");
  }

  #start(object: KubeObject): LocalPod {
    const { metadata, status } = viewAs(podSchema, object);
    const wasRunning = status.phase === "Running";
    const restarts = status.containerStatuses[0]?.restartCount ?? 0;
    const local: LocalPod = {
      state: "starting",
      restarts: wasRunning ? restarts + 1 : restarts,
      cancel: () => undefined,
    };
    local.cancel = this.#later(this.#options.timing.podStartMs, () => {
      if (local.state === "starting") local.state = "ready";
    });
    this.#pods.set(metadata.uid, local);
    if (this.isHurried) this.hurry();
    return local;
  }

  #end(object: KubeObject, local: LocalPod): void {
    const { namespace, name } = placeOf(object);
    const grace = (object.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
    const isHeld = this.#options.heldPods.has(`${namespace}/${name}`);
    if (grace === 0) local.state = "stopped";
    if (local.state === "stopping" || local.state === "stopped") return;
    local.cancel();
    local.state = "stopping";
    if (isHeld) return;
    local.cancel = this.#later(Math.min(grace, this.#options.timing.podStopMs), () => (local.state = "stopped"));
  }

  #stopAll(): void {
    for (const { cancel } of this.#pods.values()) cancel();
    this.#pods.clear();
  }

  #later(delayMs: number, action: () => void): () => void {
    return this.#options.api.clock.after(delayMs, () => {
      action();
      this.#options.onChange();
    });
  }
}
