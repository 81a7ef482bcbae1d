/** A simulated Kubernetes that official clients can talk to: a server on every control plane, one state behind them, and a life of its own. */

import type { Authority } from "../certificates/authority.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Listener } from "../talos/server/bind-listeners.ts";
import type { ApiState } from "./api/api-state.ts";
import { ClusterLife, type NodeState } from "./life/cluster-life.ts";
import type { MachineView } from "./life/machine-view.ts";
import { versionOfImage } from "./life/read-components.ts";
import { type KubernetesTiming, usualTiming } from "./life/timing.ts";
import { createKindRegistry } from "./objects/kind-registry.ts";
import { ObjectStore } from "./objects/object-store.ts";
import { seedCluster } from "./seed-cluster.ts";
import { answerRequest, type ServingOptions } from "./server/answer-request.ts";
import { ApiServer } from "./server/api-server.ts";
import { ApiFaults } from "./server/faults.ts";
import { RequestLog } from "./server/request-log.ts";
import { listenOn, openVirtualEndpoint } from "./server/virtual-endpoint.ts";
import { type PlacedServer, SimulatedKubernetes } from "./simulated-kubernetes.ts";

/** A machine and the loopback address that stands for it. */
export interface PlacedMachine {
  readonly machine: MachineView;
  readonly host: string;
}

export interface KubernetesOptions {
  readonly machines: readonly PlacedMachine[];
  /** The cluster's Kubernetes CA: signs the servers, and the clients that they know. */
  readonly authority: () => Authority;
  readonly name?: string;
  readonly clock?: Clock;
  /** For what connections do: watches that end, answers that are late. The same as `clock` unless told. */
  readonly networkClock?: Clock;
  /** Where the clients' port cannot be told, 6443; it is taken anyway when it is free. */
  readonly port?: number;
  readonly timing?: Partial<KubernetesTiming>;
  /** Whether the etcd member of a machine answers; always unless told. */
  readonly etcdAnswers?: (machineName: string) => boolean;
  /** Calls when that may have changed. */
  readonly onEtcdChange?: (listener: () => void) => () => void;
  /** Told of every change of what a machine can see of its node. */
  readonly onNode?: (nodeName: string, state: NodeState) => void;
}

const usualPort = 6443;

/** Starts the servers and lets the cluster come to rest. */
export async function startSimulatedKubernetes(options: KubernetesOptions): Promise<SimulatedKubernetes> {
  const { clock = systemClock, etcdAnswers = () => true, name = "main" } = options;
  const store = new ObjectStore();
  const api: ApiState = { store, kinds: createKindRegistry(store), clock };
  const machines = options.machines.map(({ machine }) => machine);
  const shared = { faults: new ApiFaults(), log: new RequestLog(), readers: new Set<string>() };
  const servers = await placeServers(options, api, (machine) => ({
    ...shared,
    version: () => versionOfImage(life.kubelet(machine)?.static.imageOf("kube-apiserver") ?? ""),
  }));
  const endpoint = await openEndpoint(options, servers);
  const isServing = (machine: MachineView) => life.kubelet(machine)?.static.isRunning("kube-apiserver") ?? false;
  const canWrite = () => servers.some(({ machine }) => isServing(machine) && etcdAnswers(machine.name));
  const life: ClusterLife = new ClusterLife({
    api,
    machines,
    timing: { ...usualTiming, ...options.timing },
    canWrite,
    onMachines: () => {
      for (const { machine, server } of servers) void server.setRunning(isServing(machine));
    },
    ...(options.onNode !== undefined && { onNode: options.onNode }),
  });
  const stopEtcd = options.onEtcdChange?.(() => life.wake());
  const stop = async () => {
    stopEtcd?.();
    await endpoint?.close();
  };
  seedCluster(api, machines);
  life.settle();
  return new SimulatedKubernetes({
    ...shared,
    name,
    api,
    life,
    servers,
    endpoint,
    stop,
    canWrite,
    authority: options.authority,
  });
}

type Shared = Pick<ServingOptions, "faults" | "log" | "readers" | "version">;

async function placeServers(options: KubernetesOptions, api: ApiState, shared: (machine: MachineView) => Shared) {
  const { etcdAnswers = () => true, networkClock = api.clock, authority, timing } = options;
  const places = options.machines.filter(({ machine }) => machine.role === "controlplane");
  const listeners = await listen(places, options.port ?? usualPort);
  return places.map(({ machine, host }, index) => {
    const listener = at(listeners, index);
    const { port } = listener;
    const serving: ServingOptions = {
      ...shared(machine),
      api,
      networkClock,
      server: machine.name,
      address: `${host}:${port}`,
      etcdAnswers: () => etcdAnswers(machine.name),
      etcdTimeoutMs: timing?.etcdTimeoutMs ?? usualTiming.etcdTimeoutMs,
    };
    const server = new ApiServer({
      listener,
      tls: () => serverTls(authority(), host, machine),
      onRequest: (request, response) => void answerRequest(serving, request, response),
    });
    return { machine, server, host, port };
  });
}

/** An address that no machine has, where loopback has so many. */
async function openEndpoint({ port = usualPort }: KubernetesOptions, servers: readonly PlacedServer[]) {
  const [first, second] = servers;
  if (first === undefined) return undefined;
  const host = first.host === second?.host ? first.host : virtualHost(first.host);
  return await openVirtualEndpoint(host, port, () => servers.map(({ server }) => server));
}

const virtualHost = (host: string): string => host.replace(/\d+$/, "254");

function serverTls(authority: Authority, host: string, machine: MachineView) {
  const request = { commonName: "kube-apiserver", alternativeNames: serverNames(host, machine) };
  return { ...authority.issueServer(request), clientAuthority: authority.certificate };
}

function at(listeners: readonly Listener[], index: number): Listener {
  const listener = listeners[index];
  if (listener === undefined) throw new RangeError(`No listener ${index}`);
  return listener;
}

/** On the usual port where it is free, on the same one for all where that can be. */
async function listen(places: readonly PlacedMachine[], port: number): Promise<readonly Listener[]> {
  const listeners: Listener[] = [];
  for (const { host } of places) listeners.push(await listenOn(host, port));
  return listeners;
}

function serverNames(host: string, { address, nodeName }: MachineView): readonly string[] {
  const service = [
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
  ];
  return [...new Set([host, virtualHost(host), address, nodeName, "127.0.0.1", "localhost", "10.96.0.1", ...service])];
}
