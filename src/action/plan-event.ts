/** Plans what an event is about, cluster by cluster, and reports each. */
import { openRepositoryFiles } from "../adapters/github/repository-files.ts";
import { chooseCluster } from "../cluster/choose-cluster.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { readSettings } from "../cluster/read-settings.ts";
import type { CommitTask, PullRequestTask } from "./choose-task.ts";
import { openTargetFiles } from "./plan-cluster.ts";
import type { Posting } from "./posting.ts";
import { type ClusterOutcome, type Place, reportCluster } from "./report-cluster.ts";
import { resolveTarget, type Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/** @throws UserError when nothing can be planned at all: the settings are missing, the cluster is unknown */
export async function planEvent(
  task: CommitTask | PullRequestTask,
  posting: Posting,
  run: RunContext,
): Promise<readonly ClusterOutcome[]> {
  const { inputs, signal } = run;
  const target = await resolveTarget(run.github, task, { signal });
  const clusters = await readClusters(target, { name: inputs.cluster, selectors: inputs.selectors }, run);
  const files = await openTargetFiles(target, run);
  const isDrift = inputs.mode === "drift" || (inputs.mode === "auto" && isScheduled(task));
  const outcomes: ClusterOutcome[] = [];
  for (const cluster of clusters) {
    const request = { cluster, target, files, selectors: inputs.selectors, mustBeLive: isDrift };
    outcomes.push(await reportCluster(request, placesOf(cluster, target, { isDrift, run }), posting, run));
  }
  return outcomes;
}

/**
 * The clusters that are meant: the one that is named, else all of them. Settings come from the trusted commit.
 *
 * @throws UserError `settings_missing`, `settings_invalid`, `cluster_unknown`
 */
export async function readClusters(
  target: Target,
  { name, selectors }: { readonly name: string | undefined; readonly selectors: readonly string[] },
  { github, inputs, signal }: RunContext,
): Promise<readonly Cluster[]> {
  const trusted = openRepositoryFiles(github, target.settingsSha);
  const settings = await readSettings(trusted, { path: inputs.settingsPath, signal });
  const isNamed = name !== undefined || selectors.some((selector) => selector.includes("/"));
  return isNamed ? [chooseCluster(settings, { ...(name !== undefined && { name }), selectors })] : settings.clusters;
}

function isScheduled(task: CommitTask | PullRequestTask): boolean {
  return task.kind === "commit" && task.trigger === "schedule";
}

function placesOf(
  { name }: Cluster,
  target: Target,
  { isDrift, run: { inputs } }: { readonly isDrift: boolean; readonly run: RunContext },
): readonly Place[] {
  const check: Place[] = inputs.check ? [{ kind: "check", name: `talos ${isDrift ? "drift" : "plan"} / ${name}` }] : [];
  if (isDrift) return [...check, { kind: "issue" }];
  const hasComment = inputs.comment && target.pullRequest !== undefined;
  return hasComment ? [...check, { kind: "comment", number: target.pullRequest, key: `plan ${name}` }] : check;
}
