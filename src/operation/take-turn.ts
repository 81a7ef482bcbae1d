/** One node's turn: look, skip when it is there already, judge the gates, do the work. */
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { ClusterObservation, NodeReading, ObservedNode } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import { uncordon } from "./disrupt-node.ts";
import { judgeGates } from "./judge-gates.ts";
import type { NodeTurn, NodeWork, Standing } from "./node-work.ts";
import type { NodeRecord } from "./operation-record.ts";
import { poll } from "./poll.ts";
import type { Rolling, SoFar } from "./rolling.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import { waitUntilBack } from "./wait-until-back.ts";
import { whatRuns } from "./what-runs.ts";
import { within } from "./within.ts";

/** Right before a node goes down only what is about to pass is waited for. */
const lastGateSeconds = 60;

/** @throws UserError when the work failed, in what state the node is left included */
export async function takeTurn(work: NodeWork, rolling: Rolling, soFar: SoFar): Promise<void> {
  const { progress, journal } = rolling;
  const { node, disrupts } = work.intent;
  progress.node(node.name, "running");
  const begun = wasBegun(journal.left(node.name));
  if (begun !== undefined && work.intent.staysAway !== true) await settle(work, rolling);
  const { turn, standing } = await openTurn(work, begun, rolling, soFar);
  if (standing === "done") await leaveAsItIs(turn);
  else await work.run(turn);
  const state = standing === "done" && begun === undefined ? "unchanged" : "done";
  if (disrupts && state === "done") soFar.disrupted = true;
  progress.node(node.name, state);
  journal.note(node.name, { state });
}

/** What was written before a step says something about a node; that it should have been started does not. */
function wasBegun(left: NodeRecord | undefined): NodeRecord | undefined {
  const isBegun = left?.state === "running" || left?.state === "failed" || left?.state === "done";
  return isBegun && left.step !== undefined ? left : undefined;
}

/** A run that was broken off may have left the node in the middle of a boot: then nothing can be told yet. */
async function settle({ intent: { node } }: NodeWork, { progress, ports, cluster, signal }: Rolling): Promise<void> {
  const look = async () => settled(await ports.probes.nodes.observe(node, { signal }));
  if ((await look()) !== undefined) return;
  await progress.step(node.name, "wait", async (detail) => {
    detail("what was begun is not over yet");
    await poll(look, { pace: ports.pace, signal, seconds: cluster.operations.rebootSeconds });
  });
}

/** A node of which something can be told; undefined while it boots, when it can look as if it had no configuration. */
export function settled(reading: NodeReading): NodeReading | undefined {
  if (reading.kind !== "read") return undefined;
  return reading.facts.stage === "running" && reading.facts.ready ? reading : undefined;
}

interface Opened {
  readonly turn: NodeTurn;
  readonly standing: Standing;
}

/** Looking and judging are one step, from one observation: what is done already needs no gate. */
async function openTurn(
  work: NodeWork,
  begun: NodeRecord | undefined,
  rolling: Rolling,
  soFar: SoFar,
): Promise<Opened> {
  const { progress, ports, nodes, cluster, signal } = rolling;
  const { node } = work.intent;
  return progress.step(node.name, "check", async (detail) => {
    const first = await observeCluster(nodes, ports.probes, { signal });
    const standing = await work.standing({ ...lookAt(work, first), begun }, ports, { signal });
    if (standing !== "open") return { turn: createTurn(work, first, begun, rolling, soFar), standing };
    const patienceSeconds = soFar.disrupted || begun !== undefined ? cluster.operations.rebootSeconds : 0;
    const judged = await judgeGates(rolling, node, { first, patienceSeconds, detail });
    return { turn: createTurn(work, judged, begun, rolling, soFar), standing };
  });
}

function lookAt({ intent: { node } }: NodeWork, observation: ClusterObservation) {
  return { observation, reading: observedIn(observation, node.name).reading };
}

function observedIn({ nodes }: ClusterObservation, name: string): ObservedNode {
  const found = nodes.find(({ node }) => node.name === name);
  if (found === undefined) throw new Error(`${name} was not observed`);
  return found;
}

function createTurn(
  work: NodeWork,
  observation: ClusterObservation,
  begun: NodeRecord | undefined,
  rolling: Rolling,
  soFar: SoFar,
): NodeTurn {
  const { id, cluster, ports, progress, journal, ownPod, signal } = rolling;
  const { node } = work.intent;
  const { name } = node;
  const look = lookAt(work, observation);
  const entry: Omit<NodeRecord, "name" | "state"> = {
    ...(look.reading.kind === "read" && { bootTime: look.reading.facts.bootTime, ran: whatRuns(look.reading.facts) }),
    ...(work.image !== undefined && { image: work.image }),
  };
  return {
    ...look,
    begun,
    work,
    ports,
    limits: cluster.operations,
    operation: id,
    kubernetesName: findKubernetesNode(observedIn(observation, name), observation.kubernetes)?.name,
    ...(ownPod && { ownPod }),
    signal,
    step: (step, run) => progress.step(name, step, run),
    write: async (step, run) => {
      await journal.write(name, { ...entry, state: "running", step }, { signal });
      return progress.step(name, step, async (detail) => {
        // Between what was written and what is done the program may have been suspended.
        journal.check();
        return run(detail);
      });
    },
    skip: (step, detail) => progress.skip(name, step, detail),
    gate: () =>
      progress.step(name, "check", async (detail) => {
        await judgeGates(rolling, node, { patienceSeconds: lastGateSeconds, detail });
      }),
    snapshot: async () => {
      if (node.role !== "controlplane" || !cluster.snapshots.beforeControlPlanes || soFar.snapshot) return;
      soFar.snapshot = await snapshotCluster(observation, rolling);
    },
  };
}

/** A step of the cluster as a whole. */
export function snapshotCluster(observation: ClusterObservation, { cluster, ports, progress, signal }: Rolling) {
  const seconds = cluster.operations.installSeconds;
  return progress.step(undefined, "snapshot", (detail) =>
    within("The snapshot", { pace: ports.pace, signal, seconds }, (limited) =>
      takeSnapshot(cluster.name, observation, ports, { signal: limited, detail }),
    ),
  );
}

/** There already, but perhaps since a run that did not live to put it back into service: ours, or any before the lock was ours. */
async function leaveAsItIs(turn: NodeTurn): Promise<void> {
  const { observation, reading, work } = turn;
  const found = findKubernetesNode({ node: work.intent.node, reading }, observation.kubernetes);
  if (found?.cordon === undefined) return;
  if (reading.kind === "read") {
    await turn.step("wait", async (detail) => {
      await waitUntilBack(turn, { detail });
    });
  }
  await uncordon(turn);
}
