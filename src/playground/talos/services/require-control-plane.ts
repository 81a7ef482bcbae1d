import { Code, ConnectError } from "@connectrpc/connect";
import type { Machine } from "../state/machine.ts";

/** Talos refuses what only control planes do as if the method did not exist. */
export function requireControlPlane(machine: Machine, purpose: string): void {
  if (machine.inMaintenance) {
    throw new ConnectError(`machine type is not set, cannot use ${purpose} API`, Code.Unimplemented);
  }
  if (machine.role === "worker") {
    throw new ConnectError(`${purpose} is only available on control plane nodes`, Code.Unimplemented);
  }
}
