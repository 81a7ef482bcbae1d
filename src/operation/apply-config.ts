/** Brings one node's configuration to what the repository wants. */
import { createHash } from "node:crypto";
import type { Node } from "../cluster/cluster.ts";
import { atLeast } from "../config/talos-version.ts";
import type { LiveNode } from "../diff/live-nodes.ts";
import { UserError } from "../errors.ts";
import type { Waiting } from "../health/probes.ts";
import type { ConfigChange } from "./config-change.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeTurn, NodeWork, RollingPorts } from "./node-work.ts";
import { drainAndReboot } from "./reboot-node.ts";
import { tryConfig } from "./try-config.ts";
import { verifyConfig } from "./verify-config.ts";

export interface ApplyOptions {
  readonly mode: "auto" | "no-reboot" | "staged" | "try";
  /** Of mode try. */
  readonly revertAfterSeconds: number;
}

/** A change that needs a reboot becomes: staged, then a drained reboot, unless the mode says that it shall wait. */
export function applyConfig(node: Node, change: ConfigChange, options: ApplyOptions): NodeWork {
  const reboots = options.mode === "auto" && !change.unchanged && change.reboot.kind !== "none";
  return {
    intent: { node, disrupts: reboots, drains: reboots, leavesEtcd: false },
    unchanged: change.unchanged,
    summary: summarise(change, options, reboots),
    standing: async (_look, ports, waiting) => {
      await checkLive(node, change, ports, waiting);
      return change.unchanged ? "done" : "open";
    },
    run: async (turn) => {
      if (options.mode === "try") return tryConfig(turn, change, options.revertAfterSeconds);
      if (options.mode === "staged") return applyWith(turn, change, "staged");
      if (reboots && (await needsReboot(turn, change))) return stageAndReboot(turn, change);
      if (!reboots && options.mode === "auto") await refuseReboot(turn, change);
      await applyWith(turn, change, "no-reboot");
      await verifyConfig(turn, change.config);
    },
  };
}

function summarise(
  { unchanged, changes, reboot }: ConfigChange,
  { mode, revertAfterSeconds }: ApplyOptions,
  reboots: boolean,
): string {
  if (unchanged) return "has the wanted configuration already";
  const what = changes === 1 ? "1 change" : `${changes} changes`;
  if (reboots) return `${what}, staged, reboots`;
  if (mode === "staged") return `${what}, active after the next reboot`;
  if (mode === "try")
    return `${what}, tried, taken back after ${revertAfterSeconds} seconds unless the node stays well`;
  return reboot.kind === "manual" ? `${what}, part of it active only after a reboot` : `${what}, without a reboot`;
}

/** Somebody else may have changed the node since the plan was made. */
async function checkLive(
  node: Node,
  { live }: ConfigChange,
  { liveNodes }: Pick<RollingPorts, "liveNodes">,
  { signal }: Waiting,
): Promise<void> {
  const reading = await liveNodes.read(node, { signal });
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    throw new UserError(`Cannot apply to ${node.name}: ${message}`, {
      code: "unreachable",
      ...(hint !== undefined && { hint }),
    });
  }
  if (isSame(reading.live, live)) return;
  throw new UserError(`Cannot apply to ${node.name}: its configuration is another than the one that was compared`, {
    code: "plan_changed",
    hint: "Somebody else changed it. Plan again, and approve the new plan.",
  });
}

function isSame({ config }: LiveNode, planned: Uint8Array): boolean {
  return sha256(config) === sha256(planned);
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Up to 1.13 the node itself knows best. A dry run cancels a try that is pending, so it is not asked then. */
async function needsReboot(turn: NodeTurn, change: ConfigChange): Promise<boolean> {
  const resolved = await dryRun(turn, change);
  return resolved === undefined || resolved === "reboot";
}

async function refuseReboot(turn: NodeTurn, change: ConfigChange): Promise<void> {
  const { name } = turn.work.intent.node;
  if ((await dryRun(turn, change)) !== "reboot") return;
  throw new UserError(`Cannot apply to ${name}: the node says that it would reboot, which the plan does not`, {
    code: "plan_changed",
    hint: "Apply with mode staged, and reboot it after that.",
  });
}

async function dryRun(turn: NodeTurn, { config }: ConfigChange) {
  const { ports, reading, signal, work } = turn;
  const { node } = work.intent;
  const facts = factsOf(node, reading);
  if (atLeast(facts.version, "1.14") || facts.stagedConfig) return undefined;
  return turn.step("check", async (detail) => {
    const { resolved } = await ports.nodes.apply(node, { config, mode: "auto", dryRun: true }, { signal });
    detail(resolved === "reboot" ? "the node says that it needs a reboot" : "the node says that no reboot is needed");
    return resolved;
  });
}

async function stageAndReboot(turn: NodeTurn, change: ConfigChange): Promise<void> {
  await drainAndReboot(turn, "default", () => applyWith(turn, change, "staged"));
  await verifyConfig(turn, change.config);
}

async function applyWith(turn: NodeTurn, change: ConfigChange, mode: "no-reboot" | "staged"): Promise<void> {
  const { ports, signal, work } = turn;
  const { node } = work.intent;
  await checkLive(node, change, ports, { signal });
  await turn.write("apply", async (detail) => {
    const { warnings } = await ports.nodes.apply(node, { config: change.config, mode }, { signal });
    if (warnings.length > 0) detail(warnings.join("; "));
  });
}
