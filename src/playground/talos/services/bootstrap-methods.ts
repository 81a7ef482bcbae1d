/** The part of machine.MachineService that makes a new etcd, or one from a snapshot. */
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import type { MachineService } from "../../../adapters/talos/proto/machine/machine_pb.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { recordWrite } from "./record-write.ts";
import { requireControlPlane } from "./require-control-plane.ts";

type BootstrapMethods = Pick<ServiceImpl<typeof MachineService>, "bootstrap" | "etcdRecover">;

export function createBootstrapMethods(machine: Machine): BootstrapMethods {
  let hasSnapshot = false;
  return {
    bootstrap: ({ recoverEtcd }) => {
      recordWrite(machine, "Bootstrap", { recoverEtcd });
      refuseBootstrap(machine);
      if (recoverEtcd && !hasSnapshot) {
        const path = "/var/lib/etcd.snapshot";
        throw new ConnectError(`error starting etcd in bootstrap mode: open ${path}: no such file`, Code.Unknown);
      }
      machine.disk.etcdData = true;
      machine.cluster.etcd.bootstrap(machine);
      return { messages: [{}] };
    },
    etcdRecover: async (pieces) => {
      recordWrite(machine, "EtcdRecover");
      requireControlPlane(machine, "etcd recover");
      for await (const { bytes } of pieces) hasSnapshot = bytes.length > 0 || hasSnapshot;
      return { messages: [{}] };
    },
  };
}

function refuseBootstrap(machine: Machine): void {
  const refused = (code: Code, message: string) => new ConnectError(message, code);
  const hasContainers = machine.services.some(({ id, state }) => id === "cri" && state === "Running");
  if (!hasContainers) throw refused(Code.FailedPrecondition, "bootstrap is not available yet");
  if (machine.role === "worker" && !isAtLeast(machine.profile, "1.12")) {
    throw refused(Code.FailedPrecondition, "bootstrap can only be performed on a control plane node");
  }
  requireControlPlane(machine, "bootstrap");
  if (machine.disk.etcdData) throw refused(Code.AlreadyExists, "etcd data directory is not empty");
}
