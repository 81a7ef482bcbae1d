/** What stands against an operation that only the plan and the runner's place can tell. */
import type { OperationCommand } from "../chatops/command.ts";
import type { UserError } from "../errors.ts";
import type { GateFinding } from "../health/gate.ts";
import type { ChosenWork } from "./choose-works.ts";
import type { OwnPlace } from "./find-own-node.ts";
import type { Bound } from "./plan-or-bind.ts";

export function judgePlan(
  command: OperationCommand,
  works: readonly ChosenWork[],
  unidentified: readonly { readonly name: string; readonly error: UserError }[],
  { diffs }: Pick<Bound, "diffs">,
  place: OwnPlace,
): readonly GateFinding[] {
  return [
    ...unidentified.map(({ name, error }) => invalid(name, error)),
    ...works.flatMap(({ work, blocked }) => (blocked === undefined ? [] : [invalid(work.intent.node.name, blocked)])),
    ...(command.name === "apply" ? judgeMode(command.mode, diffs) : []),
    ...judgePlace(works, place),
  ];
}

/** Of a node of which nothing can be planned. */
export function invalid(node: string, { code, message, hint }: UserError): GateFinding {
  return {
    code: code === "unreachable" ? "node_unreachable" : "config_invalid",
    verdict: "refuse",
    message,
    evidence: [],
    ...(hint !== undefined && { hint }),
    node,
  };
}

/** Up to 1.13 a node refuses what it cannot do without a reboot; from 1.14 on it takes it, and part of it waits. */
function judgeMode(mode: string, diffs: Bound["diffs"]): readonly GateFinding[] {
  if (mode !== "no-reboot" && mode !== "try") return [];
  return [...diffs.values()].flatMap((diff): readonly GateFinding[] => {
    if (diff.kind !== "changed" || diff.reboot.kind === "none") return [];
    const { name } = diff.node;
    const isRefused = diff.reboot.kind === "automatic";
    const message = isRefused
      ? `${name} cannot take this configuration without a reboot`
      : `Part of this configuration takes effect on ${name} only after a reboot`;
    const hint = "Apply with mode auto, which stages it and reboots the node drained.";
    return [
      {
        code: "reboot_needed",
        verdict: isRefused ? "refuse" : "warn",
        message,
        evidence: diff.reboot.paths,
        hint,
        node: name,
      },
    ];
  });
}

/** A run that takes its own node down ends in the middle; which one that is has to be known before several go down. */
function judgePlace(works: readonly ChosenWork[], place: OwnPlace): readonly GateFinding[] {
  const disrupted = works.filter(({ work }) => work.intent.disrupts).length;
  if (place.kind !== "unknown" || disrupted === 0) return [];
  const message = "This run is in the cluster, and on which node is not known: it may take itself down";
  const hint = "Give the runner's pod the name of its node: NODE from status.hostIP or spec.nodeName.";
  return [
    {
      code: "runner_place_unknown",
      verdict: disrupted > 1 ? "refuse" : "warn",
      message,
      evidence: [`${disrupted} ${disrupted === 1 ? "node is" : "nodes are"} to be disrupted`],
      hint,
    },
  ];
}
