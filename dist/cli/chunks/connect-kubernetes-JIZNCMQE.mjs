import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import "./chunk-NTXQJOUO.mjs";

// src/adapters/kubernetes/connection/call-limits.ts
var defaultLimits = {
  connectMs: 3e3,
  callMs: 15e3,
  questionMs: 4e4,
  answerBytes: 64 * 1024 * 1024
};

// src/adapters/kubernetes/lock/timers.ts
function createTimers() {
  return {
    elapsedMs: () => performance.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      timer.unref();
      return () => clearTimeout(timer);
    }
  };
}

// src/adapters/kubernetes/connect-kubernetes.ts
function connectKubernetes({ limits, timers, ...options }) {
  let opened;
  const open = () => {
    opened ??= import("./open-kubernetes-HBW6XVQD.mjs").then(
      ({ openKubernetes }) => openKubernetes({ ...options, limits: { ...defaultLimits, ...limits }, timers: timers ?? createTimers() })
    );
    return opened;
  };
  return {
    probe: {
      observe: async (waiting) => (await open()).probe.observe(waiting),
      resources: async (query, waiting) => (await open()).probe.resources(query, waiting)
    },
    control: {
      cordon: async (node, mark, waiting) => (await open()).control.cordon(node, mark, waiting),
      uncordon: async (node, waiting) => (await open()).control.uncordon(node, waiting),
      podsOn: async (node, waiting) => (await open()).control.podsOn(node, waiting),
      evict: async (pod, waiting) => (await open()).control.evict(pod, waiting),
      readObject: async (name, waiting) => (await open()).control.readObject(name, waiting),
      applyObject: async (object, waiting) => (await open()).control.applyObject(object, waiting),
      putObject: async (object, waiting) => (await open()).control.putObject(object, waiting),
      removeObject: async (name, waiting) => (await open()).control.removeObject(name, waiting)
    },
    lock: {
      read: async (waiting) => (await open()).lock.read(waiting),
      acquire: async (holder, waiting) => (await open()).lock.acquire(holder, waiting),
      lockFor: async (holder, reason, waiting) => (await open()).lock.lockFor(holder, reason, waiting),
      unlock: async (waiting) => (await open()).lock.unlock(waiting),
      requestAbort: async (by, waiting) => (await open()).lock.requestAbort(by, waiting)
    },
    close: () => {
      opened?.then(({ close }) => close()).catch(() => void 0);
    }
  };
}
export {
  connectKubernetes
};
