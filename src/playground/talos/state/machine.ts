/** One simulated machine: what it is, what it runs, and how its configuration and its boots change it. No network here. */
import { createHash, randomUUID } from "node:crypto";
import {
  type MachineStatusEvent_MachineStage,
  MachineStatusEventSchema,
} from "../../../adapters/talos/proto/machine/events_pb.ts";
import type { Clock } from "../../clock.ts";
import { type ResourceDescription, ResourceStore } from "../resources/resource-store.ts";
import { machineStages } from "../resources/spec-shapes.ts";
import { type VersionProfile, versionProfile } from "../version-profile.ts";
import type { EtcdState } from "./etcd.ts";
import { EventLog } from "./event-log.ts";
import { createServices, type ServiceState } from "./services.ts";

export type MachineRole = "controlplane" | "worker";
export type MachineStage = Exclude<keyof typeof machineStages, "unknown">;

export interface MachineExtension {
  readonly name: string;
  readonly version: string;
  readonly author?: string;
  readonly description?: string;
}

export interface MachineSchematic {
  readonly id: string;
  /** The YAML that the factory embedded in the image. */
  readonly text?: string;
}

export interface MachineDescription {
  readonly name: string;
  readonly role: MachineRole;
  /** `v1.13.8` */
  readonly version: string;
  readonly platform: string;
  /** By which the other nodes know it. */
  readonly address: string;
  /** Undefined for a machine that waits for its first configuration. */
  readonly config: Uint8Array | undefined;
  /** Undefined when the image came from no factory. */
  readonly schematic: MachineSchematic | undefined;
  readonly extensions: readonly MachineExtension[];
  readonly secureBoot: boolean;
  readonly factory: string;
}

/** What a machine sees of its cluster. */
export interface ClusterView {
  readonly name: string;
  readonly id: string;
  readonly etcd: EtcdState;
  readonly machines: readonly Machine[];
  /** Refreshes every machine: what one is, the others show as a member. */
  refresh(): void;
}

/** What a machine needs from outside. */
export interface Surroundings {
  readonly clock: Clock;
  cluster(): ClusterView;
  /** What a machine shows of itself as resources of a type. */
  describe(machine: Machine, type: string): readonly ResourceDescription[];
}

export interface PulledImage {
  readonly name: string;
  readonly digest: string;
  readonly pulledAt: Date;
}

export interface UnmetCondition {
  readonly name: string;
  readonly reason: string;
}

export class Machine {
  readonly name: string;
  readonly role: MachineRole;
  readonly platform: string;
  readonly address: string;
  readonly uuid: string;
  readonly secureBoot: boolean;
  readonly factory: string;
  readonly events: EventLog;
  readonly resources: ResourceStore;
  readonly clock: Clock;
  readonly #surroundings: Surroundings;
  version: string;
  schematic: MachineSchematic | undefined;
  extensions: readonly MachineExtension[];
  services: readonly ServiceState[];
  meta: ReadonlyMap<number, string> = new Map();
  images: readonly PulledImage[] = [];
  unschedulable = false;
  /** Of the cluster's virtual addresses those that this machine holds. */
  virtualAddresses: readonly string[] = [];
  stage: MachineStage;
  unmet: readonly UnmetCondition[] = [];
  bootId: string = randomUUID();
  bootTime: Date;
  #active: Uint8Array | undefined;
  #persistent: Uint8Array | undefined;
  #cancelRevert: (() => void) | undefined;
  /** An apply that reboots was accepted; cleared by the boot. */
  rebootPending = false;

  constructor(description: MachineDescription, surroundings: Surroundings) {
    const { clock } = surroundings;
    this.name = description.name;
    this.role = description.role;
    this.platform = description.platform;
    this.address = description.address;
    this.secureBoot = description.secureBoot;
    this.factory = description.factory;
    this.version = description.version;
    this.schematic = description.schematic;
    this.extensions = description.extensions;
    this.#active = description.config;
    this.#persistent = description.config;
    this.stage = description.config === undefined ? "maintenance" : "running";
    this.uuid = uuidOf(description.name);
    this.clock = clock;
    this.#surroundings = surroundings;
    // A day of uptime before the simulation began.
    this.bootTime = new Date(clock.now().getTime() - 86_400_000);
    this.services = createServices(this, this.bootTime);
    this.events = new EventLog(clock);
    this.resources = new ResourceStore(clock, (type) => surroundings.describe(this, type));
  }

  get profile(): VersionProfile {
    return versionProfile(this.version);
  }

  get cluster(): ClusterView {
    return this.#surroundings.cluster();
  }

  /** The configuration in force, byte for byte as it was submitted. */
  get activeConfig(): Uint8Array | undefined {
    return this.#active;
  }

  /** The configuration on disk, which the next boot takes. */
  get persistentConfig(): Uint8Array | undefined {
    return this.#persistent;
  }

  get inMaintenance(): boolean {
    return this.#active === undefined;
  }

  get ready(): boolean {
    return this.stage === "running" && this.unmet.length === 0;
  }

  /** Tells those who watch its resources; called after every change. */
  refresh(): void {
    this.resources.refresh();
  }

  /** Stores and activates. */
  setConfig(config: Uint8Array): void {
    this.#persistent = config;
    this.#activate(config);
  }

  /** Stores for the next boot. */
  stageConfig(config: Uint8Array): void {
    this.#persistent = config;
    this.refresh();
  }

  /** Activates without storing, until `timeoutMs` is over; what was active when the timer starts comes back. */
  tryConfig(config: Uint8Array, timeoutMs: number): void {
    const before = this.#active;
    this.cancelRevert();
    this.#cancelRevert = this.clock.after(timeoutMs, () => {
      this.#cancelRevert = undefined;
      if (before !== undefined) this.#activate(before);
    });
    this.#activate(config);
  }

  /** Whatever is active stays active. */
  cancelRevert(): void {
    this.#cancelRevert?.();
    this.#cancelRevert = undefined;
  }

  /** Moves to another stage and tells everyone. */
  enter(stage: MachineStage, unmet: readonly UnmetCondition[] = []): void {
    this.stage = stage;
    this.unmet = unmet;
    this.events.publish(MachineStatusEventSchema, {
      stage: machineStages[stage] as MachineStatusEvent_MachineStage,
      status: { ready: this.ready, unmetConditions: unmet.map((condition) => ({ ...condition })) },
    });
    this.cluster.refresh();
  }

  /** A new boot: new id, new time, the configuration from disk. */
  boot(): void {
    this.cancelRevert();
    this.rebootPending = false;
    this.bootId = randomUUID();
    this.bootTime = this.clock.now();
    this.#active = this.#persistent;
    this.services = createServices(this, this.bootTime);
    this.enter(this.#active === undefined ? "maintenance" : "running");
  }

  #activate(config: Uint8Array): void {
    const wasWaiting = this.inMaintenance;
    this.#active = config;
    if (wasWaiting) {
      this.services = createServices(this, this.clock.now());
      this.enter("running");
    } else this.refresh();
  }
}

function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
