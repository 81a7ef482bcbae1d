/** Runs, jobs and workflows in the words of GitHub's API; webhooks say them with the same fields. */
import { createHash } from "node:crypto";
import { fullName, nodeId, type Place, presentUser, repositoryUrl, webUrl } from "../present.ts";
import { presentMinimalRepository } from "../present-repository.ts";
import type { Repository } from "../state.ts";
import type { Job, Runner, WorkflowRun } from "./run-state.ts";

export function presentRun(place: Place, run: WorkflowRun) {
  const { id, status, conclusion, attempt } = run;
  const { repository, apiUrl } = place;
  const suite = checkSuiteId(run);
  const url = `${repositoryUrl(place)}/actions/runs/${id}`;
  const minimal = presentMinimalRepository(place);
  return {
    id,
    name: run.name,
    node_id: nodeId("WorkflowRun", id),
    head_branch: branchOf(run),
    head_sha: run.sha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status,
    conclusion: conclusion === "startup_failure" ? "failure" : conclusion,
    workflow_id: workflowId(repository, run.path),
    check_suite_id: suite,
    check_suite_node_id: nodeId("CheckSuite", suite),
    url,
    html_url: runWebUrl(place, run),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: presentUser(run.actor, apiUrl),
    run_attempt: attempt,
    referenced_workflows: [],
    run_started_at: run.startedAt,
    triggering_actor: presentUser(run.triggeringActor, apiUrl),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(place)}/check-suites/${suite}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt > 1 ? `${url}/attempts/${attempt - 1}` : null,
    workflow_url: `${repositoryUrl(place)}/actions/workflows/${workflowId(repository, run.path)}`,
    head_commit: presentCommit(repository, run.sha),
    repository: minimal,
    head_repository: minimal,
  };
}

/** The shorter form that stands beside deployments. */
export function presentDeploymentRun(place: Place, run: WorkflowRun) {
  const full = presentRun(place, run);
  return {
    id: full.id,
    name: full.name,
    path: full.path,
    display_title: full.display_title,
    node_id: full.node_id,
    head_branch: full.head_branch,
    head_sha: full.head_sha,
    run_number: full.run_number,
    event: full.event,
    // Here GitHub knows no `waiting`.
    status: full.status === "waiting" ? "in_progress" : full.status,
    conclusion: full.conclusion,
    workflow_id: full.workflow_id,
    check_suite_id: full.check_suite_id,
    check_suite_node_id: full.check_suite_node_id,
    url: full.url,
    html_url: full.html_url,
    pull_requests: [],
    created_at: full.created_at,
    updated_at: full.updated_at,
    actor: full.actor,
    triggering_actor: full.triggering_actor,
    run_attempt: full.run_attempt,
    run_started_at: full.run_started_at,
    referenced_workflows: [],
  };
}

export function presentJob(place: Place, run: WorkflowRun, job: Job) {
  const runUrl = `${repositoryUrl(place)}/actions/runs/${run.id}`;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: branchOf(run),
    run_url: runUrl,
    run_attempt: job.attempt,
    node_id: nodeId("CheckRun", job.id),
    head_sha: run.sha,
    url: `${repositoryUrl(place)}/actions/jobs/${job.id}`,
    html_url: jobWebUrl(place, run, job),
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.status === "queued" || job.status === "waiting" ? [] : job.steps.map(presentStep),
    check_run_url: `${repositoryUrl(place)}/check-runs/${job.id}`,
    labels: [...job.labels],
    runner_id: job.runner?.id ?? null,
    runner_name: job.runner?.name ?? null,
    runner_group_id: job.runner ? 1 : null,
    runner_group_name: job.runner ? "Default" : null,
  };
}

function presentStep({ name, status, conclusion, number, startedAt, completedAt }: Job["steps"][number]) {
  return { name, status, conclusion, number, started_at: startedAt, completed_at: completedAt };
}

/** @param name Of the file; its path where it gives none */
export function presentWorkflow(place: Place, { path, name }: { readonly path: string; readonly name: string }) {
  const id = workflowId(place.repository, path);
  const webAddress = `${webUrl(place.apiUrl)}/${fullName(place.repository)}`;
  return {
    id,
    node_id: nodeId("Workflow", id),
    name,
    path,
    state: place.repository.disabledWorkflows.has(path) ? ("disabled_manually" as const) : ("active" as const),
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
    url: `${repositoryUrl(place)}/actions/workflows/${id}`,
    html_url: `${webAddress}/blob/${place.repository.defaultBranch}/${path}`,
    badge_url: `${webAddress}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

export function presentRunner({ id, name, labels, version, isOnline, isBusy }: Runner) {
  return {
    id,
    name,
    os: "Linux",
    status: isOnline ? "online" : "offline",
    busy: isBusy,
    ephemeral: false,
    version,
    labels: labels.map((label, index) => ({
      id: index + 1,
      name: label,
      type: defaultLabels.includes(label) ? ("read-only" as const) : ("custom" as const),
    })),
  };
}

const defaultLabels: readonly string[] = ["self-hosted", "Linux", "X64", "ARM64"];

export function runWebUrl({ apiUrl, repository }: Place, { id }: Pick<WorkflowRun, "id">): string {
  return `${webUrl(apiUrl)}/${fullName(repository)}/actions/runs/${id}`;
}

export function jobWebUrl(place: Place, run: Pick<WorkflowRun, "id">, { id }: Pick<Job, "id">): string {
  return `${runWebUrl(place, run)}/job/${id}`;
}

/** The same for a file as long as it has its path. */
export function workflowId({ id }: Repository, path: string): number {
  return createHash("sha256").update(`${id}:${path}`).digest().readUIntBE(0, 4);
}

/** Every attempt's jobs stand in the suite of the run. */
function checkSuiteId({ id }: WorkflowRun): number {
  return id * 10;
}

function branchOf({ ref }: WorkflowRun): string {
  return ref.replace(/^refs\/(heads|tags)\//, "");
}

function presentCommit({ objects }: Repository, sha: string) {
  const commit = objects.commits.get(sha);
  const person = { name: "playground", email: "playground@example.test" };
  return {
    id: sha,
    tree_id: commit?.tree ?? "0".repeat(40),
    message: commit?.message ?? "",
    timestamp: new Date((commit?.time ?? 0) * 1000).toISOString(),
    author: person,
    committer: person,
  };
}
