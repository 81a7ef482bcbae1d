/** A cluster held in memory, with time of its own: nodes that boot, etcd with a quorum, Kubernetes nodes and pods, a lock. */
import type { Node, Role } from "../../../src/cluster/cluster.ts";
import type { ComponentFacts, ManifestObject } from "../../../src/health/kubernetes-components.ts";
import type { CordonMark, KubernetesPod } from "../../../src/health/observation.ts";
import type { LockHolder } from "../../../src/operation/cluster-lock.ts";
import type { OperationRecord } from "../../../src/operation/operation-record.ts";
import { GateWatch, type Since } from "../../../src/playground/gate-watch.ts";
import type { InvariantRule } from "../../../src/playground/invariants.ts";
import { VirtualTime } from "./virtual-time.ts";

/** What goes wrong with a node, at the first occasion and only there. */
export type Fault =
  | "comes-back-late"
  | "drain-stuck"
  | "install-fails"
  | "kubelet-down"
  /** A static pod or kubelet with a new image never becomes ready. */
  | "never-ready"
  | "never-returns"
  | "pull-fails"
  | "reboot-refused"
  | "rolls-back";

export type WorldRule = Exclude<InvariantRule, "machine-wiped"> | "went-undrained";

export interface System {
  readonly version: string;
  readonly schematicId: string;
}

export interface WorldNode {
  readonly node: Node;
  phase: "booting" | "down" | "maintenance" | "off" | "running";
  /** Unix seconds. */
  bootTime: number;
  runs: System;
  /** The other boot entry. */
  other: System | undefined;
  /** An installer wrote the other entry, and it was not booted since. */
  isPending: boolean;
  config: Uint8Array;
  /** On disk, where that differs. */
  staged: Uint8Array | undefined;
  endTry: (() => void) | undefined;
  memberId: string | undefined;
  kubeletReady: boolean;
  cordon: CordonMark | "other" | undefined;
  pods: readonly KubernetesPod[];
  /** What runs of Kubernetes, by component: a kubelet, and on control planes static pods. */
  components: ReadonlyMap<string, RunningComponent>;
  fault: Fault | undefined;
}

export interface RunningComponent {
  readonly image: string;
  readonly ready: boolean;
}

export interface WorldOptions {
  readonly nodes?: readonly { readonly name: string; readonly role: Role }[];
  readonly version?: string;
  readonly schematicId?: string;
  readonly config?: string;
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Name of the etcd leader; the first control plane unless told. */
  readonly leader?: string;
}

/** A program that works on the world, and can be killed: then nothing that it waits for ever comes. */
export interface Process {
  readonly holder: LockHolder;
  dead: boolean;
  writes: number;
  /** Killed at this write, counted from 1: before it takes effect, or right after. */
  readonly killAt: number | undefined;
  readonly killAfter: boolean;
}

const bootMs = 30_000;
const componentMs = 12_000;
const lateMs = 300_000;
const leaseMs = 15_000;
export const threeAndOne = [
  { name: "m1", role: "controlplane" },
  { name: "m2", role: "controlplane" },
  { name: "m3", role: "controlplane" },
  { name: "w1", role: "worker" },
] as const;

export class World {
  readonly time = new VirtualTime();
  readonly nodes: readonly WorldNode[];
  /** What an operation did and must never do: the rule, and what happened. */
  readonly violations: { readonly rule: WorldRule; readonly message: string }[] = [];
  readonly log: string[] = [];
  /** What was read of it, and what changed since. */
  readonly watch = new GateWatch();
  leaderId: string | undefined;
  members: ReadonlyMap<string, string>;
  lease: { process: Process; lost: AbortController; abort: AbortController } | undefined;
  record: OperationRecord | undefined;
  snapshots = 0;
  /** Command lines of every node's components. */
  commands: ComponentFacts["commands"] = {};
  /** What was applied to Kubernetes, by kind and name. */
  readonly objects = new Map<string, ManifestObject>();
  /** Of the pods of kube-proxy, which follow their DaemonSet. */
  proxyImage: string | undefined;
  /** Called when a node tries a configuration. */
  onTry: (one: WorldNode) => void = () => undefined;

