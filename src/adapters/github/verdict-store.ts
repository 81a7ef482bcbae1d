/** What people said of requests that wait, as check runs of the bot's App beside the request's own. */
import {
  formatVerdict,
  parseVerdict,
  type StoredVerdict,
  type VerdictRecord,
  verdictKey,
} from "../../chatops/verdict-record.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

interface Options {
  readonly signal: AbortSignal;
}

/**
 * Writes a verdict down, on the commit of its request. Of one request the lowest id counts, see `listVerdicts`.
 *
 * @throws UserError `github_failed`
 */
export async function createVerdict(
  github: GitHub,
  { sha, record }: { readonly sha: string; readonly record: VerdictRecord },
  { signal }: Options,
): Promise<StoredVerdict> {
  const { verdict, person, request } = record;
  const { data } = await attempt({ what: "write the verdict down", needs: "checks: write" }, async () =>
    (await github.octokit()).rest.checks.create({
      ...github.at,
      name: `talos ${verdict} ${request}`,
      head_sha: sha,
      external_id: verdictKey(record),
      status: "completed",
      // Neither stands in the way of a merge: what comes of the request tells that.
      conclusion: verdict === "approved" ? "success" : "neutral",
      output: {
        title: `${verdict === "approved" ? "Approved" : "Rejected"} by ${person.login}`,
        summary: `What ${person.login} said of request ${request}.`,
        text: formatVerdict(record),
      },
      request: { signal },
    }),
  );
  const made = toStored(data);
  if (made === undefined) throw new Error("GitHub did not give back the verdict that was written");
  return made;
}

/**
 * The verdicts on one request, or on all of a commit; the first (lowest id) of a request, which is the one that counts, first.
 *
 * @param place `sha`: of the request's check run; `request`: its id
 * @throws UserError `github_failed`
 */
export async function listVerdicts(
  github: GitHub,
  place: { readonly sha: string; readonly appId: number; readonly request?: number },
  { signal }: Options,
): Promise<readonly StoredVerdict[]> {
  const found = await attempt({ what: "read the verdicts", needs: "checks: read" }, async () =>
    (await github.octokit()).paginate((await github.octokit()).rest.checks.listForRef, {
      ...github.at,
      ref: place.sha,
      app_id: place.appId,
      filter: "all",
      per_page: 100,
      request: { signal },
    }),
  );
  return found
    .flatMap((check) => toStored(check) ?? [])
    .filter(({ appId }) => appId === place.appId)
    .filter(({ record }) => place.request === undefined || record.request === place.request)
    .toSorted((a, b) => a.id - b.id);
}

interface Check {
  readonly id: number;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly app: { readonly id: number } | null;
  readonly output: { readonly text: string | null };
}

function toStored(check: Check): StoredVerdict | undefined {
  const record = parseVerdict(check.output.text);
  if (record === undefined || check.app === null) return undefined;
  const key = verdictKey(record);
  if (check.external_id !== key) return undefined;
  return { id: check.id, appId: check.app.id, sha: check.head_sha, key, record };
}
