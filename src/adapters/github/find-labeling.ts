import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** Somebody put a label on, as GitHub wrote it down itself. */
export interface Labeling {
  readonly id: number;
  /** ISO 8601, whole seconds. */
  readonly at: string;
}

/**
 * The time that a person put a label on an issue or pull request; of several the one nearest to a moment.
 *
 * @param told what is said to have happened; `by`: numeric id, `at`: ISO 8601
 * @returns undefined where that person never did
 * @throws UserError `github_failed`
 */
export async function findLabeling(
  github: GitHub,
  told: { readonly number: number; readonly label: string; readonly by: number; readonly at: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<Labeling | undefined> {
  const events = await attempt({ what: "read who put the label on", needs: "issues: read" }, async () => {
    const octokit = await github.octokit();
    try {
      return await octokit.paginate(octokit.rest.issues.listEvents, {
        ...github.at,
        issue_number: told.number,
        per_page: 100,
        request: { signal },
      });
    } catch (error) {
      if (failureStatus(error) === 404) return [];
      throw error;
    }
  });
  const distance = ({ at }: Labeling) => Math.abs(Date.parse(at) - Date.parse(told.at));
  return events
    .filter((event) => event.event === "labeled" && event.actor?.id === told.by)
    .filter((event) => "label" in event && event.label.name === told.label)
    .map(({ id, created_at: at }) => ({ id, at }))
    .toSorted((a, b) => distance(a) - distance(b) || a.id - b.id)[0];
}