  constructor(options: WorldOptions = {}) {
    const runs = { version: options.version ?? "v1.13.8", schematicId: options.schematicId ?? "a".repeat(64) };
    this.nodes = (options.nodes ?? threeAndOne).map(({ name, role }, index) => ({
      node: { name, role, address: `10.0.0.${index + 1}` },
      phase: "running",
      bootTime: Math.floor(this.time.now() / 1000) - 86_400,
      runs,
      other: { ...runs, version: "v1.13.7" },
      isPending: false,
      config: Buffer.from(options.config ?? "machine: {}\n"),
      staged: undefined,
      endTry: undefined,
      memberId: role === "controlplane" ? `000000000000000${index + 1}` : undefined,
      kubeletReady: true,
      cordon: undefined,
      pods: [pod(name, "app"), pod(name, "agent", "DaemonSet")],
      components: new Map(
        imagesIn(options.config ?? "", role).map(([component, image]) => [component, { image, ready: true }]),
      ),
      fault: options.faults?.[name],
    }));
    this.members = new Map(
      this.nodes.flatMap(({ memberId, node }) => (memberId === undefined ? [] : [[memberId, node.name] as const])),
    );
    this.proxyImage = /image: (\S+\/kube-proxy:\S+)/.exec(options.config ?? "")?.[1];
    this.leaderId = options.leader === undefined ? [...this.members.keys()][0] : this.at(options.leader).memberId;
  }

  at(name: string): WorldNode {
    const found = this.nodes.find(({ node }) => node.name === name);
    if (found === undefined) throw new Error(`there is no node ${name}`);
    return found;
  }

  /** Members that take part. */
  get healthy(): readonly string[] {
    return [...this.members.keys()].filter((id) =>
      this.nodes.some((one) => one.memberId === id && one.phase === "running"),
    );
  }

  get hasQuorum(): boolean {
    return this.healthy.length >= Math.floor(this.members.size / 2) + 1;
  }

  get hasApi(): boolean {
    return this.hasQuorum && this.nodes.some(({ node, phase }) => node.role === "controlplane" && phase === "running");
  }

  violate(rule: WorldRule, message: string): void {
    this.violations.push({ rule, message });
  }

  /** The process itself has to have looked at the others, and at Kubernetes, where they answer. */
  requireGate(process: Process, what: string, subject: string, since: Since): void {
    const others = this.nodes.filter(
      ({ node, phase, memberId = "" }) => node.name !== subject && phase === "running" && this.members.has(memberId),
    );
    const needed = [
      ...(this.hasQuorum ? others.map(({ node }) => seenBy(process, node.name)) : []),
      ...(this.hasApi ? [seenBy(process, "Kubernetes")] : []),
    ];
    const unseen = this.watch.unseen(needed, since);
    if (unseen.length > 0) this.violate("write-before-gate", `${what} before a look at ${unseen.join(", ")}`);
  }

