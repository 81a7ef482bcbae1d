/** One cluster's plan: against the nodes where the run may and can reach them, against the base commit otherwise. */
import { createImageFactory } from "../adapters/image-factory/create-image-factory.ts";
import { openWorkspace } from "../adapters/workspace/open-workspace.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { type Note, UserError } from "../errors.ts";
import { type PlanAccess, type PlanProgress, type PlanRequest, type PlanResult, planChanges } from "../plan.ts";
import { findTalosconfig, type TalosconfigSource } from "./find-talosconfig.ts";
import type { Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

export interface ClusterRequest {
  readonly cluster: Cluster;
  readonly target: Target;
  readonly files: RepositoryFiles;
  readonly selectors: readonly string[];
  /** What a reader of the plan should know besides. */
  readonly notes: readonly Note[];
  /** Drift is a difference to nodes: without a way to them there is nothing to say. */
  readonly mustBeLive: boolean;
}

/** The configuration that is planned: the pinned commit's, unless the workflow names a folder, which a fork could have filled. */
export async function openTargetFiles(target: Target, { inputs, filesAt }: RunContext): Promise<RepositoryFiles> {
  return inputs.root === undefined || !target.trusted ? filesAt(target.sha) : openWorkspace(inputs.root);
}

/**
 * Calls `onUnderWay` as soon as a node was asked, or rendered where none is asked.
 *
 * @throws UserError when there is no plan; what happens to a single node is in the plan
 */
export async function planCluster(
  request: ClusterRequest,
  onUnderWay: () => void,
  run: RunContext,
): Promise<PlanResult> {
  const { cluster, files, selectors, target } = request;
  run.log.info(
    `Planning ${cluster.name} at ${files.revision.slice(0, 12)}, with the settings of ${target.settingsSha.slice(0, 7)}`,
  );
  const journey = { cluster, files, selectors, command: `diff ${selectors.join(" ")}` };
  // The only place that reaches nodes and secrets, and it is closed to forks.
  const talosconfig = target.trusted ? findTalosconfig(run) : undefined;
  const onProgress = (progress: PlanProgress) => {
    if (talosconfig === undefined || progress.step === "read") onUnderWay();
    logProgress(progress, run);
  };
  if (talosconfig === undefined) return planOffline(journey, request, onProgress, run);
  const { redactionKey, signal } = run;
  return planChanges(
    { ...journey, ...(target.sha !== target.settingsSha && { earlier: run.filesAt(target.settingsSha) }) },
    {
      openAccess: () => openAccess(cluster, talosconfig, run),
      factory: createImageFactory({ url: cluster.factory }),
      redactionKey,
      onProgress,
      clock: () => performance.now(),
    },
    { signal },
  );
}

/** For forks not even the code is loaded. */
async function openAccess(cluster: Cluster, talosconfig: TalosconfigSource, run: RunContext): Promise<PlanAccess> {
  const { connectCluster } = await import("./connect-cluster.ts");
  return connectCluster(cluster, talosconfig, run);
}

async function planOffline(
  journey: PlanRequest,
  request: ClusterRequest,
  onProgress: (progress: PlanProgress) => void,
  run: RunContext,
): Promise<PlanResult> {
  const { target, mustBeLive } = request;
  const base = mustBeLive ? undefined : await target.readBase();
  if (base === undefined) {
    throw new UserError(`Cannot compare ${request.cluster.name} with its nodes: the run has no talosconfig`, {
      code: "talosconfig_invalid",
      hint: "Give the input talosconfig, or set TALOSCONFIG. Talos lets only the role os:admin read a machine config.",
    });
  }
  run.log.info(
    target.trusted
      ? "No talosconfig: comparing with the base commit, without secrets and nodes"
      : "From a fork: comparing with the base commit, without secrets and nodes",
  );
  const { redactionKey, signal } = run;
  const files = run.filesAt(base);
  return planChanges(
    { ...journey, base: files },
    { redactionKey, clock: () => performance.now(), onProgress },
    { signal },
  );
}

function logProgress({ step, node, total }: PlanProgress, { log }: RunContext): void {
  log.info(`${step} ${node} (of ${total})`);
}
