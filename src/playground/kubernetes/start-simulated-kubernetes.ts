/** A simulated Kubernetes that official clients can talk to: a server on every control plane, one state behind them, and a life of its own. */

import { createServer } from "node:net";
import type { Authority } from "../certificates/authority.ts";
import { type Clock, systemClock } from "../clock.ts";
import { type Listener, reopen } from "../talos/server/bind-listeners.ts";
import type { ApiState } from "./api/api-state.ts";
import { ClusterLife } from "./life/cluster-life.ts";
import type { MachineView } from "./life/machine-view.ts";
import { readComponents, versionOfImage } from "./life/read-components.ts";
import { type KubernetesTiming, usualTiming } from "./life/timing.ts";
import { createKindRegistry } from "./objects/kind-registry.ts";
import { ObjectStore } from "./objects/object-store.ts";
import { seedCluster } from "./seed-cluster.ts";
import { answerRequest } from "./server/answer-request.ts";
import { ApiServer } from "./server/api-server.ts";
import { ApiFaults } from "./server/faults.ts";
import { RequestLog } from "./server/request-log.ts";
import { SimulatedKubernetes } from "./simulated-kubernetes.ts";

/** A machine and the loopback address that stands for it. */
export interface PlacedMachine {
  readonly machine: MachineView;
  readonly host: string;
}

export interface KubernetesOptions {
  readonly machines: readonly PlacedMachine[];
  /** The cluster's Kubernetes CA: signs the servers, and the clients that they know. */
  readonly authority: Authority;
  readonly name?: string;
  readonly clock?: Clock;
  /** Where the clients' port cannot be told, 6443; it is taken anyway when it is free. */
  readonly port?: number;
  readonly timing?: Partial<KubernetesTiming>;
  /** Whether the etcd member of a machine answers; always unless told. */
  readonly etcdAnswers?: (machineName: string) => boolean;
  /** Calls when that may have changed. */
  readonly onEtcdChange?: (listener: () => void) => () => void;
}

const usualPort = 6443;

/** Starts the servers and lets the cluster come to rest. */
export async function startSimulatedKubernetes(options: KubernetesOptions): Promise<SimulatedKubernetes> {
  const { clock = systemClock, etcdAnswers = () => true, name = "main", authority } = options;
  const store = new ObjectStore();
  const api: ApiState = { store, kinds: createKindRegistry(store), clock };
  const timing = { ...usualTiming, ...options.timing };
  const controlPlanes = options.machines.filter(({ machine }) => machine.role === "controlplane");
  const listeners = await listen(controlPlanes, options.port ?? usualPort);
  const [faults, log, readers] = [new ApiFaults(), new RequestLog(), new Set<string>()];
  const isServing = (machine: MachineView) =>
    life.kubelets.some((kubelet) => kubelet.machine === machine && kubelet.static.isRunning("kube-apiserver"));
  const servers = controlPlanes.map(({ machine, host }, index) => {
    const listener = at(listeners, index);
    const serving = {
      api,
      faults,
      log,
      readers,
      server: machine.name,
      address: `${host}:${listener.port}`,
      version: () => versionOfImage(readComponents(machine).images["kube-apiserver"]),
      etcdAnswers: () => etcdAnswers(machine.name),
      etcdTimeoutMs: timing.etcdTimeoutMs,
    };
    const server = new ApiServer({
      listener,
      certificate: () =>
        authority.issueServer({ commonName: "kube-apiserver", alternativeNames: serverNames(host, machine) }),
      clientAuthority: authority.certificate,
      onRequest: (request, response) => void answerRequest(serving, request, response),
    });
    return { machine, server, host, port: listener.port };
  });
  const life: ClusterLife = new ClusterLife({
    api,
    machines: options.machines.map(({ machine }) => machine),
    timing,
    canWrite: () => controlPlanes.some(({ machine }) => isServing(machine) && etcdAnswers(machine.name)),
    onChange: () => {
      for (const { machine, server } of servers) void server.setRunning(isServing(machine));
    },
  });
  const stopEtcd = options.onEtcdChange?.(() => life.wake()) ?? (() => undefined);
  seedCluster(
    api,
    options.machines.map(({ machine }) => machine),
  );
  life.settle();
  return new SimulatedKubernetes({ name, api, authority, life, faults, log, readers, servers, stop: stopEtcd });
}

function at(listeners: readonly Listener[], index: number): Listener {
  const listener = listeners[index];
  if (listener === undefined) throw new RangeError(`No listener ${index}`);
  return listener;
}

/** On the usual port where it is free, on the same one for all where that can be. */
async function listen(places: readonly PlacedMachine[], port: number): Promise<readonly Listener[]> {
  const listeners: Listener[] = [];
  for (const { host } of places) listeners.push(await listenOn(host, port).catch(() => listenOn(host, 0)));
  return listeners;
}

async function listenOn(host: string, port: number): Promise<Listener> {
  const server = createServer();
  await reopen({ server, host, port });
  const address = server.address();
  return { server, host, port: typeof address === "object" && address !== null ? address.port : port };
}

function serverNames(host: string, { address, nodeName }: MachineView): readonly string[] {
  const service = [
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
  ];
  return [...new Set([host, address, nodeName, "127.0.0.1", "localhost", "10.96.0.1", ...service])];
}
