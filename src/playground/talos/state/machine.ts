/** One simulated machine: what it is, what it runs, and how it tells of it. What happens to it over time is in life/. No network here. */
import { randomUUID } from "node:crypto";
import type { Authority } from "../../certificates/authority.ts";
import type { Clock } from "../../clock.ts";
import { Sequencer } from "../life/sequencer.ts";
import { stageAtPhase, stageAtStart } from "../life/stages.ts";
import type { Timing } from "../life/timing.ts";
import { type ResourceDescription, ResourceStore } from "../resources/resource-store.ts";
import { type VersionProfile, versionProfile } from "../version-profile.ts";
import { type UnmetCondition, unmetConditions } from "./conditions.ts";
import { type BootEntry, Disk } from "./disk.ts";
import type { Etcd } from "./etcd.ts";
import { EventLog } from "./event-log.ts";
import type { ImageSource } from "./image-source.ts";
import { ImageStore } from "./image-store.ts";
import {
  type BlockDevice,
  blockDevices,
  type MachineDescription,
  type MachineExtension,
  type MachineRole,
  type MachineSchematic,
  type MachineStage,
  uuidOf,
} from "./machine-description.ts";
import { publishService, publishStatus } from "./machine-events.ts";
import { MachineFaults } from "./machine-faults.ts";
import { createServices, type ServicePhase, type ServiceState } from "./services.ts";
import type { WriteLog } from "./write-log.ts";

/** What a machine sees of its cluster. */
export interface ClusterView {
  readonly name: string;
  readonly id: string;
  readonly etcd: Etcd;
  readonly machines: readonly Machine[];
  readonly images: ImageSource;
  readonly writes: WriteLog;
  /** Signs the clients of kubeconfigs; from the cluster's secrets where they have one. */
  readonly kubernetesAuthority: Authority;
  /** `https://127.4.5.6:6443` where the endpoint in the configuration leads nowhere; in every kubeconfig instead of it. */
  kubernetesEndpoint?: string;
  /** Somebody plays Kubernetes, and tells the machines whether their nodes and static pods are ready. */
  hasKubernetes?: boolean;
  /** Refreshes every machine: what one is, the others show as a member. */
  refresh(): void;
  /**
   * What the node's own drain waits for, beside its time; whoever plays Kubernetes sets it. Calls back when the node is drained,
   * or with the reason why it cannot be.
   */
  drain?: (machine: Machine, done: (failure?: string) => void) => void;
}

/** What a machine needs from outside. */
export interface Surroundings {
  readonly clock: Clock;
  readonly timing: Timing;
  cluster(): ClusterView;
  /** What a machine shows of itself as resources of a type. */
  describe(machine: Machine, type: string): readonly ResourceDescription[];
}

/** `off` until somebody presses the button. */
export type Power = "on" | "restarting" | "off";

export class Machine {
  readonly name: string;
  readonly role: MachineRole;
  readonly platform: string;
  readonly address: string;
  readonly uuid: string;
  readonly secureBoot: boolean;
  readonly factory: string;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly disk = new Disk();
  readonly disks: readonly BlockDevice[];
  /** Devices beside the system's that a reset has wiped. */
  wipedDisks: readonly string[] = [];
  readonly imageStore: ImageStore;
  readonly events: EventLog;
  readonly resources: ResourceStore;
  readonly sequencer: Sequencer;
  readonly faults: MachineFaults;
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<(machine: Machine) => void>();
  readonly #timers = new Set<() => void>();
  power: Power = "on";
  /** Whether apid runs: nobody reaches the machine without it. */
  apiUp = true;
  /** The system that runs. */
  booted: BootEntry;
  stage: MachineStage;
  services: readonly ServiceState[];
  /** Of the static pods on a control plane. */
  podsReady: boolean;
  /** What the machine sees of its Node: Ready, cordoned. */
  nodeReady: boolean;
  unschedulable = false;
  /** Of the cluster's virtual addresses those that this machine holds. */
  virtualAddresses: readonly string[] = [];
  bootId: string = randomUUID();
  bootTime: Date;
  /** An apply that reboots was accepted; cleared by the boot. */
  rebootPending = false;
  /** LifecycleService runs an installer. */
  installing = false;
  /** The etcd service is to run: from the middle of a boot until it is stopped. */
  etcdWanted: boolean;
  /** What it boots from while nothing is installed. */
  readonly medium: BootEntry | undefined;
  #active: Uint8Array | undefined;
  #cancelRevert: (() => void) | undefined;
  #toldStatus = "";

