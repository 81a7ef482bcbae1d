/** A check run on a commit: begun when the work begins, finished with a result and annotations. */
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title?: string;
  readonly message: string;
}

export interface CheckResult {
  readonly conclusion: "success" | "failure" | "neutral" | "cancelled" | "action_required";
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly CheckAnnotation[];
}

export interface CheckRun {
  readonly id: number;
  readonly url: string;
}

interface Options {
  readonly signal: AbortSignal;
}

// https://docs.github.com/en/rest/checks/runs: more are refused; further ones are added by updating.
const annotationsPerRequest = 50;

/** @throws UserError `github_failed` */
export async function beginCheckRun(
  github: GitHub,
  check: { readonly name: string; readonly sha: string; readonly detailsUrl?: string; readonly externalId?: string },
  { signal }: Options,
): Promise<CheckRun> {
  const { data } = await attempt({ what: "create the check run", needs: "checks: write" }, async () =>
    (await github.octokit()).rest.checks.create({
      ...github.at,
      name: check.name,
      head_sha: check.sha,
      status: "in_progress",
      ...(check.detailsUrl !== undefined && { details_url: check.detailsUrl }),
      ...(check.externalId !== undefined && { external_id: check.externalId }),
      request: { signal },
    }),
  );
  return { id: data.id, url: data.html_url ?? "" };
}

/** Sends the annotations in portions and, with the last one, the conclusion. */
export async function finishCheckRun(
  github: GitHub,
  { id }: CheckRun,
  result: CheckResult,
  { signal }: Options,
): Promise<void> {
  const portions = portionsOf(result.annotations);
  for (const [index, annotations] of portions.entries()) {
    const isLast = index === portions.length - 1;
    await attempt({ what: "finish the check run", needs: "checks: write" }, async () =>
      (await github.octokit()).rest.checks.update({
        ...github.at,
        check_run_id: id,
        ...(isLast && { conclusion: result.conclusion, status: "completed" as const }),
        output: {
          title: result.title,
          summary: result.summary,
          ...(result.text !== undefined && { text: result.text }),
          annotations: annotations.map(toApi),
        },
        request: { signal },
      }),
    );
  }
}

function portionsOf(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / annotationsPerRequest));
  return Array.from({ length: count }, (_, index) =>
    annotations.slice(index * annotationsPerRequest, (index + 1) * annotationsPerRequest),
  );
}

function toApi(annotation: CheckAnnotation) {
  return {
    path: annotation.path,
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    annotation_level: annotation.level,
    message: annotation.message,
    ...(annotation.title !== undefined && { title: annotation.title }),
  };
}
