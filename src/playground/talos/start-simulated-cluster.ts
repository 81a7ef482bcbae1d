/** A cluster of simulated nodes that any Talos client can talk to: real servers on loopback addresses, one for each node. */
import { createHash } from "node:crypto";
import { type Authority, type ClientRequest, createAuthority } from "../certificates/authority.ts";
import { accelerate, type Clock, systemClock } from "../clock.ts";
import { type Invariants, watchInvariants } from "../invariants.ts";
import type { KubernetesTiming } from "../kubernetes/life/timing.ts";
import type { SimulatedKubernetes } from "../kubernetes/simulated-kubernetes.ts";
import { noteKubernetesWrites } from "../lock-invariants.ts";
import { formatTalosconfig } from "../talosconfig.ts";
import { attachKubernetes } from "./attach-kubernetes.ts";
import { waitForConfig } from "./life/boot.ts";
import { syncEtcd } from "./life/etcd-member.ts";
import { type Timing, usualTiming } from "./life/timing.ts";
import { describeMachine } from "./resources/describe-machine.ts";
import { bindListeners, type Listener } from "./server/bind-listeners.ts";
import { createConnections } from "./server/node-connections.ts";
import { SimulatedNode } from "./simulated-node.ts";
import { kubernetesAuthority } from "./state/cluster-config.ts";
import { createEtcd, type Etcd, type EtcdOptions } from "./state/etcd.ts";
import { ImageSource, type ImageSourceOptions } from "./state/image-source.ts";
import { type ClusterView, Machine } from "./state/machine.ts";
import type {
  BlockDevice,
  MachineDescription,
  MachineExtension,
  MachineRole,
  MachineSchematic,
} from "./state/machine-description.ts";
import { minimalConfig } from "./state/minimal-config.ts";
import { type RecordedWrite, WriteLog } from "./state/write-log.ts";
import { versionProfile } from "./version-profile.ts";

export interface NodeOptions {
  readonly name: string;
  readonly role: MachineRole;
  /** `v1.13.8` unless told; 1.11 to 1.14 are played. */
  readonly version?: string;
  /** Stored byte for byte; a minimal one of its role unless told. */
  readonly config?: string | Uint8Array;
  /** Waits for its first configuration: no config, no client certificates, a self-signed server certificate. */
  readonly maintenance?: boolean;
  /** By which settings and other nodes know it, `192.168.5.201`; its loopback address unless told. */
  readonly address?: string;
  /** `metal` unless told. */
  readonly platform?: string;
  readonly schematic?: MachineSchematic;
  readonly extensions?: readonly MachineExtension[];
  readonly secureBoot?: boolean;
  /** Beside the one with the system, `/dev/nvme0n1`. */
  readonly userDisks?: readonly BlockDevice[];
  /** False on Talos 1.11: every valid certificate is an admin's. */
  readonly rbac?: boolean;
}

export interface ClusterOptions {
  readonly nodes: readonly NodeOptions[];
  /** `main` unless told; also the context of the talosconfig. */
  readonly name?: string;
  /** One port for all nodes, 50000 for clients that cannot be told another; any free one unless told. */
  readonly port?: number;
  /** For everything; the real one unless told. */
  readonly clock?: Clock;
  /** How much faster than `clock` the machines live: boots, installs, elections, waiting times. 1 unless told. */
  readonly speed?: number;
  /** How long the parts of a machine's life take, in the time of the machines. */
  readonly timing?: Partial<Timing>;
  /** What registries and the factory have; everything that is asked for unless told. */
  readonly images?: ImageSourceOptions;
  readonly etcd?: Pick<EtcdOptions, "dbSize" | "snapshotChunkBytes">;
  /** Longest time that a control plane waits before it tries again to reach a node that was down; 15 s, as Talos does. */
  readonly maxBackOffMs?: number;
  /** Base URL in the `schematic` extension. */
  readonly factory?: string;
  readonly kubernetes?: {
    /** Of all control planes, 6443 unless told; another one where that is taken. */
    readonly port?: number;
    /** How long things take in Kubernetes, in the time of the machines. */
    readonly timing?: Partial<KubernetesTiming>;
  };
}

export interface TalosconfigOptions extends Partial<ClientRequest> {
  /** `host:port`; all control planes unless told. */
  readonly endpoints?: readonly string[];
  readonly nodes?: readonly string[];
  /** Trusted for servers; the cluster's own unless told. */
  readonly authority?: Authority;
  /** Signs the client; the cluster's own unless told. */
  readonly signer?: Authority;
}

export interface SimulatedCluster {
  readonly name: string;
  /** Of the Talos API. */
  readonly authority: Authority;
  /** Of Kubernetes, from the first configuration that has a real one. */
  readonly kubernetesAuthority: Authority;
  /** For an admin, the control planes as endpoints. */
  readonly talosconfig: string;
  readonly nodes: readonly SimulatedNode[];
  readonly etcd: Etcd;
  /** Served by the control planes. */
  readonly kubernetes: SimulatedKubernetes;
  /** What registries and the factory have. */
  readonly images: ImageSource;
  /** As the machines see it. */
  readonly clock: Clock;
  /** What the machines see of their cluster. */
  readonly view: ClusterView;
  /** Every call that changes something, in the order in which the nodes received them. */
  writes(): readonly RecordedWrite[];
  /** What must never happen, and has. */
  readonly invariants: Invariants;
  /** A RangeError when there is none of that name. */
  node(name: string): SimulatedNode;
  /** Another talosconfig: fewer roles, expired, a stranger's. */
  createTalosconfig(options: TalosconfigOptions): string;
  stop(): Promise<void>;
}

const defaultVersion = "v1.13.8";

