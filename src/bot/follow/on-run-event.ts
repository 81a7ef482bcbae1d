/** Events of workflow runs, jobs and reviews: which request they are about, if any. Almost all of a repository's are not ours. */
import * as z from "zod/mini";
import { requestOfTitle } from "../../adapters/github/find-run.ts";
import { readRun } from "../../adapters/github/workflow-run.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { followRequest } from "./follow-request.ts";
import { createKnownRuns, type KnownRuns } from "./known-runs.ts";

const run = z.object({
  id: z.int(),
  display_title: z.string(),
  event: z.string(),
  name: z.optional(z.nullable(z.string())),
});

/** `workflow_run`, and `deployment_review`, which names the run that waits. */
const runEvent = z.object({ workflow_run: run });

const jobEvent = z.object({
  workflow_job: z.object({
    run_id: z.int(),
    head_branch: z.nullable(z.string()),
    workflow_name: z.optional(z.nullable(z.string())),
  }),
  repository: z.object({ default_branch: z.string() }),
});

const known = new WeakMap<BotParts, KnownRuns>();

/**
 * Handles `workflow_run`, `workflow_job` and `deployment_review`, whatever their action: what it leads to is read from GitHub.
 *
 * @throws UserError `github_failed`: to be tried again when the delivery comes again
 */
export async function onRunEvent(event: BotEvent, parts: BotParts): Promise<void> {
  const runs = known.get(parts) ?? createKnownRuns();
  known.set(parts, runs);
  const request = nameRequest(event, runs) ?? (await findRequest(event, runs, parts));
  if (request !== undefined && request !== "none") await followRequest(request, event, parts);
}

type Named = number | "none" | undefined;

/** Without a question to GitHub, where the event itself tells. */
function nameRequest({ payload, github: { at } }: BotEvent, runs: KnownRuns): Named {
  const result = z.safeParse(runEvent, payload);
  if (!result.success) return undefined;
  const { id, display_title: title, event, name } = result.data.workflow_run;
  const request = event === "workflow_dispatch" ? requestOfTitle(title) : undefined;
  runs.learn({ at, id, workflow: name ?? "", request });
  return request ?? "none";
}

/** A job does not tell its run's title: that is asked once for each run which no event has told. */
async function findRequest({ payload, github }: BotEvent, runs: KnownRuns, parts: BotParts): Promise<Named> {
  const result = z.safeParse(jobEvent, payload);
  if (!result.success) return "none";
  const { workflow_job: job, repository } = result.data;
  if (job.head_branch !== repository.default_branch) return "none";
  const { run_id: id, workflow_name: name } = job;
  const place = { at: github.at, id, workflow: name ?? "" };
  const told = runs.find(place);
  if (told !== undefined) return told;
  const found = await readRun(github, id, parts);
  const request = found?.event === "workflow_dispatch" ? requestOfTitle(found.title) : undefined;
  runs.learn({ ...place, request });
  return request ?? "none";
}
