/** Requests as check runs of the bot's App: GitHub is where they are kept, so every process sees the same ones. */
import {
  formatRecord,
  parseRecord,
  type RequestRecord,
  requestKey,
  requestName,
  type StoredRequest,
} from "../../chatops/request-record.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** What is shown of a request on the pull request's list of checks. */
export interface ShownRequest {
  readonly status: StoredRequest["status"];
  /** With status `completed`. */
  readonly conclusion?: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "action_required" | "timed_out";
  /** At most 100 characters. */
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
}

interface Options {
  readonly signal: AbortSignal;
}

const received = { title: "Received", summary: "The request was taken in; its workflow run is being started." };

/**
 * Writes a request down. Doing it twice makes two: of one key the lowest id counts, see `listRequests`. It is not tried again
 * by itself: whoever made the one that counts starts its run, and has to know that it was them.
 *
 * @throws UserError `github_failed`
 */
export async function createRequest(
  github: GitHub,
  record: RequestRecord,
  { signal }: Options,
): Promise<StoredRequest> {
  const step = { what: "write the request down", needs: "checks: write" } as const;
  const { data } = await attempt(step, async () =>
    (await github.octokit()).rest.checks.create({
      ...github.at,
      name: requestName(record),
      head_sha: record.headSha,
      external_id: requestKey(record.origin),
      status: "queued",
      output: { ...received, text: formatRecord(record) },
      request: { signal, retries: 0 },
    }),
  );
  return stored(step.what, data);
}

/**
 * @param id of the check run
 * @returns undefined where there is no such check run, or it is no request
 * @throws UserError `github_failed`
 */
export async function readRequest(github: GitHub, id: number, { signal }: Options): Promise<StoredRequest | undefined> {
  return attempt({ what: "read the request", needs: "checks: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.checks.get({
        ...github.at,
        check_run_id: id,
        request: { signal },
      });
      return toStored(data);
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}

/**
 * All requests of an App on a commit, the oldest (lowest id) first; several of one key are all given.
 *
 * @throws UserError `github_failed`
 */
export async function listRequests(
  github: GitHub,
  { sha, appId }: { readonly sha: string; readonly appId: number },
  { signal }: Options,
): Promise<readonly StoredRequest[]> {
  const found = await attempt({ what: "read the requests", needs: "checks: read" }, async () =>
    (await github.octokit()).paginate((await github.octokit()).rest.checks.listForRef, {
      ...github.at,
      ref: sha,
      app_id: appId,
      // "latest" hides the older of two with the same name.
      filter: "all",
      per_page: 100,
      request: { signal },
    }),
  );
  return found
    .flatMap((check) => toStored(check) ?? [])
    .filter((request) => request.appId === appId)
    .toSorted((a, b) => a.id - b.id);
}

/**
 * Names the one workflow run that may act on a request from now on; with it the request is in progress.
 *
 * @param runUrl web address, `https://github.com/owner/name/actions/runs/1`
 * @throws UserError `github_failed`
 */
export async function bindRun(
  github: GitHub,
  request: Pick<StoredRequest, "id" | "status">,
  runUrl: string,
  { signal }: Options,
): Promise<StoredRequest> {
  const step = { what: "bind the workflow run to the request", needs: "checks: write" } as const;
  const { data } = await attempt(step, async () =>
    (await github.octokit()).rest.checks.update({
      ...github.at,
      check_run_id: request.id,
      details_url: runUrl,
      ...(request.status === "queued" && { status: "in_progress" as const }),
      request: { signal },
    }),
  );
  return stored(step.what, data);
}

/**
 * Shows how a request fares. Its record is sent along unchanged, for GitHub takes an output as a whole. A status is sent only
 * to complete it: whoever writes what they saw a moment ago cannot open again what somebody else has completed meanwhile.
 *
 * @throws UserError `github_failed`
 */
export async function showRequest(
  github: GitHub,
  request: Pick<StoredRequest, "id" | "record" | "status">,
  view: ShownRequest,
  { signal }: Options,
): Promise<void> {
  await attempt({ what: "show how the request fares", needs: "checks: write" }, async () =>
    (await github.octokit()).rest.checks.update({
      ...github.at,
      check_run_id: request.id,
      ...(view.status === "completed" &&
        request.status !== "completed" && { status: view.status, conclusion: view.conclusion ?? "neutral" }),
      output: { title: view.title, summary: view.summary, text: formatRecord(request.record) },
      request: { signal },
    }),
  );
}

/** A check run, as far as it is read; Octokit's types differ between one alone and one of a list. */
interface Check {
  readonly id: number;
  readonly html_url: string | null;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly details_url: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly app: { readonly id: number; readonly slug?: string } | null;
  readonly output: {
    readonly title: string | null;
    readonly summary: string | null;
    readonly text: string | null;
  };
}

/** What was just written is a request, or GitHub answered with something else. */
function stored(what: string, data: Check): StoredRequest {
  const request = toStored(data);
  if (request === undefined) throw new Error(`Cannot ${what}: GitHub did not give back what was written`);
  return request;
}

function toStored(check: Check): StoredRequest | undefined {
  const record = parseRecord(check.output.text);
  if (record === undefined || check.app === null) return undefined;
  const key = requestKey(record.origin);
  // A record that was copied to another place is none.
  if (check.external_id !== key || check.head_sha !== record.headSha) return undefined;
  return {
    id: check.id,
    url: check.html_url ?? "",
    appId: check.app.id,
    ...(check.app.slug !== undefined && { appLogin: `${check.app.slug}[bot]` }),
    sha: check.head_sha,
    key,
    record,
    runId: runIdOf(check.details_url),
    status: statusOf(check.status),
    conclusion: check.conclusion ?? undefined,
    shown: { title: check.output.title ?? "", summary: check.output.summary ?? "" },
  };
}

/** Without an address of its own a check run shows the App's, which names no run. */
function runIdOf(url: string | null): number | undefined {
  const id = /\/actions\/runs\/([1-9]\d{0,15})$/.exec(url ?? "")?.[1];
  return id === undefined ? undefined : Number(id);
}

function statusOf(status: string): StoredRequest["status"] {
  return status === "completed" || status === "in_progress" ? status : "queued";
}
