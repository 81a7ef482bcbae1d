/** The upgrade of before 1.13: the node drains, stops, installs and reboots by itself. */
import { type ImageContents, metaTags } from "../state/disk.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { fail } from "./boot.ts";
import { runInstaller } from "./installer.ts";
import { rebootPhase, stopBusPhase } from "./power.ts";
import type { Phase } from "./sequencer.ts";
import {
  brief,
  cleanupPhase,
  drainPhase,
  phase,
  stopAllPhases,
  stopEverythingPhase,
  stopServicesPhase,
} from "./stop-phases.ts";

export interface UpgradeRequest {
  readonly reference: string;
  readonly contents: ImageContents;
  /** Install early in the next boot. */
  readonly stage: boolean;
  readonly powercycle: boolean;
  readonly actorId: string;
}

export function upgrade(machine: Machine, request: UpgradeRequest): void {
  const { actorId } = request;
  const whenFailed = () => fail(machine);
  if (machine.inMaintenance) {
    const phases = [...installAndReboot(machine, request)];
    machine.sequencer.start({ name: "maintenanceUpgrade", phases, actorId, whenFailed });
  } else if (request.stage) {
    machine.disk.setMeta(metaTags.stagedImage, request.reference);
    machine.disk.setMeta(metaTags.stagedOptions, JSON.stringify({ Pull: true, Upgrade: true }));
    machine.sequencer.start({ name: "stageUpgrade", phases: stagePhases(machine, request), actorId, whenFailed });
  } else machine.sequencer.start({ name: "upgrade", phases: upgradePhases(machine, request), actorId, whenFailed });
}

const denyPhases = (machine: Machine): readonly Phase[] =>
  isAtLeast(machine.profile, "1.14") ? [brief("denyNewServices", "denyNewServices")] : [];

function upgradePhases(machine: Machine, request: UpgradeRequest): readonly Phase[] {
  return [
    ...denyPhases(machine),
    drainPhase(machine),
    cleanupPhase(machine),
    stopBusPhase,
    stopServicesPhase(machine),
    brief("unmount", "unmountPodMounts"),
    brief("unmountBind", "unmountSystemDiskBindMounts"),
    brief("unmountSystem", "unmountEphemeralPartition"),
    brief("volumeFinalize", "teardownLifecycle"),
    ...installAndReboot(machine, request),
  ];
}

function stagePhases(machine: Machine, { powercycle }: UpgradeRequest): readonly Phase[] {
  return [
    ...denyPhases(machine),
    cleanupPhase(machine),
    stopBusPhase,
    ...stopAllPhases(machine, { kexec: !powercycle }),
    rebootPhase(machine, { kexec: !powercycle }),
  ];
}

function installAndReboot(machine: Machine, { contents, powercycle }: UpgradeRequest): readonly Phase[] {
  const kexec = powercycle ? [] : [brief("kexec", "kexecPrepare")];
  const stop = stopEverythingPhase(machine);
  return [
    phase("upgrade", { name: "upgrade", ms: machine.timing.installMs, end: () => install(machine, contents) }),
    brief("meta", "reloadMeta"),
    ...(isAtLeast(machine.profile, "1.14") ? [stop, ...kexec] : [...kexec, stop]),
    rebootPhase(machine, { kexec: !powercycle }),
  ];
}

function install(machine: Machine, contents: ImageContents): string | undefined {
  const { exitCode } = runInstaller(machine, contents, { upgrade: true });
  return exitCode === 0 ? undefined : `task 1/1: failed, task "upgrade" failed: exit code ${exitCode}`;
}