  constructor(description: MachineDescription, surroundings: Surroundings) {
    const { clock } = surroundings;
    const { version, schematic, extensions, config } = description;
    this.name = description.name;
    this.role = description.role;
    this.platform = description.platform;
    this.address = description.address;
    this.secureBoot = description.secureBoot;
    this.factory = description.factory;
    this.uuid = uuidOf(description.name);
    this.clock = clock;
    this.timing = surroundings.timing;
    this.#surroundings = surroundings;
    this.booted = { version, schematic, extensions, label: `Talos-${version}.efi` };
    const configured = config !== undefined;
    // One that waits for its first configuration runs from a medium, with nothing on its disk.
    this.medium = configured ? undefined : this.booted;
    if (configured) this.booted = this.disk.install(this.booted, undefined);
    this.etcdWanted = configured && this.role === "controlplane";
    this.disk.config = config;
    this.disk.etcdData = configured && this.role === "controlplane";
    this.disks = blockDevices(description);
    this.#active = config;
    this.stage = configured ? "running" : "maintenance";
    this.podsReady = configured;
    this.nodeReady = configured;
    // A day of uptime before the simulation began.
    this.bootTime = new Date(clock.now().getTime() - 86_400_000);
    this.services = createServices(this, this.bootTime);
    this.events = new EventLog(clock);
    this.resources = new ResourceStore(clock, (type) => surroundings.describe(this, type));
    this.imageStore = new ImageStore(clock);
    this.faults = new MachineFaults(() => this.changed());
    this.sequencer = this.#createSequencer();
    this.#toldStatus = this.#status();
  }

  get version(): string {
    return this.booted.version;
  }

  get schematic(): MachineSchematic | undefined {
    return this.booted.schematic;
  }

  get extensions(): readonly MachineExtension[] {
    return this.booted.extensions;
  }

  get profile(): VersionProfile {
    return versionProfile(this.version);
  }

  get cluster(): ClusterView {
    return this.#surroundings.cluster();
  }

  /** Name of its Kubernetes Node. */
  get nodeName(): string {
    return this.name.toLowerCase();
  }

  /** The configuration in force, byte for byte as it was submitted. */
  get activeConfig(): Uint8Array | undefined {
    return this.#active;
  }

  /** The configuration on disk, which the next boot takes. */
  get persistentConfig(): Uint8Array | undefined {
    return this.disk.config;
  }

  get inMaintenance(): boolean {
    return this.#active === undefined;
  }

  get unmet(): readonly UnmetCondition[] {
    return unmetConditions(this);
  }

  /** As Talos has it: of stages in which nothing is checked, true. */
  get ready(): boolean {
    return this.unmet.length === 0;
  }

  /** Running and ready, reachable. */
  get isUp(): boolean {
    return this.power === "on" && this.stage === "running" && this.ready;
  }

  get kubeletRunning(): boolean {
    return this.power === "on" && this.services.some(({ id, state }) => id === "kubelet" && state === "Running");
  }

  /** Of the resource from which Talos makes a static pod's manifest; the pod bears it. */
  manifestVersion(pod: string): number | undefined {
    const source = this.resources.list("controlplane", staticPodSources.get(pod) ?? "");
    return (source.find(({ id }) => id === `final-${pod}`) ?? source.find(({ id }) => id === pod))?.version;
  }

