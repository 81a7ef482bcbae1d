/** The ports through which a process reads and changes a world; every write is checked against the rules it has to keep. */
import { createHash } from "node:crypto";
import type { Node } from "../../../src/cluster/cluster.ts";
import { parseImageReference } from "../../../src/config/image-reference.ts";
import type { LiveNodes } from "../../../src/diff/live-nodes.ts";
import { UserError } from "../../../src/errors.ts";
import type { KubernetesPod, KubernetesReading, NodeFacts, NodeReading } from "../../../src/health/observation.ts";
import type { ComponentProbe, KubernetesProbe, NodeProbe } from "../../../src/health/probes.ts";
import type { ClusterLock, HeldLock } from "../../../src/operation/cluster-lock.ts";
import type { KubernetesControl } from "../../../src/operation/kubernetes-control.ts";
import type { NodeControl } from "../../../src/operation/node-control.ts";
import type { Pace } from "../../../src/operation/pace.ts";
import type { SnapshotStore } from "../../../src/operation/snapshot-store.ts";
import type { Since } from "../../../src/playground/gate-watch.ts";
import {
  imagesIn,
  type Process,
  type RunningComponent,
  type System,
  seenBy,
  takeFault,
  type World,
  type WorldNode,
} from "./world.ts";

export interface WorldPorts {
  readonly nodes: NodeProbe & ComponentProbe;
  readonly kubernetes: KubernetesProbe;
  readonly liveNodes: LiveNodes;
  readonly control: NodeControl;
  readonly kubernetesControl: KubernetesControl;
  readonly lock: ClusterLock;
  readonly snapshots: SnapshotStore;
  readonly pace: Pace;
}

const never = new Promise<never>(() => undefined);

export function openPorts(world: World, process: Process): WorldPorts {
  const read = async <T>(answer: () => T): Promise<T> => (process.dead ? never : answer());
  const write = async <T>(what: string, change: () => T): Promise<T> => {
    if (process.dead) return never;
    const isLast = ++process.writes === process.killAt;
    if (isLast) process.dead = true;
    if (isLast && !process.killAfter) return never;
    world.log.push(what);
    const result = change();
    return process.dead ? never : result;
  };
  const underLock = <T>(what: string, change: () => T): Promise<T> =>
    write(what, () => {
      if (world.lease?.process !== process) world.violate("write-without-lock", what);
      return change();
    });
  const changing = <T>(what: string, change: () => T): Promise<T> =>
    underLock(what, () => {
      const done = change();
      world.watch.change();
      return done;
    });
  return {
    nodes: {
      access: { endpoints: ["10.0.0.1"], roles: ["os:admin"], daysLeft: 300 },
      observe: (node) =>
        read(() => {
          const reading = observe(world, node);
          if (reading.kind === "read" && reading.facts.etcd) world.watch.lookedAt(seenBy(process, node.name));
          return reading;
        }),
      components: (node) => read(() => ({ images: configuredImages(world.at(node.name)), commands: world.commands })),
      manifests: (node) => read(() => world.manifestsOf(world.at(node.name))),
    },
    kubernetes: {
      observe: () =>
        read(() => {
          const reading = observeKubernetes(world);
          if (reading.kind === "read") world.watch.lookedAt(seenBy(process, "Kubernetes"));
          return reading;
        }),
      resources: () => read(() => []),
    },
    liveNodes: { read: (node) => read(() => readLive(world, node)) },
    control: nodeControl(world, process, { changing, underLock }),
    kubernetesControl: kubernetesControl(world, changing, read),
    lock: lockOf(world, process, read, write),
    snapshots: {
      keep: async ({ name, chunks }) => {
        for await (const _ of chunks);
        return underLock(`keep ${name}`, () => {
          world.snapshots++;
          return { path: `/snapshots/${name}`, bytes: 32, sha256: "0".repeat(64), encrypted: true };
        });
      },
    },
    pace: {
      now: () => world.time.now(),
      sleep: async (ms, signal) => {
        if (process.dead) return never;
        await world.time.sleep(ms, signal);
        return process.dead ? never : undefined;
      },
    },
  };
}

type Read = <T>(answer: () => T) => Promise<T>;
type Write = <T>(what: string, change: () => T) => Promise<T>;

