/** The part of machine.MachineService that stops and restarts the machine. */
import { randomUUID } from "node:crypto";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import {
  type MachineService,
  RebootRequest_Mode as RebootMode,
} from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { type RebootMode as Mode, reboot, shutdown } from "../life/power.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { recordWrite } from "./record-write.ts";
import { answerReset } from "./reset-method.ts";

type PowerMethods = Pick<ServiceImpl<typeof MachineService>, "reboot" | "reset" | "rollback" | "shutdown">;

/** What is asked for starts beside the reply; whether it starts at all is told by events. */
export function createPowerMethods(machine: Machine): PowerMethods {
  return {
    reboot: (request) => {
      const mode = toRebootMode(machine, request.mode);
      const actorId = randomUUID();
      recordWrite(machine, "Reboot", { mode });
      machine.later(0, () => reboot(machine, mode, { actorId }));
      return { messages: [{ actorId }] };
    },
    reset: (request) => answerReset(machine, request),
    shutdown: ({ force }) => {
      const actorId = randomUUID();
      recordWrite(machine, "Shutdown", { force });
      machine.later(0, () => shutdown(machine, { force }, { actorId, takeover: true }));
      return { messages: [{ actorId }] };
    },
    rollback: () => {
      recordWrite(machine, "Rollback");
      if (!machine.disk.installed) throw new ConnectError("system disk not found", Code.FailedPrecondition);
      if (!machine.disk.revert()) throw new ConnectError("previous UKI not found", Code.Unknown);
      machine.later(0, () => reboot(machine, "default", { takeover: true }));
      return { messages: [{}] };
    },
  };
}

/** A version that does not know FORCE takes it for the default. */
function toRebootMode(machine: Machine, mode: RebootMode): Mode {
  if (mode === RebootMode.POWERCYCLE) return "powercycle";
  return mode === RebootMode.FORCE && isAtLeast(machine.profile, "1.12") ? "force" : "default";
}
