/** Reset of a machine: leave etcd, stop, wipe what was asked for, then boot again or halt. */
import type { Machine } from "../state/machine.ts";
import { fail } from "./boot.ts";
import { leaveEtcd } from "./etcd-member.ts";
import { haltPhase, rebootPhase, stopBusPhase } from "./power.ts";
import type { Phase } from "./sequencer.ts";
import { brief, cleanupPhase, drainPhase, phase, stopAllPhases } from "./stop-phases.ts";

export type PartitionLabel = "EPHEMERAL" | "META" | "STATE";

export interface ResetPlan {
  readonly graceful: boolean;
  readonly reboot: boolean;
  /** `disk` takes everything: the system, its configuration, its data. */
  readonly system: "disk" | "nothing" | readonly PartitionLabel[];
  /** Devices beside the system's. */
  readonly userDisks: readonly string[];
  readonly actorId: string;
}

export function reset(machine: Machine, plan: ResetPlan): void {
  const whenFailed = () => fail(machine);
  const phases = resetPhases(machine, plan);
  machine.sequencer.start({ name: "reset", phases, actorId: plan.actorId, whenFailed });
}

function resetPhases(machine: Machine, { graceful, reboot, system, userDisks }: ResetPlan): readonly Phase[] {
  const keepsBoot = Array.isArray(system) && system.length > 0;
  return [
    ...(graceful && !machine.inMaintenance ? [drainPhase(machine, { tolerant: true })] : []),
    cleanupPhase(machine, graceful ? "removeAllPods" : "stopAllPods"),
    stopBusPhase,
    ...(graceful && machine.role === "controlplane" ? [leavePhase(machine)] : []),
    brief("preReset", "sendResetSignal"),
    ...stopAllPhases(machine, { kexec: keepsBoot }),
    brief("forceCleanup", "forceCleanup"),
    ...wipePhases(machine, system),
    ...(userDisks.length > 0 ? [wipeUserDisksPhase(machine, userDisks)] : []),
    reboot ? rebootPhase(machine, { kexec: keepsBoot }) : haltPhase(machine),
  ];
}

function leavePhase(machine: Machine): Phase {
  return phase("leave", {
    name: "leaveEtcd",
    ms: machine.timing.stopMs,
    end: () => {
      if (!machine.disk.etcdData || !machine.cluster.etcd.isRunning(machine.name)) return undefined;
      const refusal = leaveEtcd(machine);
      return refusal === undefined ? undefined : `failed to leave cluster: ${refusal}`;
    },
  });
}

function wipePhases(machine: Machine, system: ResetPlan["system"]): readonly Phase[] {
  const { disk, timing } = machine;
  const wiping = (name: string, task: string, wipe: () => void): Phase =>
    phase(name, {
      name: task,
      ms: timing.wipeMs,
      end: () => {
        wipe();
        machine.changed();
        return undefined;
      },
    });
  if (system === "nothing") return [];
  if (system === "disk") return [wiping("reset", "resetSystemDisk", () => wipeEverything(machine))];
  if (system.length === 0) return [];
  return [
    wiping("resetSpec", "resetSystemDiskSpec", () => {
      if (system.includes("META")) disk.meta = new Map();
      if (system.includes("STATE")) disk.wipeState();
      if (system.includes("EPHEMERAL")) wipeEphemeral(machine);
    }),
  ];
}

function wipeEverything(machine: Machine): void {
  machine.disk.wipe();
  wipeEphemeral(machine);
}

function wipeEphemeral(machine: Machine): void {
  machine.disk.wipeEphemeral();
  machine.imageStore.forget(["cri", "system"]);
}

function wipeUserDisksPhase(machine: Machine, devices: readonly string[]): Phase {
  return phase("resetUserDisks", {
    name: "resetUserDisks",
    ms: machine.timing.wipeMs,
    end: () => {
      machine.wipedDisks = [...machine.wipedDisks, ...devices];
      return undefined;
    },
  });
}
