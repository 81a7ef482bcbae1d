/** Keeps one issue about drift up to date: opened, updated, closed when the nodes are clean, reopened when they are not. */
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";
import { isAuthor, readIdentity } from "./identity.ts";

export interface DriftIssue {
  /** Tells the issue from others of ours: the cluster's name. */
  readonly key: string;
  readonly title: string;
  /** Markdown; undefined means that there is no drift. */
  readonly body: string | undefined;
}

export interface PublishedIssue {
  readonly action: "opened" | "updated" | "reopened" | "closed" | "untouched";
  readonly number?: number;
  readonly url?: string;
}

interface Options {
  readonly signal: AbortSignal;
}

/** By this label the issue is found again; taking it off makes the next run open a new one. */
export const driftLabel = "talos-drift";

const step = { what: "keep the drift issue up to date", needs: "issues: write" } as const;

/** @throws UserError `github_failed` */
export async function publishDriftIssue(github: GitHub, drift: DriftIssue, options: Options): Promise<PublishedIssue> {
  const existing = await findIssue(github, drift.key, options);
  if (drift.body === undefined)
    return existing?.state === "open" ? close(github, existing, options) : { action: "untouched" };
  const body = `${marker(drift.key)}\n${drift.body}`;
  if (existing === undefined) return open(github, { title: drift.title, body }, options);
  if (existing.state === "open" && existing.body === body && existing.title === drift.title) {
    return { action: "untouched", number: existing.number, url: existing.url };
  }
  await edit(github, existing.number, { title: drift.title, body, state: "open" }, options);
  const action = existing.state === "open" ? "updated" : "reopened";
  return { action, number: existing.number, url: existing.url };
}

interface Existing {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

/** The oldest issue with our label, written by us and marked by us; pull requests are issues too, and never meant. */
async function findIssue(github: GitHub, key: string, { signal }: Options): Promise<Existing | undefined> {
  const identity = await readIdentity(github, { signal });
  const issues = await attempt(step, async () =>
    (await github.octokit()).paginate((await github.octokit()).rest.issues.listForRepo, {
      ...github.at,
      labels: driftLabel,
      state: "all",
      per_page: 100,
      request: { signal },
    }),
  );
  const own = issues.filter(
    ({ body, user, pull_request }) =>
      pull_request === undefined && user && isAuthor(identity, user) && body?.startsWith(marker(key)),
  );
  const oldest = own.toSorted((a, b) => a.number - b.number)[0];
  return (
    oldest && {
      number: oldest.number,
      state: oldest.state === "open" ? "open" : "closed",
      title: oldest.title,
      body: oldest.body ?? "",
      url: oldest.html_url,
    }
  );
}

async function open(
  github: GitHub,
  issue: { readonly title: string; readonly body: string },
  { signal }: Options,
): Promise<PublishedIssue> {
  const { data } = await attempt(step, async () =>
    // A lost answer must not end in two issues: the next run repairs what this one could not do.
    (await github.octokit()).rest.issues.create({
      ...github.at,
      ...issue,
      labels: [driftLabel],
      request: { signal, retries: 0 },
    }),
  );
  return { action: "opened", number: data.number, url: data.html_url };
}

async function close(github: GitHub, existing: Existing, { signal }: Options): Promise<PublishedIssue> {
  const { number, url } = existing;
  await attempt(step, async () =>
    (await github.octokit()).rest.issues.createComment({
      ...github.at,
      issue_number: number,
      body: "The nodes run what the repository says again.",
      request: { signal, retries: 0 },
    }),
  );
  await attempt(step, async () =>
    (await github.octokit()).rest.issues.update({
      ...github.at,
      issue_number: number,
      state: "closed",
      state_reason: "completed",
      request: { signal },
    }),
  );
  return { action: "closed", number, url };
}

async function edit(
  github: GitHub,
  number: number,
  fields: { readonly title: string; readonly body: string; readonly state: "open" },
  { signal }: Options,
): Promise<void> {
  await attempt(step, async () =>
    (await github.octokit()).rest.issues.update({ ...github.at, issue_number: number, ...fields, request: { signal } }),
  );
}

function marker(key: string): string {
  return `<!-- talos-chatops drift ${encodeURIComponent(key)} -->`;
}
