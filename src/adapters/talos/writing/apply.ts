/** Sends a node its configuration. */
import { Code, createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { ApplyAnswer, ApplyRequest } from "../../../operation/node-control.ts";
import { MachineService, ApplyConfigurationRequest_Mode as Mode } from "../proto/machine/machine_pb.ts";
import type { NodeOperation, Perform } from "./perform.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What does the same twice is sent again when its answer is lost: a dry run, and the modes that only store and activate.
 * The others are not: `auto` may reboot, and a second try would take the first one for what to go back to.
 *
 * @throws UserError `node_busy` while another apply or its reboot is under way; `operation_refused`
 */
export function apply(
  node: Node,
  request: ApplyRequest,
  { perform, signal }: Waiting & { readonly perform: Perform },
): Promise<ApplyAnswer> {
  const { config: data, mode, dryRun = false, revertAfterSeconds } = request;
  const timeout = revertAfterSeconds === undefined ? {} : { tryModeTimeout: { seconds: BigInt(revertAfterSeconds) } };
  const operation: NodeOperation<ApplyAnswer> = {
    action: "apply the configuration",
    roles: ["os:admin"],
    once: !dryRun && (mode === "auto" || mode === "try"),
    refusals,
    run: async (transport, options) => {
      const { messages } = await createClient(MachineService, transport).applyConfiguration(
        { data, mode: modes[mode], dryRun, ...timeout },
        options,
      );
      const answer = messages[0];
      if (answer === undefined) throw new TypeError("a reply without an answer");
      // What else the node says is a diff with plain secrets.
      return { resolved: resolvedModes[answer.mode] ?? "no-reboot", warnings: answer.warnings };
    },
  };
  return perform(node, operation, { signal });
}

/** Never REBOOT, which Talos 1.14 no longer has and which is what an unset mode means. */
const modes: Readonly<Record<ApplyRequest["mode"], Mode>> = {
  auto: Mode.AUTO,
  "no-reboot": Mode.NO_REBOOT,
  staged: Mode.STAGED,
  try: Mode.TRY,
};

/** Up to Talos 1.13 AUTO becomes REBOOT where the change asks for it; later ones always take it for NO_REBOOT. */
const resolvedModes: Readonly<Partial<Record<Mode, ApplyAnswer["resolved"]>>> = {
  [Mode.AUTO]: "no-reboot",
  [Mode.NO_REBOOT]: "no-reboot",
  [Mode.REBOOT]: "reboot",
  [Mode.STAGED]: "staged",
  [Mode.TRY]: "try",
};

const refusals: readonly Refusal[] = [
  {
    ...{ code: Code.InvalidArgument, text: /immediate mode/i, as: "operation_refused" },
    message: "cannot take the change without a reboot",
    hint: "Stage it and reboot, or apply it with the mode auto.",
  },
  {
    ...{ code: Code.InvalidArgument, as: "operation_refused" },
    message: "finds the configuration invalid",
    hint: "Its own words may hold secrets: see them with talosctl apply-config --dry-run.",
  },
  {
    ...{ code: Code.FailedPrecondition, text: /until next reboot|rebooting/i, as: "node_busy" },
    message: "is about to reboot with an earlier change",
    hint: "Try again when it is back.",
  },
  {
    ...{ code: Code.FailedPrecondition, as: "node_busy" },
    message: "is busy with another apply",
    hint: "Try again in a moment.",
  },
];
