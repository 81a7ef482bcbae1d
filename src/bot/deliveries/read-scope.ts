/** What a delivery is about, as far as every handler and every line of the log wants to know. */
import * as z from "zod/mini";

export interface DeliveryScope {
  readonly owner: string;
  readonly repo: string;
  readonly pullRequest: number | undefined;
  readonly run: number | undefined;
}

const numbered = z.object({ number: z.int() });
const identified = z.object({ id: z.int() });

const schema = z.object({
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }),
  issue: z.optional(numbered),
  pull_request: z.optional(numbered),
  workflow_run: z.optional(z.nullable(identified)),
  workflow_job: z.optional(z.object({ run_id: z.int() })),
});

/** @returns undefined for what concerns no repository */
export function readScope(payload: unknown): DeliveryScope | undefined {
  const result = z.safeParse(schema, payload);
  if (!result.success) return undefined;
  const { repository, issue, pull_request, workflow_run, workflow_job } = result.data;
  return {
    owner: repository.owner.login,
    repo: repository.name,
    pullRequest: issue?.number ?? pull_request?.number,
    run: workflow_run?.id ?? workflow_job?.run_id,
  };
}
