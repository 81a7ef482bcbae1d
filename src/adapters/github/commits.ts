/** Which commits a plan is about: the default branch's, and what two of them have in common. */
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

interface Options {
  readonly signal: AbortSignal;
}

export interface DefaultBranch {
  readonly name: string;
  readonly sha: string;
  /** Whether everybody can read the repository. */
  readonly isPublic: boolean;
}

/** @throws UserError `github_failed` */
export async function readDefaultBranch(github: GitHub, { signal }: Options): Promise<DefaultBranch> {
  const step = { what: "find the default branch", needs: "contents: read" } as const;
  const { data } = await attempt(step, async () =>
    (await github.octokit()).rest.repos.get({ ...github.at, request: { signal } }),
  );
  const name = data.default_branch;
  const branch = await attempt(step, async () =>
    (await github.octokit()).rest.git.getRef({ ...github.at, ref: `heads/${name}`, request: { signal } }),
  );
  return { name, sha: branch.data.object.sha, isPublic: !data.private };
}

/**
 * The commit from which `head` departed: a pull request's difference is against this one, so that what happened on the
 * base branch since then is not shown as taken back. Histories without a common commit give `base` itself.
 *
 * @throws UserError `github_failed`
 */
export async function readMergeBase(
  github: GitHub,
  { base, head }: { readonly base: string; readonly head: string },
  { signal }: Options,
): Promise<string> {
  return attempt({ what: "find where the branches parted", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.compareCommitsWithBasehead({
        ...github.at,
        basehead: `${base}...${head}`,
        per_page: 1,
        request: { signal },
      });
      return data.merge_base_commit.sha;
    } catch (error) {
      if (failureStatus(error) === 404) return base;
      throw error;
    }
  });
}

/**
 * Whether a commit is in the history of another. Every commit of a fork can be named in its parent too: that a commit is
 * there says nothing.
 *
 * @throws UserError `github_failed`
 */
export async function isAncestor(
  github: GitHub,
  { commit, of }: { readonly commit: string; readonly of: string },
  options: Options,
): Promise<boolean> {
  return commit === of || (await readMergeBase(github, { base: of, head: commit }, options)) === commit;
}

/** Paths that a pull request changes (GitHub lists at most 3,000), old names of renamed files included. */
export async function listChangedFiles(
  github: GitHub,
  number: number,
  { signal }: Options,
): Promise<readonly string[]> {
  const files = await attempt({ what: "list the changed files", needs: "pull-requests: read" }, async () =>
    (await github.octokit()).paginate((await github.octokit()).rest.pulls.listFiles, {
      ...github.at,
      pull_number: number,
      per_page: 100,
      request: { signal },
    }),
  );
  return files.flatMap(({ filename, previous_filename }) => [
    filename,
    ...(previous_filename ? [previous_filename] : []),
  ]);
}