function observe(world: World, node: Node): NodeReading {
  const one = world.at(node.name);
  if (one.phase === "maintenance") return { kind: "maintenance" };
  if (one.phase === "down" || one.phase === "off") {
    return { kind: "problem", problem: { kind: "unreachable", message: `${node.name} does not answer` } };
  }
  return { kind: "read", facts: factsOf(world, one) };
}

function factsOf(world: World, one: WorldNode): NodeFacts {
  const isRunning = one.phase === "running";
  const isMember = one.memberId !== undefined && world.members.has(one.memberId) && isRunning && world.hasQuorum;
  return {
    hostname: one.node.name,
    kubernetesName: one.node.name,
    version: one.runs.version,
    platform: "metal",
    secureBoot: false,
    schematicId: one.runs.schematicId,
    schematic: "customization: {}\n",
    extensions: [],
    stage: isRunning ? "running" : "booting",
    ready: isRunning,
    unmetConditions: [],
    bootTime: one.bootTime,
    services: [{ id: "kubelet", state: "Running", healthy: true }],
    fallbackPending: one.isPending,
    stagedConfig: one.staged !== undefined,
    virtualAddresses: [],
    ...(isMember && {
      etcd: {
        memberId: one.memberId ?? "",
        leaderId: world.leaderId ?? "0",
        isLearner: false,
        raftIndex: 100n,
        raftAppliedIndex: 100n,
        databaseBytes: 1000,
        errors: [],
        members: [...world.members].map(([id, hostname]) => ({
          id,
          hostname,
          peerUrls: [`https://${world.at(hostname).node.address}:2380`],
          isLearner: false,
        })),
        alarms: [],
      },
    }),
  };
}

function observeKubernetes(world: World): KubernetesReading {
  if (!world.hasApi) return { kind: "problem", problem: { kind: "unreachable", message: "no API server answers" } };
  return {
    kind: "read",
    facts: {
      version: "v1.34.1",
      nodes: world.nodes.map(({ node, kubeletReady, cordon, components }) => ({
        name: node.name,
        internalAddress: node.address,
        controlPlane: node.role === "controlplane",
        ready: kubeletReady && components.get("kubelet")?.ready !== false,
        unschedulable: cordon !== undefined,
        ...(cordon !== undefined && cordon !== "other" && { cordon }),
        kubeletVersion: runningVersion(components.get("kubelet")) ?? "v1.34.1",
      })),
      pods: world.nodes.flatMap((one) => [...one.pods, ...componentPods(one, world.proxyImage)]),
      budgets: [],
    },
  };
}

function configuredImages({ config, node }: WorldNode): Readonly<Record<string, string>> {
  return Object.fromEntries(imagesIn(Buffer.from(config).toString(), node.role));
}

const runningVersion = (component: RunningComponent | undefined): string | undefined => component?.image.split(":")[1];

function componentPods({ node, components }: WorldNode, proxyImage: string | undefined): readonly KubernetesPod[] {
  const pods = [...components].filter(([component]) => component !== "kubelet");
  const proxy = proxyImage === undefined ? [] : [["kube-proxy", { image: proxyImage, ready: true }] as const];
  return [...pods, ...proxy].map(([component, { image, ready }]) => ({
    ...{ namespace: "kube-system", name: `${component}-${node.name}`, uid: `${component} ${image}`, node: node.name },
    ...{ phase: "Running", ready, labels: { "k8s-app": component }, mirror: true, deleting: false },
    ...{ owner: "DaemonSet", images: { [component]: image } },
  }));
}

function readLive(world: World, node: Node): Awaited<ReturnType<LiveNodes["read"]>> {
  const one = world.at(node.name);
  if (one.phase !== "running" && one.phase !== "booting") {
    return { kind: "problem", problem: { kind: "unreachable", message: `${node.name} does not answer` } };
  }
  return {
    kind: "read",
    live: {
      hostname: node.name,
      version: one.runs.version,
      platform: "metal",
      config: one.config,
      ...(one.staged && { persistentConfig: one.staged }),
      schematicId: one.runs.schematicId,
      extensions: [],
      secureBoot: false,
      bootTime: one.bootTime,
    },
  };
}

interface Writes {
  readonly changing: Write;
  /** For what is no reason to look at the cluster again. */
  readonly underLock: Write;
}

