/** What a plan is about: which commits it reads and how far it may be trusted. Every commit is pinned here, once. */
import { readDefaultBranch, readMergeBase } from "../adapters/github/commits.ts";
import type { GitHub } from "../adapters/github/connect-github.ts";
import { readPullRequest } from "../adapters/github/pull-request.ts";
import { UserError } from "../errors.ts";
import type { CommentTask, CommitTask, PullRequestTask } from "./choose-task.ts";

export interface Target {
  /** The commit whose configuration is planned; the check run stands on it. */
  readonly sha: string;
  /** The default branch's commit: settings come from there, never from the commit that is planned. */
  readonly settingsSha: string;
  readonly pullRequest?: number;
  /** False for what comes from outside the repository: then neither secrets nor nodes are touched. */
  readonly trusted: boolean;
  /** The commit to compare with when no node is asked; undefined when there is none. */
  readBase(): Promise<string | undefined>;
}

type Options = { readonly signal: AbortSignal };

/** @throws UserError `github_failed`, and `input_invalid` for a pull request that was closed meanwhile */
export async function resolveTarget(
  github: GitHub,
  task: CommitTask | PullRequestTask | CommentTask,
  options: Options,
): Promise<Target> {
  switch (task.kind) {
    case "commit":
      return commitTarget(github, task, options);
    case "pull-request":
      return pullRequestTarget(github, task, options);
    case "comment": {
      // The event of a comment carries no commit: it is looked up once, here, and named in the answer.
      const pull = await readPullRequest(github, task.number, options);
      if (!pull.open) throw new UserError(`Cannot plan #${task.number}: it is closed`, { code: "input_invalid" });
      return pullRequestTarget(github, pull, options);
    }
    default:
      return task satisfies never;
  }
}

async function commitTarget(github: GitHub, task: CommitTask, options: Options): Promise<Target> {
  const settingsSha = task.onDefaultBranch ? task.sha : (await readDefaultBranch(github, options)).sha;
  const parting = () => readMergeBase(github, { base: settingsSha, head: task.sha }, options);
  return {
    sha: task.sha,
    settingsSha,
    trusted: true,
    readBase: async () => task.before ?? (task.onDefaultBranch ? undefined : parting()),
  };
}

async function pullRequestTarget(
  github: GitHub,
  pull: { readonly number: number; readonly headSha: string; readonly baseSha: string; readonly fork: boolean },
  options: Options,
): Promise<Target> {
  const { sha: settingsSha } = await readDefaultBranch(github, options);
  return {
    sha: pull.headSha,
    settingsSha,
    pullRequest: pull.number,
    trusted: !pull.fork,
    readBase: () => readMergeBase(github, { base: pull.baseSha, head: pull.headSha }, options),
  };
}
