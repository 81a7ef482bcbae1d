/** What a plan is about: which commits it reads and how far it may be trusted. Every commit is pinned here, once. */
import { type DefaultBranch, isAncestor, readDefaultBranch, readMergeBase } from "../adapters/github/commits.ts";
import type { GitHub } from "../adapters/github/connect-github.ts";
import { type PullRequest, readPullRequest } from "../adapters/github/pull-request.ts";
import { headMoved } from "../chatops/refusals.ts";
import { UserError } from "../errors.ts";
import type { Ask, CommitTask, DispatchTask, PullRequestTask, RequestAsk } from "./choose-task.ts";

export interface Target {
  /** The commit whose configuration is planned; the check run stands on it. */
  readonly sha: string;
  /** The default branch's commit: settings come from there, never from the commit that is planned. */
  readonly settingsSha: string;
  /** Left out where it was not asked for. */
  readonly defaultBranch?: DefaultBranch;
  /** Name of the pull request's branch. */
  readonly headRef?: string;
  readonly pullRequest?: number;
  /** False for what comes from outside the repository: then neither secrets nor nodes are touched. */
  readonly trusted: boolean;
  /** The commit to compare with when no node is asked; undefined when there is none. */
  readBase(): Promise<string | undefined>;
}

type Options = { readonly signal: AbortSignal };

/**
 * @throws UserError `github_failed`, `input_invalid` for a pull request that was closed meanwhile, `head_moved` for the bot's
 * request where it was pushed to
 */
export async function resolveTarget(
  github: GitHub,
  task: CommitTask | PullRequestTask | Ask,
  options: Options,
): Promise<Target> {
  switch (task.kind) {
    case "commit":
      return commitTarget(github, task, options);
    case "pull-request":
      return pullRequestTarget(github, task, options);
    case "comment":
      return openPullTarget(github, task.number, options);
    case "request":
      return requestTarget(github, task, options);
    case "dispatch":
      return task.number === undefined
        ? dispatchTarget(github, task, options)
        : openPullTarget(github, task.number, options);
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

/** Neither event carries the head's commit: it is looked up once, here, and named in the answer. */
async function openPullTarget(github: GitHub, number: number, options: Options): Promise<Target> {
  const pull = await readPullRequest(github, number, options);
  if (!pull.open) throw new UserError(`Cannot plan #${number}: it is closed`, { code: "input_invalid" });
  return pullRequestTarget(github, pull, options);
}

/** The commit that was the head when the request arrived, or none. */
async function requestTarget(github: GitHub, { number, request }: RequestAsk, options: Options): Promise<Target> {
  const target = await openPullTarget(github, number, options);
  if (target.sha === request.stored.record.headSha) return target;
  throw headMoved(number);
}

async function dispatchTarget(github: GitHub, { sha }: DispatchTask, options: Options): Promise<Target> {
  const branch = await readDefaultBranch(github, options);
  if (sha !== undefined && !(await isAncestor(github, { commit: sha, of: branch.sha }, options))) {
    throw new UserError(`Cannot take ${sha.slice(0, 12)}: it is not in the history of ${branch.name}`, {
      code: "ref_refused",
      hint: "Name a commit of the default branch, or a pull request.",
    });
  }
  return {
    sha: sha ?? branch.sha,
    settingsSha: branch.sha,
    defaultBranch: branch,
    trusted: true,
    readBase: async () => undefined,
  };
}

async function pullRequestTarget(
  github: GitHub,
  pull: Pick<PullRequest, "number" | "headSha" | "baseSha" | "fork"> & { readonly headRef?: string },
  options: Options,
): Promise<Target> {
  const defaultBranch = await readDefaultBranch(github, options);
  return {
    sha: pull.headSha,
    settingsSha: defaultBranch.sha,
    defaultBranch,
    ...(pull.headRef !== undefined && { headRef: pull.headRef }),
    pullRequest: pull.number,
    trusted: !pull.fork,
    readBase: () => readMergeBase(github, { base: pull.baseSha, head: pull.headSha }, options),
  };
}