function nodeControl(world: World, process: Process, { changing, underLock }: Writes): NodeControl {
  const running = ({ name }: Node): WorldNode => {
    const one = world.at(name);
    if (one.phase !== "running") throw failure("unreachable", `${name} does not answer`);
    return one;
  };
  const act = <T>(node: Node, what: string, change: (one: WorldNode) => T): Promise<T> =>
    changing(`${what} ${node.name}`, () => change(running(node)));
  const actBehindGate = <T>(
    node: Node,
    what: string,
    change: (one: WorldNode) => T,
    { since = "changed", subject = node.name }: { readonly since?: Since; readonly subject?: string } = {},
  ): Promise<T> =>
    act(node, what, (one) => {
      world.requireGate(process, `${what} ${node.name}`, subject, since);
      return change(one);
    });
  return {
    apply: (node, { config, mode, dryRun = false, revertAfterSeconds = 60 }) =>
      act(node, dryRun ? "dry-run" : `apply-${mode}`, (one) => {
        const needsReboot = Buffer.from(config).includes("needs-reboot");
        const resolved = mode === "auto" ? (needsReboot ? "reboot" : "no-reboot") : mode;
        if (dryRun) return { resolved, warnings: [] };
        one.endTry?.();
        one.endTry = undefined;
        if (mode === "staged") one.staged = config;
        else if (mode === "try") tryOut(world, one, config, revertAfterSeconds);
        else {
          one.config = config;
          one.staged = undefined;
          world.follow(one);
        }
        return { resolved, warnings: [] };
      }),
    reboot: (node) =>
      actBehindGate(node, "reboot", (one) => {
        if (takeFault(one, "reboot-refused")) throw failure("node_busy", "another sequence runs");
        world.reboot(one);
      }),
    shutdown: (node) => actBehindGate(node, "shutdown", (one) => world.takeDown(one, "off")),
    reset: (node, { partitions, graceful, reboot }) =>
      actBehindGate(node, "reset", (one) => {
        if (graceful && one.memberId !== undefined) removeMember(world, one.memberId);
        if (!reboot) return world.takeDown(one, "off");
        if (partitions.includes("STATE")) return world.takeDown(one, "maintenance");
        return world.reboot(one);
      }),
    rollback: (node) =>
      actBehindGate(node, "rollback", (one) => {
        if (one.other === undefined) throw failure("operation_refused", "there is no other boot entry");
        world.reboot(one, one.other);
      }),
    pullImage: (node, image) =>
      act(node, "pull", (one) => {
        if (takeFault(one, "pull-fails")) throw failure("node_failed", "the registry does not answer");
        return `${image}@sha256:${createHash("sha256").update(image).digest("hex")}`;
      }),
    installImage: (node, image) =>
      actBehindGate(
        node,
        "install",
        (one) => {
          if (takeFault(one, "install-fails")) throw failure("node_failed", "the installer ended with 4");
          one.other = systemOf(image);
          one.isPending = true;
        },
        { since: "taken-down" },
      ),
    upgradeAtOnce: (node, image) =>
      actBehindGate(node, "upgrade", (one) => {
        one.other = systemOf(image);
        one.isPending = true;
        world.reboot(one);
      }),
    progress: async function* () {},
    forfeitLeadership: (node) =>
      underLock(`forfeit ${node.name}`, () => {
        const one = running(node);
        if (one.memberId !== world.leaderId) return;
        world.leaderId = world.healthy.find((id) => id !== one.memberId) ?? world.leaderId;
      }),
    removeMember: (via, memberId) => {
      const subject = world.members.get(memberId) ?? via.name;
      return actBehindGate(via, `remove-member ${memberId} via`, () => removeMember(world, memberId), { subject });
    },
    snapshot: async function* () {
      yield new Uint8Array(32);
    },
  };
}

function tryOut(world: World, one: WorldNode, config: Uint8Array, seconds: number): void {
  const before = one.config;
  one.config = config;
  one.staged = before;
  world.onTry(one);
  one.endTry = world.time.after(seconds * 1000, () => {
    one.config = before;
    one.staged = undefined;
  });
}

function removeMember(world: World, id: string): void {
  if (world.leaderId === id) world.leaderId = world.healthy.find((other) => other !== id);
  world.members = new Map([...world.members].filter(([other]) => other !== id));
  world.watch.takeDown();
}

