/** Brings one node to another Talos version or schematic. */
import type { Node } from "../cluster/cluster.ts";
import { atLeast } from "../config/talos-version.ts";
import type { NodeIntent, NodeTarget } from "../health/intent.ts";
import { hasRebooted } from "../health/node-state.ts";
import type { NodeFacts } from "../health/observation.ts";
import { afterFailure, disruptNode, uncordon } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeTurn, NodeWork } from "./node-work.ts";
import type { NodeRecord } from "./operation-record.ts";
import { runsTarget, waitUntilBack } from "./wait-until-back.ts";
import { within } from "./within.ts";

export interface UpgradeTarget extends NodeTarget {
  readonly version: string;
  readonly image: string;
}

export interface UpgradeOptions {
  /** Install now, boot into it at the next reboot. */
  readonly stage: boolean;
  /** What runs when this is planned; undefined when that could not be read. */
  readonly facts: NodeFacts | undefined;
}

/** Node and target in, the work out. The same version with another schematic is an upgrade too. */
export function upgradeNode(node: Node, target: UpgradeTarget, { stage, facts }: UpgradeOptions): NodeWork {
  // Before 1.13 there is one call for all of it; staged, it reboots twice.
  const staysUp = stage && facts !== undefined && isModern(facts);
  const unchanged = facts !== undefined && runsTarget(facts, target);
  const disrupts = !staysUp && !unchanged;
  const intent: NodeIntent = { node, disrupts, drains: disrupts, leavesEtcd: false, target };
  return {
    intent,
    unchanged,
    image: target.image,
    summary: summarise(facts, target, { unchanged, staysUp }),
    standing: async ({ reading, begun }) => {
      if (reading.kind !== "read") return "open";
      const isDone = runsTarget(reading.facts, target) || (staysUp && isInstalled(reading.facts, begun, target));
      if (isDone) return "done";
      return wasRolledBack(reading.facts, begun, target) ? "acted" : "open";
    },
    run: async (turn) => {
      const running = factsOf(node, turn.reading);
      if (wasRolledBack(running, turn.begun, target)) return reportRollback(turn, target);
      if (!isModern(running)) return upgradeAtOnce(turn, running, target, stage);
      return stage ? installOnly(turn, target) : installAndReboot(turn, running, target);
    },
  };
}

const isModern = ({ version }: NodeFacts): boolean => atLeast(version, "1.13");

function summarise(
  facts: NodeFacts | undefined,
  target: UpgradeTarget,
  { unchanged, staysUp }: { readonly unchanged: boolean; readonly staysUp: boolean },
): string {
  const schematic = target.schematicId === undefined ? "" : ` with schematic ${target.schematicId.slice(0, 8)}`;
  if (unchanged) return `runs ${target.version} already`;
  const isSame = facts?.version === target.version;
  const change = isSame ? `${target.version}${schematic}` : `${facts?.version ?? "?"} → ${target.version}`;
  return staysUp ? `installs ${change}, boots into it at the next reboot` : `${change}, reboots`;
}

/**
 * Whether the run that was broken off finished installing: it then went on to the step after, the boot is still the same,
 * and the node has another boot entry waiting.
 */
function isInstalled(facts: NodeFacts, begun: NodeRecord | undefined, { image }: UpgradeTarget): boolean {
  if (begun?.image !== image || begun.bootTime === undefined || !facts.fallbackPending) return false;
  const isPast = begun.step === "verify" || begun.step === "move-leader" || begun.step === "reboot";
  return isPast && !hasRebooted(begun.bootTime, facts.bootTime);
}

/** The run that was broken off rebooted it, and it came back with what it ran before. */
function wasRolledBack(running: NodeFacts, begun: NodeRecord | undefined, { image }: UpgradeTarget): boolean {
  if (begun?.state !== "running" || begun.image !== image || begun.bootTime === undefined) return false;
  return hasRebooted(begun.bootTime, running.bootTime);
}

async function reportRollback(turn: NodeTurn, target: UpgradeTarget): Promise<void> {
  try {
    await turn.step("wait", async (detail) => {
      await waitUntilBack(turn, { target, detail });
    });
    await uncordon(turn);
  } catch (error) {
    throw await afterFailure(turn, error);
  }
}

async function installAndReboot(turn: NodeTurn, running: NodeFacts, target: UpgradeTarget): Promise<void> {
  const { work, ports, signal } = turn;
  const { node } = work.intent;
  const isReady = isInstalled(running, turn.begun, target);
  if (isReady) turn.skip("install", `${target.version} is installed already`);
  const pinned = isReady ? undefined : await pull(turn, target.image);
  await disruptNode(turn, {
    ...(pinned !== undefined && { prepare: () => install(turn, pinned) }),
    act: () => turn.write("reboot", () => ports.nodes.reboot(node, "default", { signal })),
    wait: () => wait(turn, running, target),
  });
}

async function installOnly(turn: NodeTurn, target: UpgradeTarget): Promise<void> {
  const pinned = await pull(turn, target.image);
  await install(turn, pinned);
  await turn.write("verify", async (detail) => detail(`${target.version} starts at the next reboot`));
}

async function pull(turn: NodeTurn, image: string): Promise<string> {
  const { work, ports, limits, signal } = turn;
  const { node } = work.intent;
  await turn.snapshot();
  return turn.write("pull", (detail) =>
    within(
      `Pulling the image on ${node.name}`,
      { pace: ports.pace, signal, seconds: limits.installSeconds },
      (limited) => {
        const onProgress = (percent: number) => detail(`${Math.floor(percent)} %`);
        return ports.nodes.pullImage(node, image, { signal: limited, onProgress });
      },
    ),
  );
}

async function install(turn: NodeTurn, image: string): Promise<void> {
  const { work, ports, limits, signal } = turn;
  const { node } = work.intent;
  await turn.write("install", () =>
    within(`Installing on ${node.name}`, { pace: ports.pace, signal, seconds: limits.installSeconds }, (limited) =>
      ports.nodes.installImage(node, image, { signal: limited }),
    ),
  );
}

async function upgradeAtOnce(turn: NodeTurn, running: NodeFacts, target: UpgradeTarget, stage: boolean): Promise<void> {
  const { work, ports, limits, signal } = turn;
  const { node } = work.intent;
  await disruptNode(turn, {
    act: () => turn.write("upgrade", () => ports.nodes.upgradeAtOnce(node, target.image, { stage, signal })),
    wait: () => wait(turn, running, target, limits.installSeconds + limits.rebootSeconds),
  });
}

async function wait(turn: NodeTurn, before: NodeFacts, target: UpgradeTarget, seconds?: number): Promise<void> {
  await turn.step("wait", async (detail) => {
    const { bootTime: bootTimeBefore } = before;
    const back = await waitUntilBack(turn, {
      bootTimeBefore,
      target,
      detail,
      ...(seconds !== undefined && { seconds }),
    });
    detail(back.version);
  });
}
