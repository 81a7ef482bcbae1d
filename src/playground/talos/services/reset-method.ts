/** MachineService.Reset: what it refuses before it begins. All refusals are Unknown. */
import { randomUUID } from "node:crypto";
import type { ConnectError } from "@connectrpc/connect";
import {
  type ResetRequest,
  ResetRequest_WipeMode as WipeMode,
} from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { type PartitionLabel, type ResetPlan, reset } from "../life/reset.ts";
import type { Machine } from "../state/machine.ts";
import { systemDisk } from "../state/machine-description.ts";
import { unknown } from "./etcd-client.ts";
import { recordWrite } from "./record-write.ts";

export function answerReset(machine: Machine, request: ResetRequest) {
  const { graceful, reboot, systemPartitionsToWipe, userDisksToWipe, mode } = request;
  const partitions = systemPartitionsToWipe.filter(({ wipe }) => wipe).map(({ label }) => label);
  recordWrite(machine, "Reset", { graceful, reboot, partitions, userDisks: userDisksToWipe, mode: modeNames[mode] });
  refuseUserDisks(machine, request);
  const targets = readPartitions(machine, request);
  const actorId = randomUUID();
  const userDisks = mode === WipeMode.SYSTEM_DISK ? [] : userDisksToWipe;
  const plan = { graceful, reboot, system: chooseSystem(request, targets), userDisks, actorId };
  machine.later(0, () => reset(machine, plan));
  return { messages: [{ actorId }] };
}

/** Nothing named means everything. */
function chooseSystem(request: ResetRequest, targets: readonly PartitionLabel[]): ResetPlan["system"] {
  if (request.mode === WipeMode.USER_DISKS) return "nothing";
  return request.systemPartitionsToWipe.length === 0 ? "disk" : targets;
}

function refuseUserDisks(machine: Machine, { mode, userDisksToWipe }: ResetRequest): void {
  if (userDisksToWipe.length === 0) return;
  if (mode === WipeMode.SYSTEM_DISK) {
    throw unknown("reset failed: invalid input, wipe mode SYSTEM_DISK doesn't support UserDisksToWipe parameter");
  }
  for (const device of userDisksToWipe) {
    const problem = diskProblem(machine, device);
    if (problem !== undefined) throw unknown(`reset user disk failed: device ${device} ${problem}`);
  }
}

function diskProblem(machine: Machine, device: string): string | undefined {
  const disk = machine.disks.find((candidate) => candidate.device === device);
  if (disk === undefined) return "wasn't found";
  if (disk.readOnly === true) return "is readonly";
  return device === systemDisk && machine.disk.installed ? "is the system disk" : undefined;
}

const modeNames: Readonly<Record<number, string>> = {
  [WipeMode.ALL]: "all",
  [WipeMode.SYSTEM_DISK]: "system-disk",
  [WipeMode.USER_DISKS]: "user-disks",
};

const located: Readonly<Record<PartitionLabel, true>> = { EPHEMERAL: true, META: true, STATE: true };

function readPartitions(machine: Machine, request: ResetRequest): readonly PartitionLabel[] {
  const specs = request.systemPartitionsToWipe;
  if (specs.length > 0 && request.mode === WipeMode.USER_DISKS) {
    throw unknown("reset failed: invalid input, wipe mode USER_DISKS doesn't support SystemPartitionsToWipe parameter");
  }
  return specs.flatMap(({ label, wipe }) => {
    if (!isLocated(label)) throw noVolume(label);
    if (!machine.disk.installed) throw unknown(`failed to reset: volume ${JSON.stringify(label)} is not located`);
    return wipe ? [label] : [];
  });
}

const isLocated = (label: string): label is PartitionLabel => Object.hasOwn(located, label);

function noVolume(label: string): ConnectError {
  const resource = `VolumeStatuses.block.talos.dev(runtime/${label}@undefined)`;
  return unknown(`failed to get volume status with label ${JSON.stringify(label)}: resource ${resource} doesn't exist`);
}