/** Starts all nodes; rejects with a RangeError for a version that is not played, and when no loopback address can be bound. */
export async function startSimulatedCluster(options: ClusterOptions): Promise<SimulatedCluster> {
  const { name = "main", clock = systemClock } = options;
  for (const { version = defaultVersion } of options.nodes) versionProfile(version);
  const authority = createAuthority({ organization: "talos" });
  const life = options.speed === undefined ? clock : accelerate(clock, options.speed);
  const connections = createConnections(authority, { dial: clock, backOff: life }, options.maxBackOffMs ?? 15_000);
  const places = await placeNodes(options);
  const view = createMachines(places, options, life);
  const { machines, etcd, images, writes } = view;
  const invariants = watchInvariants(view, () => life.now());
  const nodes: readonly SimulatedNode[] = machines.map((machine, index) => {
    const backend = (from: SimulatedNode, target: string) => connections.connect(nodes, from, target);
    const { listener, rbac = true } = placeOf(places, index);
    return new SimulatedNode({ listener, machine, authority, clock, rbac, neighbours: { backend } });
  });
  const kubernetes = await attachKubernetes(view, nodes, { ...options.kubernetes, clock: life, networkClock: clock });
  noteKubernetesWrites(invariants, kubernetes);
  const endpoints = nodes.filter((node) => node.role === "controlplane").map((node) => node.endpoint);
  const createTalosconfig = (config: TalosconfigOptions) => writeTalosconfig(name, authority, { endpoints, ...config });
  return {
    name,
    authority,
    etcd,
    images,
    kubernetes,
    nodes,
    view,
    get kubernetesAuthority() {
      return view.kubernetesAuthority;
    },
    clock: life,
    writes: () => writes.all,
    invariants,
    talosconfig: createTalosconfig({}),
    createTalosconfig,
    node: (wanted) => findNode(nodes, wanted),
    stop: async () => {
      invariants.end();
      connections.close();
      await kubernetes.stop();
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

type PlacedNode = NodeOptions & { readonly address: string; readonly listener: Listener };

async function placeNodes({ nodes, port = 0 }: ClusterOptions): Promise<readonly PlacedNode[]> {
  const listeners = await bindListeners(nodes.length, port);
  const haveOwnHosts = new Set(listeners.map(({ host }) => host)).size === listeners.length;
  return listeners.flatMap((listener, index) => {
    const node = nodes[index];
    const address = haveOwnHosts ? listener.host : `192.0.2.${index + 1}`;
    return node === undefined ? [] : [{ address, ...node, listener }];
  });
}

function placeOf(places: readonly PlacedNode[], index: number): PlacedNode {
  const place = places[index];
  if (place === undefined) throw new RangeError(`No node ${index}`);
  return place;
}

function createMachines(places: readonly PlacedNode[], options: ClusterOptions, clock: Clock): ClusterView {
  const { name = "main" } = options;
  const timing = { ...usualTiming, ...options.timing };
  const first = places.filter((node) => node.role === "controlplane" && node.maintenance !== true);
  const etcd = createEtcd(first, { clock, electionMs: timing.electionMs, ...options.etcd });
  const machines: Machine[] = [];
  const refresh = () => {
    for (const machine of machines) machine.refresh();
  };
  const id = createHash("sha256").update(name).digest("base64");
  const images = createImages(places, options);
  let authority: Authority | undefined;
  const view: ClusterView = {
    ...{ name, id, etcd, machines, images, refresh, writes: new WriteLog() },
    // Reads configurations, which a cluster that nobody asks for a kubeconfig can do without.
    get kubernetesAuthority() {
      authority ??= kubernetesAuthority(places.map(({ config }) => toBytes(config)));
      return authority;
    },
  };
  const surroundings = { clock, timing, cluster: () => view, describe: describeMachine };
  machines.push(...places.map((node) => new Machine(describe(node, options), surroundings)));
  for (const machine of machines) {
    machine.onChange(() => syncEtcd(machine));
    if (machine.inMaintenance) waitForConfig(machine);
  }
  etcd.onChange(() => {
    for (const machine of machines) syncEtcd(machine);
  });
  return view;
}

/** The registries know at least what the nodes run. */
function createImages(places: readonly PlacedNode[], options: ClusterOptions): ImageSource {
  const images = new ImageSource(options.images ?? {});
  for (const { schematic, extensions } of places) {
    if (schematic !== undefined) images.add({ ...schematic, ...(extensions !== undefined && { extensions }) });
  }
  return images;
}

function describe(node: PlacedNode, { factory }: ClusterOptions): MachineDescription {
  const { config = minimalConfig(node.role) } = node;
  return {
    name: node.name,
    role: node.role,
    version: node.version ?? defaultVersion,
    platform: node.platform ?? "metal",
    address: node.address,
    config: node.maintenance === true ? undefined : toBytes(config),
    schematic: node.schematic,
    extensions: node.extensions ?? [],
    secureBoot: node.secureBoot ?? false,
    userDisks: node.userDisks ?? [],
    factory: factory ?? "https://factory.talos.dev",
  };
}

function toBytes(config: NodeOptions["config"]): Uint8Array | undefined {
  return typeof config === "string" ? Buffer.from(config) : config;
}

function writeTalosconfig(name: string, own: Authority, options: TalosconfigOptions): string {
  const { roles = ["os:admin"], endpoints = [], nodes, authority = own, signer = own, notBefore, notAfter } = options;
  const client = signer.issueClient({ roles, ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) });
  return formatTalosconfig([{ name, endpoints, authority: authority.certificate, client, ...(nodes && { nodes }) }]);
}

function findNode(nodes: readonly SimulatedNode[], name: string): SimulatedNode {
  const found = nodes.find((node) => node.name === name);
  if (found === undefined) throw new RangeError(`Cannot find the simulated node ${name}`);
  return found;
}
