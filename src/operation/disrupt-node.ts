/** Takes a node out of service, has something done to it, waits for it and puts it back; or says how it was left. */
import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import { drainNode } from "./drain-node.ts";
import { moveLeader } from "./move-leader.ts";
import type { NodeTurn } from "./node-work.ts";
import { patiently } from "./patiently.ts";
import { poll } from "./poll.ts";

/** A node that came back with what ran before needs a moment until Kubernetes has noticed. */
const recoverySeconds = 60;

export interface Disruption {
  /** What can be done while it still runs, but not while its pods do. */
  readonly prepare?: () => Promise<void>;
  /** What takes it down. */
  readonly act: () => Promise<void>;
  /** Ends when it is where it should be. */
  readonly wait: () => Promise<void>;
}

/** @throws UserError that says in what state the node is left */
export async function disruptNode(turn: NodeTurn, { prepare, act, wait }: Disruption): Promise<void> {
  refuseUnplanned(turn);
  await turn.snapshot();
  try {
    await cordonAndDrain(turn);
    await prepare?.();
    // Draining can take minutes: whether the others still stand is judged again right before.
    await turn.gate();
    await moveLeader(turn);
    await act();
    await wait();
    await uncordon(turn);
  } catch (error) {
    throw await afterFailure(turn, error);
  }
}

/** What was planned to stay up was judged so: neither whoever approved nor a gate has agreed that it goes down. */
function refuseUnplanned({ work }: NodeTurn): void {
  const { node, disrupts } = work.intent;
  if (disrupts) return;
  throw new UserError(`${node.name} would have to go down, which the plan does not say: it is another than then`, {
    code: "plan_changed",
    hint: "Somebody else changed it. Plan again, and approve the new plan.",
  });
}

async function cordonAndDrain(turn: NodeTurn): Promise<void> {
  const { work, kubernetesName, ports, limits, ownPod, operation, signal } = turn;
  if (kubernetesName === undefined) {
    turn.skip("drain", "Kubernetes does not know the node, or does not answer");
    return;
  }
  const at = new Date(ports.pace.now()).toISOString();
  await turn.write("cordon", async (detail) => {
    const cordon = () => ports.kubernetes.cordon(kubernetesName, { operation, at }, { signal });
    const done = await patiently(cordon, { pace: ports.pace, signal });
    if (done === "cordoned-by-other") detail("was cordoned by somebody else, and will stay so");
  });
  if (!work.intent.drains) return;
  await turn.write("drain", async (onDetail) => {
    const { evicted } = await drainNode(
      kubernetesName,
      {
        control: ports.kubernetes,
        pace: ports.pace,
        seconds: limits.drainSeconds,
        ...(ownPod && { ownPod }),
        onDetail,
      },
      { signal },
    );
    onDetail(evicted.length === 1 ? "1 pod moved" : `${evicted.length} pods moved`);
  });
}

/** Takes back our own cordon; another's stays. */
export async function uncordon(turn: NodeTurn): Promise<void> {
  const { kubernetesName, ports, signal } = turn;
  if (kubernetesName === undefined) return;
  const free = () => ports.kubernetes.uncordon(kubernetesName, { signal });
  await turn.write("uncordon", () => patiently(free, { pace: ports.pace, signal }));
}

/** A node that can serve is put back whatever went wrong; one that cannot is left out. The error says which. */
export async function afterFailure(turn: NodeTurn, error: unknown): Promise<unknown> {
  if (turn.kubernetesName === undefined) return error;
  const left = await putBack(turn);
  if (!(error instanceof UserError)) return error;
  return new UserError(`${error.message}. ${left}`, {
    code: error.code,
    ...(error.hint !== undefined && { hint: error.hint }),
    cause: error,
  });
}

async function putBack(turn: NodeTurn): Promise<string> {
  const { name } = turn.work.intent.node;
  if (turn.signal.aborted) return `${name} stays as it is, cordoned if it was; continue picks it up`;
  try {
    let found = "";
    const isWell = async () => {
      found = await look(turn);
      return found === "well" ? true : undefined;
    };
    const { pace } = turn.ports;
    const well = await poll(isWell, { pace, signal: turn.signal, seconds: recoverySeconds });
    if (well === undefined) return `${name} stays cordoned: it ${found}`;
    await uncordon(turn);
    return `${name} is uncordoned`;
  } catch {
    return `${name} stays cordoned: it could not be uncordoned`;
  }
}

async function look({ work, ports, signal }: NodeTurn): Promise<string> {
  const { node } = work.intent;
  const [reading, kubernetes] = await Promise.all([
    ports.probes.nodes.observe(node, { signal }),
    ports.probes.kubernetes.observe({ signal }),
  ]);
  if (reading.kind !== "read") return "does not answer";
  const isWell = reading.facts.stage === "running" && reading.facts.ready;
  const isReady = findKubernetesNode({ node, reading }, kubernetes)?.ready === true;
  return isWell && isReady ? "well" : "is not ready";
}