  /** Calls `listener` after every change of stage, power, services, configuration; the returned function ends that. */
  onChange(listener: (machine: Machine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called after every change: tells who watches resources, listens to events, or asked to be called. */
  changed(): void {
    const status = this.#status();
    if (status !== this.#toldStatus && this.power === "on") publishStatus(this.events, this);
    this.#toldStatus = status;
    this.cluster.refresh();
    for (const listener of this.#listeners) listener(this);
    this.sequencer.resume();
  }

  /** Tells those who watch its resources. */
  refresh(): void {
    this.resources.refresh();
  }

  /** Nobody hears of anything from now on. */
  stopApi(): void {
    this.apiUp = false;
    this.events.hangUp();
    this.changed();
  }

  enter(stage: MachineStage): void {
    this.stage = stage;
    this.changed();
  }

  /** Puts a service into another state, or adds it, and tells of it. Without a state it is gone. */
  setService(id: string, state: ServicePhase | undefined, healthy?: boolean): void {
    const others = this.services.filter((service) => service.id !== id);
    const message = healthy === true ? "Health check successful" : "";
    const service = state && { id, state, healthy, message, since: this.clock.now() };
    this.services = service === undefined ? others : [...others, service].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (state === undefined) return;
    publishService(this.events, { id, state, healthy, message });
  }

  /** Stores and activates. */
  setConfig(config: Uint8Array): void {
    this.disk.config = config;
    this.activate(config);
  }

  /** Stores for the next boot. */
  stageConfig(config: Uint8Array): void {
    this.disk.config = config;
    this.changed();
  }

  /** Activates without storing, until `timeoutMs` is over; what was active when the timer starts comes back. */
  tryConfig(config: Uint8Array, timeoutMs: number): void {
    const before = this.#active;
    this.cancelRevert();
    this.#cancelRevert = this.later(timeoutMs, () => {
      this.#cancelRevert = undefined;
      if (before !== undefined) this.activate(before);
    });
    this.activate(config);
  }

  /** Whatever is active stays active. */
  cancelRevert(): void {
    this.#cancelRevert?.();
    this.#cancelRevert = undefined;
  }

  /** Undefined brings back maintenance mode. */
  activate(config: Uint8Array | undefined): void {
    this.#active = config;
    this.changed();
  }

  /** Does something later in this boot; when the machine goes down before, not at all. */
  later(delayMs: number, action: () => void): () => void {
    const cancel = this.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
    return () => {
      this.#timers.delete(cancel);
      cancel();
    };
  }

  /** Everything that runs ends at once, as when the kernel goes: nothing is told, since nobody is there to tell it. */
  goDown(power: "restarting" | "off"): void {
    this.power = power;
    this.apiUp = false;
    this.events.hangUp();
    this.sequencer.halt();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#cancelRevert = undefined;
    this.services = [];
    this.podsReady = false;
    this.nodeReady = false;
    this.installing = false;
    this.etcdWanted = false;
    this.cluster.etcd.stop(this.name);
    this.changed();
  }

  /** The kernel of another system starts: new ids, new logs, nothing of the last boot but what is on the disk. */
  startKernel(entry: BootEntry): void {
    this.power = "on";
    this.booted = entry;
    this.bootId = randomUUID();
    this.bootTime = this.clock.now();
    this.rebootPending = false;
    this.#active = undefined;
    this.imageStore.forget(["inmem"]);
    this.events.clear();
    this.resources.clear();
    this.#toldStatus = "";
    this.stage = "booting";
  }

  #createSequencer(): Sequencer {
    return new Sequencer({
      clock: this.clock,
      publish: (schema, payload, actorId) => this.events.publish(schema, payload, actorId),
      onStart: (sequence) => this.#enterIf(stageAtStart(sequence)),
      onPhase: (sequence, phase) => this.#enterIf(stageAtPhase(sequence, phase)),
      isStuck: (task) => this.faults.get("stuck")?.task === task,
    });
  }

  #enterIf(stage: MachineStage | undefined): void {
    if (stage !== undefined) this.enter(stage);
  }

  #status(): string {
    return JSON.stringify([this.stage, this.unmet]);
  }
}

const staticPodSources: ReadonlyMap<string, string> = new Map([
  ["kube-apiserver", "APIServerConfigs.kubernetes.talos.dev"],
  ["kube-controller-manager", "ControllerManagerConfigs.kubernetes.talos.dev"],
  ["kube-scheduler", "SchedulerConfigs.kubernetes.talos.dev"],
]);
