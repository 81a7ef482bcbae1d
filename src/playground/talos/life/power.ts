/** Reboot, shutdown and rollback of a machine, as sequences that take their time. */
import { RestartEventSchema } from "../../../adapters/talos/proto/machine/events_pb.ts";
import type { Machine } from "../state/machine.ts";
import { fail, restart } from "./boot.ts";
import type { Phase, Sequence } from "./sequencer.ts";
import { cleanupPhase, drainPhase, phase, stopAllPhases } from "./stop-phases.ts";

export type RebootMode = "default" | "powercycle" | "force";

type Request = Pick<Sequence, "actorId" | "takeover">;

/** LINUX_REBOOT_CMD_RESTART, _KEXEC and _POWER_OFF, as reboot(2) has them. */
const commands = { restart: 0x1234567n, kexec: 0x45584543n, powerOff: 0x4321fedcn } as const;

export function reboot(machine: Machine, mode: RebootMode, request: Request): void {
  const stop = [cleanupPhase(machine), stopBusPhase, ...stopAllPhases(machine, { kexec: true })];
  const phases = [...(mode === "force" ? [] : stop), rebootPhase(machine, { kexec: mode === "default" })];
  machine.sequencer.start({ ...request, name: "reboot", phases, whenFailed: () => fail(machine) });
}

export function shutdown(machine: Machine, { force }: { readonly force: boolean }, request: Request): void {
  const phases = [
    { name: "storeShutdown", tasks: [{ name: "storeShutdownEmergency", ms: 0 }] },
    ...(force || machine.inMaintenance ? [] : [drainPhase(machine)]),
    cleanupPhase(machine),
    stopBusPhase,
    ...stopAllPhases(machine, { kexec: false }),
    haltPhase(machine),
  ];
  machine.sequencer.start({ ...request, name: "shutdown", phases, whenFailed: () => fail(machine) });
}

export const stopBusPhase: Phase = { name: "dbus", tasks: [{ name: "stopDBus", ms: 0 }] };

export function rebootPhase(machine: Machine, { kexec }: { readonly kexec: boolean }): Phase {
  const { kexecMs, firmwareMs } = machine.timing;
  return phase("reboot", {
    name: "reboot",
    ms: 0,
    begin: () => {
      machine.events.publish(RestartEventSchema, { cmd: kexec ? commands.kexec : commands.restart });
      restart(machine, kexec ? kexecMs : firmwareMs);
    },
  });
}

export function haltPhase(machine: Machine): Phase {
  return phase("shutdown", {
    name: "shutdown",
    ms: 0,
    begin: () => {
      machine.events.publish(RestartEventSchema, { cmd: commands.powerOff });
      machine.goDown("off");
    },
  });
}

/** The button of a machine that is off. */
export function powerOn(machine: Machine): void {
  if (machine.power === "off") restart(machine, machine.timing.firmwareMs);
}