  manifestsOf({ config }: WorldNode): readonly ManifestObject[] {
    const image = /image: (\S+\/kube-proxy:\S+)/.exec(Buffer.from(config).toString())?.[1];
    const proxy = {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "kube-proxy", namespace: "kube-system" },
    };
    const dns = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "coredns", namespace: "kube-system" } };
    return image === undefined ? [] : [{ ...proxy, spec: { image } }, dns];
  }

  keep(object: ManifestObject): "changed" | "unchanged" {
    const key = `${object.kind} ${object.metadata.name}`;
    const isSame = JSON.stringify(this.objects.get(key)) === JSON.stringify(object);
    this.objects.set(key, object);
    if (object.kind === "DaemonSet") {
      const { image } = object["spec"] as { readonly image: string }; // as `manifestsOf` makes it
      this.time.after(componentMs, () => {
        this.proxyImage = image;
      });
    }
    return isSame ? "unchanged" : "changed";
  }

  process(name: string, kill: { readonly at?: number; readonly after?: boolean } = {}): Process {
    return {
      holder: { name, identity: name },
      dead: false,
      writes: 0,
      killAt: kill.at,
      killAfter: kill.after ?? false,
    };
  }

  /** Takes a node down and lets it come up with what it boots, unless its fault says otherwise. */
  reboot(one: WorldNode, boots: System = one.isPending && one.other ? one.other : one.runs): void {
    const fault = takeFault(one, "never-returns", "rolls-back", "comes-back-late", "kubelet-down");
    this.takeDown(one, "down");
    if (fault === "never-returns") return;
    this.time.after(fault === "comes-back-late" ? lateMs : bootMs, () => {
      one.phase = "booting";
      one.bootTime = Math.floor(this.time.now() / 1000) - 5;
      this.time.after(5_000, () =>
        this.#comeUp(one, fault === "rolls-back" ? one.runs : boots, fault !== "kubelet-down"),
      );
    });
  }

  /** By an operation, which answers for it. */
  takeDown(one: WorldNode, phase: "down" | "maintenance" | "off"): void {
    this.watch.takeDown();
    this.goDown(one, phase);
    this.#check(one);
  }

  /** A configuration became active: what has another image now starts anew. */
  follow(one: WorldNode): void {
    for (const [component, image] of imagesIn(Buffer.from(one.config).toString(), one.node.role)) {
      if (one.components.get(component)?.image === image) continue;
      this.#setComponent(one, component, { image, ready: false });
      this.#checkApi();
      if (takeFault(one, "never-ready") !== undefined) continue;
      this.time.after(componentMs, () => {
        if (one.components.get(component)?.image === image) this.#setComponent(one, component, { image, ready: true });
      });
    }
  }

  #setComponent(one: WorldNode, component: string, running: RunningComponent): void {
    one.components = new Map([...one.components, [component, running]]);
  }

  /** The API is served by control planes whose own server is ready. */
  #checkApi(): void {
    const away = this.nodes.filter(({ components }) => components.get("kube-apiserver")?.ready === false);
    if (away.length > 1)
      this.violate("control-planes-down", `API servers away: ${away.map(({ node }) => node.name).join(", ")}`);
  }

  /** By itself. */
  goDown(one: WorldNode, phase: "down" | "maintenance" | "off"): void {
    this.watch.change();
    one.phase = phase;
    one.endTry?.();
    one.endTry = undefined;
    this.time.after(8_000, () => {
      if (one.phase !== "running") one.kubeletReady = false;
    });
    this.#elect();
  }

  #comeUp(one: WorldNode, boots: System, kubeletComes: boolean): void {
    this.watch.change();
    if (boots !== one.runs) one.other = one.runs;
    one.runs = boots;
    one.isPending = false;
    if (one.staged !== undefined) one.config = one.staged;
    one.staged = undefined;
    one.phase = "running";
    one.kubeletReady = false;
    if (kubeletComes) {
      this.time.after(3_000, () => {
        one.kubeletReady = one.phase === "running";
        this.watch.change();
      });
    }
    this.#elect();
  }

  #elect(): void {
    if (this.leaderId !== undefined && this.healthy.includes(this.leaderId)) return;
    this.leaderId = this.hasQuorum ? this.healthy[0] : undefined;
    if (this.hasApi) return;
    const lease = this.lease;
    this.time.after(leaseMs, () => {
      if (!this.hasApi) lease?.lost.abort();
    });
  }

  #check(one: WorldNode): void {
    const down = this.nodes.filter(({ node, phase, memberId }) => {
      const isMember = memberId !== undefined && this.members.has(memberId);
      return node.role === "controlplane" && isMember && phase !== "running";
    });
    if (down.length > 1) this.violate("control-planes-down", down.map(({ node }) => node.name).join(", "));
    if (this.members.size > 1 && !this.hasQuorum) this.violate("quorum-lost", `${one.node.name} went down`);
    const isLeft = one.pods.some(({ owner }) => owner !== "DaemonSet");
    if (this.hasApiBut(one) && isLeft) this.violate("went-undrained", `${one.node.name} had pods on it`);
  }

  /** Whether Kubernetes could be asked before the node went. */
  private hasApiBut(one: WorldNode): boolean {
    return this.hasApi || this.members.size === 1 ? one.kubeletReady : false;
  }
}

export const seenBy = ({ holder }: Process, what: string): string => `${what} by ${holder.identity}`;

/** By component; the kubelet's last, since it runs on every node. */
export function imagesIn(config: string, role: Role): readonly (readonly [component: string, image: string])[] {
  const named = [
    ...config.matchAll(/image: (\S+\/(kube-apiserver|kube-controller-manager|kube-scheduler|kubelet):\S+)/g),
  ];
  return named.flatMap(([, image = "", component = ""]) =>
    role === "controlplane" || component === "kubelet" ? [[component, image] as const] : [],
  );
}

/** A fault is used up when it happens. */
export function takeFault(one: WorldNode, ...kinds: readonly Fault[]): Fault | undefined {
  const { fault } = one;
  if (fault === undefined || !kinds.includes(fault)) return undefined;
  one.fault = undefined;
  return fault;
}

function pod(node: string, name: string, owner = "ReplicaSet"): KubernetesPod {
  return {
    namespace: "default",
    name: `${name}-${node}`,
    uid: `uid-${name}-${node}`,
    node,
    phase: "Running",
    ready: true,
    labels: {},
    owner,
    mirror: false,
    deleting: false,
    images: {},
  };
}