function systemOf(image: string): System {
  const parsed = parseImageReference(image);
  return { version: parsed?.tag ?? "", schematicId: parsed?.installer?.schematic ?? "" };
}

function kubernetesControl(world: World, write: Write, read: Read): KubernetesControl {
  const ask = <T>(change: () => T): T => {
    if (!world.hasApi) throw failure("kubernetes_unreachable", "no API server answers");
    return change();
  };
  return {
    cordon: (name, mark) =>
      write(`cordon ${name}`, () =>
        ask(() => {
          const one = world.at(name);
          if (one.cordon === "other") return "cordoned-by-other" as const;
          one.cordon = mark;
          return "cordoned" as const;
        }),
      ),
    uncordon: (name) =>
      write(`uncordon ${name}`, () =>
        ask(() => {
          const one = world.at(name);
          if (one.cordon !== "other") one.cordon = undefined;
        }),
      ),
    podsOn: (name) =>
      read(() => ask(() => [...world.at(name).pods, ...componentPods(world.at(name), world.proxyImage)])),
    readObject: (name) => read(() => ask(() => world.objects.get(`${name.kind} ${name.name}`))),
    applyObject: (object) => write(`apply ${object.kind}`, () => ask(() => world.keep(object))),
    putObject: (object) => write(`put ${object.kind}`, () => ask(() => world.keep(object))),
    removeObject: (name) => write(`remove ${name.kind}`, () => void world.objects.delete(`${name.kind} ${name.name}`)),
    evict: (evicted) =>
      write(`evict ${evicted.name}`, () =>
        ask(() => {
          const one = world.nodes.find(({ pods }) => pods.some(({ uid }) => uid === evicted.uid));
          if (one === undefined) return { kind: "gone" as const };
          if (one.fault === "drain-stuck") return { kind: "blocked" as const, budget: "default/app" };
          world.time.after(2_000, () => {
            one.pods = one.pods.filter(({ uid }) => uid !== evicted.uid);
          });
          return { kind: "evicted" as const };
        }),
      ),
  };
}

function lockOf(world: World, process: Process, read: Read, write: Write): ClusterLock {
  const ask = <T>(change: () => T): T => {
    if (!world.hasApi) throw failure("kubernetes_unreachable", "no API server answers");
    return change();
  };
  const hold = (): HeldLock => {
    const lease = { process, lost: new AbortController(), abort: new AbortController() };
    world.lease = lease;
    const previous = world.record;
    return {
      lost: lease.lost.signal,
      abortRequested: lease.abort.signal,
      ...(previous && { previous }),
      save: (record) =>
        write("save", () =>
          ask(() => {
            if (world.lease !== lease) throw failure("lock_held", "somebody else holds the lock");
            world.record = record;
          }),
        ),
      check: () => {
        if (world.lease !== lease) throw failure("lock_held", "somebody else holds the lock");
      },
      release: ({ keep }) =>
        write("release", () => {
          if (world.lease !== lease) return;
          world.lease = undefined;
          world.record = keep;
          const cordoned = world.nodes.filter(({ cordon }) => cordon !== undefined && cordon !== "other");
          if (keep !== undefined || cordoned.length === 0) return;
          world.violate("left-cordoned", cordoned.map(({ node }) => node.name).join(", "));
        }),
    };
  };
  return {
    read: () =>
      read(() =>
        ask(() => {
          const record = world.record && { record: world.record };
          if (world.lease === undefined) return { kind: "free" as const, ...record };
          const { holder, dead } = world.lease.process;
          return { kind: "operation" as const, holder, since: "", expired: dead, ...record };
        }),
      ),
    acquire: () =>
      write("acquire", () =>
        ask(() => {
          const other = world.lease?.process;
          if (other !== undefined && other !== process && !other.dead)
            throw failure("lock_held", `${other.holder.name} holds it`);
          return hold();
        }),
      ),
    lockFor: async () => undefined,
    unlock: async () => undefined,
    requestAbort: (by) =>
      read(() => {
        world.lease?.abort.abort(by);
        return world.lease !== undefined;
      }),
  };
}

function failure(code: UserError["code"], message: string): UserError {
  return new UserError(message, { code });
}
