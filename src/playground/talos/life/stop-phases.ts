/** The phases by which a machine comes to rest, shared by everything that ends in a reboot or a halt. */
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import type { Phase, Task } from "./sequencer.ts";

/** A phase of one task that takes no time and changes nothing that shows. */
export const brief = (phase: string, ...tasks: readonly string[]): Phase => ({
  name: phase,
  tasks: tasks.map((name) => ({ name, ms: 0 })),
});

export const phase = (name: string, task: Task): Phase => ({ name, tasks: [task] });

/** The node cordons and drains itself; a drain that fails is the sequence's failure unless `tolerant`. */
export function drainPhase(machine: Machine, { tolerant = false } = {}): Phase {
  // A kubelet that has never met its cluster has nothing to drain.
  const drain = machine.cluster.hasKubernetes === true ? machine.cluster.drain : undefined;
  let drained = drain === undefined;
  let failure: string | undefined;
  return phase("drain", {
    name: "cordonAndDrainNode",
    ms: machine.timing.drainMs,
    begin: () => {
      machine.unschedulable = true;
      machine.changed();
      drain?.(machine, (reason) => {
        drained = true;
        failure = reason;
        machine.changed();
      });
    },
    until: () => drained,
    end: () => (tolerant ? undefined : failure),
  });
}

export function cleanupPhase(machine: Machine, task: "removeAllPods" | "stopAllPods" = "stopAllPods"): Phase {
  return phase("cleanup", {
    name: task,
    ms: machine.timing.cleanupMs,
    end: () => {
      machine.podsReady = false;
      machine.changed();
      return undefined;
    },
  });
}

/** Stops what needs the disk, unmounts, stops the rest. After it nobody answers. */
export function stopAllPhases(machine: Machine, options: { readonly kexec: boolean }): readonly Phase[] {
  const kexec = options.kexec ? [brief("kexec", "kexecPrepare")] : [];
  const stop = stopEverythingPhase(machine);
  const last = isAtLeast(machine.profile, "1.14") ? [stop, ...kexec] : [...kexec, stop];
  return [
    stopServicesPhase(machine),
    brief("umount", "unmountPodMounts"),
    brief("unmountBind", "unmountSystemDiskBindMounts"),
    brief("unmountSystem", "unmountEphemeralPartition"),
    brief("volumeFinalize", "teardownLifecycle"),
    ...last,
  ];
}

const onEphemeral = ["cri", "etcd", "kubelet", "trustd"];

export function stopServicesPhase(machine: Machine): Phase {
  const concerned = () => machine.services.filter(({ id }) => onEphemeral.includes(id)).map(({ id }) => id);
  return phase("stopServices", {
    name: "stopServicesForUpgrade",
    ms: machine.timing.stopMs,
    begin: () => {
      machine.etcdWanted = false;
      for (const id of concerned()) machine.setService(id, "Stopping");
      machine.nodeReady = false;
      machine.changed();
    },
    end: () => {
      machine.cluster.etcd.stop(machine.name);
      for (const id of concerned()) machine.setService(id, "Finished");
      machine.changed();
      return undefined;
    },
  });
}

export function stopEverythingPhase(machine: Machine): Phase {
  return phase("stopEverything", {
    name: "stopAllServices",
    ms: machine.timing.stopMs,
    end: () => {
      machine.stopApi();
      return undefined;
    },
  });
}
