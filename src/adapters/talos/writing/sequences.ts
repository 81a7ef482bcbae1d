/** Everything that takes a node down: reboot, shutdown, reset, rollback and the upgrade before Talos 1.13. */
import { Code, createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { NodeControl, ResetRequest } from "../../../operation/node-control.ts";
import {
  MachineService,
  RebootRequest_Mode as RebootMode,
  ResetRequest_WipeMode as WipeMode,
} from "../proto/machine/machine_pb.ts";
import type { Perform } from "./perform.ts";
import type { Refusal } from "./refusal.ts";
import { type SequenceRequest, startSequence } from "./start-sequence.ts";

type Sequences = Pick<NodeControl, "reboot" | "shutdown" | "reset" | "rollback" | "upgradeAtOnce">;

/** None of these is asked for twice, whatever happens to the answer. */
export function createSequences(options: {
  readonly perform: Perform;
  readonly readyMs: number;
  readonly startMs: number;
  readonly workMs: number;
}): Sequences {
  const start = (node: Node, request: SequenceRequest, { signal }: { readonly signal: AbortSignal }) =>
    startSequence(node, request, { ...options, signal });
  const { workMs } = options;
  return {
    reboot: (node, mode, waiting) => start(node, rebootRequest(mode), waiting),
    shutdown: (node, { force }, waiting) => start(node, shutdownRequest(force), waiting),
    reset: async (node, request, waiting) => {
      refuseWholeDisk(node, request);
      return start(node, resetRequest(request), waiting);
    },
    rollback: (node, waiting) => start(node, rollbackRequest, waiting),
    upgradeAtOnce: (node, image, { stage, signal }) =>
      start(node, { ...upgradeRequest(image, stage), limitMs: workMs }, { signal }),
  };
}

const unfit: Refusal = {
  code: Code.FailedPrecondition,
  as: "operation_refused",
  message: "cannot do that: it runs in a container, or was never installed",
};

const rebootRequest = (mode: "default" | "powercycle"): SequenceRequest => ({
  action: "start the reboot",
  sequence: "reboot",
  roles: ["os:operator"],
  refusals: [unfit],
  run: async (transport, options) => {
    const request = { mode: mode === "powercycle" ? RebootMode.POWERCYCLE : RebootMode.DEFAULT };
    const { messages } = await createClient(MachineService, transport).reboot(request, options);
    return messages[0]?.actorId ?? "";
  },
});

const shutdownRequest = (force: boolean): SequenceRequest => ({
  action: "start the shutdown",
  sequence: "shutdown",
  roles: ["os:operator"],
  refusals: [unfit],
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).shutdown({ force }, options);
    return messages[0]?.actorId ?? "";
  },
});

const resetRequest = ({ partitions, graceful, reboot }: ResetRequest): SequenceRequest => ({
  action: "start the reset",
  sequence: "reset",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /volume|partition/i, as: "operation_refused" },
      message: "does not have one of the partitions",
      hint: "Look at what it has: talosctl get volumestatus.",
    },
  ],
  run: async (transport, options) => {
    const request = {
      graceful,
      reboot,
      mode: WipeMode.SYSTEM_DISK,
      systemPartitionsToWipe: partitions.map((label) => ({ label, wipe: true })),
    };
    const { messages } = await createClient(MachineService, transport).reset(request, options);
    return messages[0]?.actorId ?? "";
  },
});

/** With no partition named, Talos wipes the whole system disk. */
function refuseWholeDisk({ name }: Node, { partitions }: ResetRequest): void {
  if (partitions.length > 0 && partitions.every((label) => /^[A-Z][A-Z0-9_-]*$/i.test(label))) return;
  throw new UserError(`Cannot reset ${name}: it takes the labels of the partitions to wipe, else the whole disk goes`, {
    code: "operation_refused",
    hint: "Name them: STATE, EPHEMERAL.",
  });
}

const rollbackRequest: SequenceRequest = {
  action: "start the rollback",
  sequence: "reboot",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /rollback|revert|boot ?loader|label|UKI/i, as: "operation_refused" },
      message: "has no other boot entry to go back to",
    },
  ],
  // Talos gives this one no actor.
  run: async (transport, options) => {
    await createClient(MachineService, transport).rollback({}, options);
    return "";
  },
};

/** `preserve` and `force` stay false: either makes Talos skip its own look at etcd. */
const upgradeRequest = (image: string, stage: boolean): SequenceRequest => ({
  action: "start the upgrade",
  sequence: stage ? "stageUpgrade" : "upgrade",
  roles: ["os:admin"],
  refusals: [
    unfit,
    {
      ...{ code: Code.Unknown, text: /upgrade mutex/i, as: "node_busy" },
      message: "may not begin: another control plane is upgrading",
      hint: "Wait until it is done.",
    },
    {
      ...{ code: Code.Unknown, text: /installer image/i, as: "operation_refused" },
      message: "cannot pull the image, or does not take it for an installer",
      hint: "Check the image's name, and that the node reaches the registry.",
    },
    {
      ...{ code: Code.Unknown, text: /etcd/i, as: "operation_refused" },
      message: "sees an etcd that would not outlive it: two members, or one that is not well",
      hint: "Look at the members: talosctl etcd status.",
    },
  ],
  run: async (transport, options) => {
    const request = { image, stage, preserve: false, force: false };
    const { messages } = await createClient(MachineService, transport).upgrade(request, options);
    return messages[0]?.actorId ?? "";
  },
});
