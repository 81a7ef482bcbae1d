/** The static pods of a control plane, and their mirrors in the API: changed images restart them, deleted mirrors come back. */
import { createHash } from "node:crypto";
import { type ApiState, nowText } from "../api/api-state.ts";
import { createObject } from "../api/create-object.ts";
import { nodeKind, podKind } from "../objects/built-in-kinds.ts";
import type { JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { podStatus } from "./describe-pod.ts";
import type { MachineView } from "./machine-view.ts";
import { readComponents, type StaticComponent, staticComponents } from "./read-components.ts";
import type { KubernetesTiming } from "./timing.ts";
import { ownedBy, setStatus } from "./write-objects.ts";

export interface StaticPodsOptions {
  readonly api: ApiState;
  readonly machine: MachineView;
  readonly timing: KubernetesTiming;
  readonly isUp: () => boolean;
  readonly onChange: () => void;
}

interface StaticPod {
  readonly image: string;
  /** Of its manifest; what `talos.dev/config-version` says. */
  readonly version: number;
  readonly restarts: number;
  ready: boolean;
  cancel: () => void;
}

export class StaticPods {
  readonly #options: StaticPodsOptions;
  readonly #pods = new Map<StaticComponent, StaticPod>();

  constructor(options: StaticPodsOptions) {
    this.#options = options;
    if (!this.#applies) return;
    const { images } = readComponents(options.machine);
    for (const name of staticComponents) {
      this.#pods.set(name, {
        image: images[name],
        version: this.#manifestVersion(name) ?? 1,
        restarts: 0,
        ready: options.isUp(),
        cancel: () => undefined,
      });
    }
  }

  /** Of the pod that runs or starts. */
  imageOf(name: StaticComponent): string | undefined {
    return this.#pods.get(name)?.image;
  }

  /** All of them. */
  get areReady(): boolean {
    return this.#pods.size > 0 && [...this.#pods.values()].every(({ ready }) => ready);
  }

  isRunning(name: StaticComponent): boolean {
    return this.#pods.get(name)?.ready ?? false;
  }

  /** Starts and stops the pods as machine and configuration ask; needs no API. */
  follow(): void {
    if (!this.#applies) return;
    if (!this.#options.isUp()) this.#stopAll();
    else {
      const { images } = readComponents(this.#options.machine);
      for (const name of staticComponents) this.#followOne(name, images[name]);
    }
  }

  /** Shows the pods in the API. */
  sync(): void {
    for (const [name, pod] of this.#pods) this.#mirror(name, pod);
  }

  stop(): void {
    this.#stopAll();
  }

  get #applies(): boolean {
    return this.#options.machine.role === "controlplane" && this.#options.machine.activeConfig !== undefined;
  }

  #followOne(name: StaticComponent, image: string): void {
    const current = this.#pods.get(name);
    const waits = current !== undefined && !current.ready && current.cancel === stopped;
    if (current !== undefined && !waits && current.image === image) return;
    // Only a running kubelet takes up a new manifest.
    if (current !== undefined && !this.#options.machine.kubeletRunning) return;
    current?.cancel();
    const isNew = current?.image !== image;
    const version = this.#manifestVersion(name) ?? (current?.version ?? 0) + (isNew ? 1 : 0);
    const pod: StaticPod = {
      image,
      version,
      restarts: isNew ? 0 : (current?.restarts ?? 0) + 1,
      ready: false,
      cancel: () => undefined,
    };
    pod.cancel = this.#options.api.clock.after(this.#options.timing.staticPodMs, () => {
      pod.ready = true;
      this.#options.onChange();
    });
    this.#pods.set(name, pod);
    this.#options.onChange();
  }

  #manifestVersion(name: StaticComponent): number | undefined {
    return this.#options.machine.manifestVersion?.(name);
  }

  #stopAll(): void {
    for (const pod of this.#pods.values()) {
      pod.cancel();
      pod.cancel = stopped;
      pod.ready = false;
    }
  }

  #mirror(name: StaticComponent, pod: StaticPod): void {
    const { api, machine } = this.#options;
    const place = { namespace: "kube-system", name: `${name}-${machine.nodeName}` };
    const hash = createHash("md5").update(`${pod.image} ${pod.version}`).digest("hex");
    const found = api.store.get(podKind, place);
    const isOld = found?.metadata.annotations?.["kubernetes.io/config.hash"] !== hash;
    if (found !== undefined && (isOld || found.metadata.deletionTimestamp !== undefined))
      api.store.remove(podKind, place);
    const isKept = found !== undefined && !isOld && found.metadata.deletionTimestamp === undefined;
    const object = isKept ? found : this.#create(name, pod, hash);
    if (object === undefined) return;
    setStatus(
      api,
      podKind,
      object,
      podStatus(api, object, { machine, ready: pod.ready, restarts: pod.restarts }),
      "kubelet",
    );
  }

  #create(name: StaticComponent, pod: StaticPod, hash: string): KubeObject | undefined {
    const { api, machine } = this.#options;
    const node = api.store.get(nodeKind, { namespace: "", name: machine.nodeName });
    if (node === undefined) return undefined;
    const write = { manager: "kubelet", dryRun: false, subresource: "" };
    return createObject(
      api,
      podKind,
      "kube-system",
      describeMirror(name, pod, { hash, node, seen: nowText(api) }),
      write,
    );
  }
}

/** What a pod that was stopped has in place of a timer. */
const stopped = () => undefined;

function describeMirror(
  name: StaticComponent,
  { image, version }: StaticPod,
  { hash, node, seen }: { readonly hash: string; readonly node: KubeObject; readonly seen: string },
): JsonObject {
  const nodeName = node.metadata.name;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${name}-${nodeName}`,
      namespace: "kube-system",
      labels: { "k8s-app": name, tier: "control-plane", "app.kubernetes.io/name": name },
      annotations: {
        "kubernetes.io/config.hash": hash,
        "kubernetes.io/config.mirror": hash,
        "kubernetes.io/config.seen": seen,
        "kubernetes.io/config.source": "file",
        "talos.dev/config-version": String(version),
      },
      ownerReferences: [{ ...ownedBy(node), blockOwnerDeletion: false }],
    },
    spec: {
      nodeName,
      hostNetwork: true,
      priorityClassName: "system-cluster-critical",
      containers: [{ name, image }],
      tolerations: [{ effect: "NoExecute", operator: "Exists" }],
    },
  };
}
