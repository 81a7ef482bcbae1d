/** The door to a cluster's Kubernetes: a kubeconfig in, its probe, its control and its lock out. */
import { type CallLimits, defaultLimits } from "./connection/call-limits.ts";
import { createTimers, type Timers } from "./lock/timers.ts";
import type { OpenKubernetes } from "./open-kubernetes.ts";

export interface KubernetesOptions {
  /** Text of the kubeconfig; asked for with the first question, and again when its certificate is refused. */
  readonly kubeconfig: () => Promise<string>;
  /**
   * The control planes' own addresses, tried when the kubeconfig's server does not answer: `10.0.0.11` (port 6443),
   * `10.0.0.11:6443` or a URL.
   */
  readonly servers: readonly string[];
  /** Namespace of the Lease that is the cluster's lock. */
  readonly lockNamespace: string;
  readonly now: () => Date;
  readonly limits?: Partial<CallLimits>;
  /** Of the lock's heartbeat; the machine's own unless told. */
  readonly timers?: Timers;
}

/** Nothing is asked before the first question; `close` lets go of every connection. */
export type KubernetesConnection = OpenKubernetes;

/** Loads what speaks to Kubernetes with the first question: it is large. */
export function connectKubernetes({ limits, timers, ...options }: KubernetesOptions): KubernetesConnection {
  let opened: Promise<OpenKubernetes> | undefined;
  const open = () => {
    opened ??= import("./open-kubernetes.ts").then(({ openKubernetes }) =>
      openKubernetes({ ...options, limits: { ...defaultLimits, ...limits }, timers: timers ?? createTimers() }),
    );
    return opened;
  };
  return {
    probe: {
      observe: async (waiting) => (await open()).probe.observe(waiting),
      resources: async (query, waiting) => (await open()).probe.resources(query, waiting),
    },
    control: {
      cordon: async (node, mark, waiting) => (await open()).control.cordon(node, mark, waiting),
      uncordon: async (node, waiting) => (await open()).control.uncordon(node, waiting),
      podsOn: async (node, waiting) => (await open()).control.podsOn(node, waiting),
      evict: async (pod, waiting) => (await open()).control.evict(pod, waiting),
      readObject: async (name, waiting) => (await open()).control.readObject(name, waiting),
      applyObject: async (object, waiting) => (await open()).control.applyObject(object, waiting),
      putObject: async (object, waiting) => (await open()).control.putObject(object, waiting),
      removeObject: async (name, waiting) => (await open()).control.removeObject(name, waiting),
    },
    lock: {
      read: async (waiting) => (await open()).lock.read(waiting),
      acquire: async (holder, waiting) => (await open()).lock.acquire(holder, waiting),
      lockFor: async (holder, reason, waiting) => (await open()).lock.lockFor(holder, reason, waiting),
      unlock: async (waiting) => (await open()).lock.unlock(waiting),
      requestAbort: async (by, waiting) => (await open()).lock.requestAbort(by, waiting),
    },
    close: () => {
      opened?.then(({ close }) => close()).catch(() => undefined);
    },
  };
}
