/** Plans what an event is about, cluster by cluster, and reports each. */
import { removeStickyComment } from "../adapters/github/sticky-comment.ts";
import type { CommitTask, PullRequestTask } from "./choose-task.ts";
import { noteChangedSettings } from "./note-changed-settings.ts";
import { openTargetFiles } from "./plan-cluster.ts";
import type { Posting } from "./posting.ts";
import { readClusters } from "./read-clusters.ts";
import { type ClusterOutcome, type Place, reportCluster, reportNoCluster } from "./report-cluster.ts";
import { resolveTarget, type Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/** @throws UserError `github_failed` when not even the commit can be found out; later failures are outcomes */
export async function planEvent(
  task: CommitTask | PullRequestTask,
  posting: Posting,
  run: RunContext,
): Promise<readonly ClusterOutcome[]> {
  const { inputs, signal, github } = run;
  const target = await resolveTarget(github, task, { signal });
  const isDrift = inputs.mode === "drift" || (inputs.mode === "auto" && isScheduled(task));
  const places = (name?: string) => placesOf(target, { name, isDrift, run });
  try {
    const files = await openTargetFiles(target, run);
    const clusters = await readClusters(target, files, inputs.selectors, run);
    const notes = await noteChangedSettings(target, run);
    const outcomes: ClusterOutcome[] = [];
    for (const cluster of clusters) {
      const request = { cluster, target, files, selectors: inputs.selectors, notes, mustBeLive: isDrift };
      outcomes.push(await reportCluster(request, places(cluster.name), posting, run));
    }
    await removeOldFailure(places(), posting, run);
    return outcomes;
  } catch (error) {
    signal.throwIfAborted();
    return [await reportNoCluster(error, target, places(), posting, run)];
  }
}

function isScheduled(task: CommitTask | PullRequestTask): boolean {
  return task.kind === "commit" && task.trigger === "schedule";
}

/** Without a name: where to show that no cluster could be planned at all. */
function placesOf(
  target: Target,
  { name, isDrift, run }: { readonly name: string | undefined; readonly isDrift: boolean; readonly run: RunContext },
): readonly Place[] {
  const { comment, check } = run.inputs;
  const suffix = name === undefined ? "" : ` / ${name}`;
  const checks: Place[] = check ? [{ kind: "check", name: `talos ${isDrift ? "drift" : "plan"}${suffix}` }] : [];
  if (isDrift) return name === undefined ? checks : [...checks, { kind: "issue", key: name }];
  if (!comment || target.pullRequest === undefined) return checks;
  return [
    ...checks,
    { kind: "comment", number: target.pullRequest, key: name === undefined ? "plan" : `plan ${name}` },
  ];
}

/** A comment that said why nothing could be planned is out of date once something was. */
async function removeOldFailure(places: readonly Place[], posting: Posting, run: RunContext): Promise<void> {
  for (const place of places) {
    if (place.kind === "comment") await posting.attempt(() => removeStickyComment(run.github, place, run));
  }
}
