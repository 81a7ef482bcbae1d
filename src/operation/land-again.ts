import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { NodeWork } from "./node-work.ts";
import type { Rolling } from "./rolling.ts";

/**
 * The first time, the rest is handed over and the next run may be placed anywhere. When that lands on the same node, the
 * node is cordoned, so that the one after it cannot.
 *
 * @throws UserError `operation_refused` when the run is on the node although that is cordoned
 */
export async function landAgain({ intent }: NodeWork, rolling: Rolling): Promise<void> {
  const { journal, ports, progress, id, signal } = rolling;
  const { name } = intent.node;
  const left = journal.left(name);
  if (left?.state !== "handed-over") return;
  const kubernetesName = await findName(intent.node, rolling);
  if (kubernetesName === undefined || rolling.nodes.length === 1) throw stuck(name);
  if (left.step === "cordon") {
    await progress.step(name, "uncordon", () => ports.kubernetes.uncordon(kubernetesName, { signal }));
    throw stuck(name);
  }
  await journal.write(name, { state: "handed-over", step: "cordon" }, { signal });
  const at = new Date(ports.pace.now()).toISOString();
  await progress.step(name, "cordon", () => ports.kubernetes.cordon(kubernetesName, { operation: id, at }, { signal }));
}

async function findName(node: NodeWork["intent"]["node"], { ports, signal }: Rolling): Promise<string | undefined> {
  const { nodes, kubernetes } = ports.probes;
  const [reading, found] = await Promise.all([nodes.observe(node, { signal }), kubernetes.observe({ signal })]);
  return findKubernetesNode({ node, reading }, found)?.name;
}

function stuck(name: string): UserError {
  return new UserError(`Cannot go on with ${name}: this run is on that node again, and would go down with it`, {
    code: "operation_refused",
    hint: "Continue from outside of the cluster, or let the runner run on another node.",
  });
}
