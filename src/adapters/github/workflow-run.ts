/** A workflow run as it stands: its jobs, and what they tell the bot. */
import { formatRunNote, parseRunNote, type RunNote, runNoteTitle } from "../../chatops/run-note.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** A run, as its first attempt stands: no later one may act on a request. */
export interface Run {
  readonly id: number;
  /** How often it was started. */
  readonly attempts: number;
  /** Web address. */
  readonly url: string;
  readonly title: string;
  /** Of the workflow's file, `.github/workflows/talos.yaml`. */
  readonly path: string;
  readonly event: string;
  /** Branch that the workflow was started on. */
  readonly branch: string;
  /** `queued`, `waiting`, `in_progress`, `completed` and others that GitHub may think of. */
  readonly status: string;
  /** Of a completed run: `success`, `failure`, `cancelled`, `timed_out`, `startup_failure` … */
  readonly conclusion: string | undefined;
  readonly createdAt: string;
  readonly startedBy: { readonly login: string; readonly isBot: boolean } | undefined;
}

export interface RunJob {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly status: string;
  readonly conclusion: string | undefined;
  readonly startedAt: string | undefined;
  readonly completedAt: string | undefined;
  /** What its runner has to be called. */
  readonly labels: readonly string[];
  /** A runner took it. */
  readonly hasRunner: boolean;
}

interface Options {
  readonly signal: AbortSignal;
}

/**
 * @returns undefined for a run that was deleted
 * @throws UserError `github_failed`
 */
export async function readRun(github: GitHub, id: number, { signal }: Options): Promise<Run | undefined> {
  return attempt({ what: "read the workflow run", needs: "actions: read" }, async () => {
    const { actions } = (await github.octokit()).rest;
    const where = { ...github.at, run_id: id, request: { signal } };
    try {
      const { data } = await actions.getWorkflowRun(where);
      const { run_attempt: attempts = 1 } = data;
      if (attempts === 1) return toRun(data, attempts);
      return toRun((await actions.getWorkflowRunAttempt({ ...where, attempt_number: 1 })).data, attempts);
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}

/**
 * The jobs of a run's first attempt, in the order in which they were made.
 *
 * @throws UserError `github_failed`
 */
export async function listJobs(github: GitHub, runId: number, { signal }: Options): Promise<readonly RunJob[]> {
  const jobs = await attempt({ what: "read the run's jobs", needs: "actions: read" }, async () => {
    const octokit = await github.octokit();
    try {
      return await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, {
        ...github.at,
        run_id: runId,
        filter: "all",
        per_page: 100,
        request: { signal },
      });
    } catch (error) {
      if (failureStatus(error) === 404) return [];
      throw error;
    }
  });
  return jobs
    .filter(({ run_attempt: number = 1 }) => number === 1)
    .toSorted((a, b) => a.id - b.id)
    .map((job) => ({
      id: job.id,
      name: job.name,
      url: job.html_url ?? "",
      status: job.status,
      conclusion: job.conclusion ?? undefined,
      startedAt: job.started_at ?? undefined,
      completedAt: job.completed_at ?? undefined,
      labels: job.labels,
      hasRunner: job.runner_id !== null && job.runner_id > 0,
    }));
}

/** A check run of this App stands for each job, under the job's own id. */
const actionsApp = "github-actions";

/**
 * What the jobs of a run told about one request, in the jobs' order. A job tells of a phase once. Where it seems to have told two
 * things, another workflow's token has added one of them, before or after: then neither is believed, and the run's end counts.
 *
 * @param jobs those that are over: GitHub shows a job's annotations when it has ended
 * @throws UserError `github_failed`
 */
export async function readRunNotes(
  github: GitHub,
  { jobs, request }: { readonly jobs: readonly Pick<RunJob, "id">[]; readonly request: number },
  options: Options,
): Promise<readonly RunNote[]> {
  const notes: RunNote[] = [];
  for (const job of jobs) {
    const told = (await readJobNotes(github, job.id, options)).filter((note) => note.request === request);
    notes.push(...agreed(told));
  }
  return notes;
}

function agreed(told: readonly RunNote[]): readonly RunNote[] {
  return [...Map.groupBy(told, ({ phase }) => phase).values()].flatMap(([first, ...others]) =>
    first !== undefined && others.every((other) => formatRunNote(other) === formatRunNote(first)) ? [first] : [],
  );
}

async function readJobNotes(github: GitHub, job: number, { signal }: Options): Promise<readonly RunNote[]> {
  return attempt({ what: "read what the run tells", needs: "checks: read" }, async () => {
    const octokit = await github.octokit();
    const where = { ...github.at, check_run_id: job, request: { signal } };
    try {
      const { data: check } = await octokit.rest.checks.get(where);
      if (check.app?.slug !== actionsApp || check.output.annotations_count === 0) return [];
      const annotations = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...where, per_page: 100 });
      return annotations.flatMap(({ title, message }) =>
        title === runNoteTitle ? (parseRunNote(message ?? "") ?? []) : [],
      );
    } catch (error) {
      if (failureStatus(error) === 404) return [];
      throw error;
    }
  });
}

/**
 * Stops a run. One that is over already stays as it is.
 *
 * @throws UserError `github_failed`
 */
export async function cancelRun(github: GitHub, id: number, { signal }: Options): Promise<void> {
  await attempt({ what: "cancel the workflow run", needs: "actions: write" }, async () => {
    try {
      await (await github.octokit()).rest.actions.cancelWorkflowRun({
        ...github.at,
        run_id: id,
        // A conflict says that it is over; the client would try that again.
        request: { signal, retries: 0 },
      });
    } catch (error) {
      const status = failureStatus(error);
      if (status !== 404 && status !== 409) throw error;
    }
  });
}

interface ApiRun {
  readonly id: number;
  readonly html_url: string;
  readonly display_title: string;
  readonly path: string;
  readonly event: string;
  readonly head_branch: string | null;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly created_at: string;
  readonly actor?: { readonly login: string; readonly type: string } | null;
}

function toRun(data: ApiRun, attempts: number): Run {
  return {
    id: data.id,
    attempts,
    url: data.html_url,
    title: data.display_title,
    // GitHub adds `@branch` in places.
    path: data.path.replace(/@.*$/, ""),
    event: data.event,
    branch: data.head_branch ?? "",
    status: data.status ?? "queued",
    conclusion: data.conclusion ?? undefined,
    createdAt: data.created_at,
    startedBy: data.actor ? { login: data.actor.login, isBot: data.actor.type === "Bot" } : undefined,
  };
}
