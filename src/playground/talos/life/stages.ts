/** To which stage a sequence, or a phase of one, brings a machine: as Talos' MachineStatusController derives it from events. */
import type { MachineStage } from "../state/machine-description.ts";
import type { SequenceName } from "./sequencer.ts";

const atStart: Readonly<Partial<Record<SequenceName, MachineStage>>> = {
  boot: "booting",
  initialize: "booting",
  maintenanceUpgrade: "upgrading",
  reboot: "rebooting",
  reset: "resetting",
  shutdown: "shutting down",
  stageUpgrade: "upgrading",
  upgrade: "upgrading",
};

const installs: ReadonlySet<SequenceName> = new Set(["install", "maintenanceUpgrade", "stageUpgrade", "upgrade"]);

export function stageAtStart(sequence: SequenceName): MachineStage | undefined {
  return atStart[sequence];
}

export function stageAtPhase(sequence: SequenceName, phase: string): MachineStage | undefined {
  if (sequence === "install" && phase === "install") return "installing";
  return installs.has(sequence) && phase === "kexec" ? "rebooting" : undefined;
}
