/** `status`, `health` and `etcd status`: how the cluster fares, as an answer. It only looks. */
import { createImageFactory } from "../../adapters/image-factory/create-image-factory.ts";
import type { Command } from "../../chatops/command.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { inspectCluster } from "../../inspect.ts";
import { composeEtcd, composeHealth, composeStatus } from "../../report/health/compose-health.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import { openConnections } from "../operate/open-cluster.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";
import { clusterOf } from "./plan-operation.ts";
import { requirePermission } from "./require-permission.ts";

type InspectCommand = Extract<Command, { name: "status" | "health" | "etcd status" }>;

const compose = { status: composeStatus, health: composeHealth, "etcd status": composeEtcd } as const;

export async function inspectForAnswer(
  command: InspectCommand,
  asking: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  const cluster = await clusterOf(command, asking, run);
  await requirePermission(command, cluster, asking);
  const report = await inspect(command, cluster, asking, run);
  return [{ kind: "pieces", pieces: compose[command.name](report) }];
}

async function inspect(command: InspectCommand, cluster: Cluster, asking: Asking, run: RunContext) {
  const { filesAt, redactor, signal } = run;
  const { sha, settingsSha, trusted } = await asking.target();
  const selectors = selectorsOf(command);
  return inspectCluster(
    {
      cluster,
      // A fork does not say where the nodes are.
      files: filesAt(trusted ? sha : settingsSha),
      selectors: selectors.length === 0 ? ["all"] : selectors,
      runsChecks: command.name === "health",
    },
    {
      openAccess: async (nodes) => {
        const { read, write, close } = await openConnections(cluster, nodes, run);
        return { nodes: read.nodes, kubernetes: read.kubernetes, lock: write.lock, close };
      },
      factory: createImageFactory({ url: cluster.factory }),
      redactor,
      clock: () => performance.now(),
    },
    { signal },
  );
}
