/** A cluster of simulated nodes that any Talos client can talk to: real servers on loopback addresses, one for each node. */
import { createHash } from "node:crypto";
import { type Authority, type ClientRequest, createAuthority } from "../certificates/authority.ts";
import { type Clock, systemClock } from "../clock.ts";
import { formatTalosconfig } from "../talosconfig.ts";
import { describeMachine } from "./resources/describe-machine.ts";
import { type Backend, createBackend, createUnknownBackend } from "./server/backend.ts";
import { bindListeners, type Listener } from "./server/bind-listeners.ts";
import { SimulatedNode } from "./simulated-node.ts";
import { createEtcd, type EtcdState } from "./state/etcd.ts";
import {
  Machine,
  type MachineDescription,
  type MachineExtension,
  type MachineRole,
  type MachineSchematic,
} from "./state/machine.ts";
import { minimalConfig } from "./state/minimal-config.ts";
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
  /** False on Talos 1.11: every valid certificate is an admin's. */
  readonly rbac?: boolean;
}

export interface ClusterOptions {
  readonly nodes: readonly NodeOptions[];
  /** `main` unless told; also the context of the talosconfig. */
  readonly name?: string;
  /** One port for all nodes, 50000 for clients that cannot be told another; any free one unless told. */
  readonly port?: number;
  readonly clock?: Clock;
  /** How long a reboot takes; two seconds unless told. */
  readonly rebootMs?: number;
  /** Longest time that a control plane waits before it tries again to reach a node that was down; 15 s, as Talos does. */
  readonly maxBackOffMs?: number;
  /** Base URL in the `schematic` extension. */
  readonly factory?: string;
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
  readonly authority: Authority;
  /** For an admin, the control planes as endpoints. */
  readonly talosconfig: string;
  readonly nodes: readonly SimulatedNode[];
  readonly etcd: EtcdState;
  /** A RangeError when there is none of that name. */
  node(name: string): SimulatedNode;
  /** Another talosconfig: fewer roles, expired, a stranger's. */
  createTalosconfig(options: TalosconfigOptions): string;
  stop(): Promise<void>;
}

const defaultVersion = "v1.13.8";
const connectTimeoutMs = 20_000;

/** Starts all nodes; rejects with a RangeError for a version that is not played, and when no loopback address can be bound. */
export async function startSimulatedCluster(options: ClusterOptions): Promise<SimulatedCluster> {
  const { name = "main", clock = systemClock } = options;
  for (const { version = defaultVersion } of options.nodes) versionProfile(version);
  const authority = createAuthority({ organization: "talos" });
  const connections = createConnections(authority, clock, options.maxBackOffMs ?? 15_000);
  const places = await placeNodes(options);
  const { machines, etcd } = createMachines(places, options, clock);
  const nodes: readonly SimulatedNode[] = machines.map((machine, index) => {
    const backend = (from: SimulatedNode, target: string) => connections.connect(nodes, from, target);
    const { listener, rbac = true } = placeOf(places, index);
    const rebootMs = options.rebootMs ?? 2000;
    return new SimulatedNode({ listener, machine, authority, clock, rbac, rebootMs, neighbours: { backend } });
  });
  const endpoints = nodes.filter((node) => node.role === "controlplane").map((node) => node.endpoint);
  const createTalosconfig = (config: TalosconfigOptions) => writeTalosconfig(name, authority, { endpoints, ...config });
  return {
    name,
    authority,
    etcd,
    nodes,
    talosconfig: createTalosconfig({}),
    createTalosconfig,
    node: (wanted) => findNode(nodes, wanted),
    stop: async () => {
      connections.close();
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

function createMachines(places: readonly PlacedNode[], options: ClusterOptions, clock: Clock) {
  const { name = "main" } = options;
  const etcd = createEtcd(places.filter((node) => node.role === "controlplane" && node.maintenance !== true));
  const machines: Machine[] = [];
  const refresh = () => {
    for (const machine of machines) machine.refresh();
  };
  const view = { name, id: createHash("sha256").update(name).digest("base64"), etcd, machines, refresh };
  const surroundings = { clock, cluster: () => view, describe: describeMachine };
  machines.push(...places.map((node) => new Machine(describe(node, options), surroundings)));
  return { machines, etcd };
}

function describe(node: PlacedNode, { factory }: ClusterOptions): MachineDescription {
  const { config = minimalConfig(node.role) } = node;
  const bytes = typeof config === "string" ? Buffer.from(config) : config;
  return {
    name: node.name,
    role: node.role,
    version: node.version ?? defaultVersion,
    platform: node.platform ?? "metal",
    address: node.address,
    config: node.maintenance === true ? undefined : bytes,
    schematic: node.schematic,
    extensions: node.extensions ?? [],
    secureBoot: node.secureBoot ?? false,
    factory: factory ?? "https://factory.talos.dev",
  };
}

/** The connections by which control planes reach other nodes, each made once. */
function createConnections(authority: Authority, clock: Clock, maxBackOffMs: number) {
  const backends = new Map<string, Backend>();
  const client = authority.issueClient({ roles: ["os:impersonator"] });
  return {
    connect: (nodes: readonly SimulatedNode[], from: SimulatedNode, target: string): Backend => {
      const to = nodes.find((node) => [node.address, node.host, node.name].includes(target));
      if (to === undefined) return createUnknownBackend(target);
      const key = JSON.stringify([from.name, to.name]);
      const trusted = { authority: authority.certificate, client, clock, connectTimeoutMs, maxBackOffMs };
      const backend = backends.get(key) ?? createBackend({ ...trusted, host: to.host, port: to.port, target });
      backends.set(key, backend);
      return backend;
    },
    close: () => {
      for (const backend of backends.values()) backend.close();
    },
  };
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
