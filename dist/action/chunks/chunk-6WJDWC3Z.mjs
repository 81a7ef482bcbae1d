import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isAncestor,
  readDefaultBranch,
  readMergeBase
} from "./chunk-ZFYVKNR2.mjs";
import {
  headMoved
} from "./chunk-2I6D34FF.mjs";
import {
  attempt
} from "./chunk-4A32ZLFE.mjs";
import {
  isFork
} from "./chunk-VIPBB5UX.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/adapters/github/pull-request.ts
async function readPullRequest(github, number, { signal }) {
  const { data } = await attempt(
    { what: `read pull request ${number}`, needs: "pull-requests: read" },
    async () => (await github.octokit()).rest.pulls.get({ ...github.at, pull_number: number, request: { signal } })
  );
  return {
    number: data.number,
    open: data.state === "open",
    headSha: data.head.sha,
    headRef: data.head.ref,
    baseSha: data.base.sha,
    // Octokit's types do not say so, but `head.repo` is null once the fork is deleted.
    fork: isFork(data.head.repo?.id, data.base.repo.id)
  };
}

// src/action/resolve-target.ts
async function resolveTarget(github, task, options) {
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
      return task.number === void 0 ? dispatchTarget(github, task, options) : openPullTarget(github, task.number, options);
    default:
      return task;
  }
}
async function commitTarget(github, task, options) {
  const settingsSha = task.onDefaultBranch ? task.sha : (await readDefaultBranch(github, options)).sha;
  const parting = () => readMergeBase(github, { base: settingsSha, head: task.sha }, options);
  return {
    sha: task.sha,
    settingsSha,
    trusted: true,
    readBase: async () => task.before ?? (task.onDefaultBranch ? void 0 : parting())
  };
}
async function openPullTarget(github, number, options) {
  const pull = await readPullRequest(github, number, options);
  if (!pull.open) throw new UserError(`Cannot plan #${number}: it is closed`, { code: "input_invalid" });
  return pullRequestTarget(github, pull, options);
}
async function requestTarget(github, { number, request }, options) {
  const target = await openPullTarget(github, number, options);
  if (target.sha === request.stored.record.headSha) return target;
  throw headMoved(number);
}
async function dispatchTarget(github, { sha }, options) {
  const branch = await readDefaultBranch(github, options);
  if (sha !== void 0 && !await isAncestor(github, { commit: sha, of: branch.sha }, options)) {
    throw new UserError(`Cannot take ${sha.slice(0, 12)}: it is not in the history of ${branch.name}`, {
      code: "ref_refused",
      hint: "Name a commit of the default branch, or a pull request."
    });
  }
  return {
    sha: sha ?? branch.sha,
    settingsSha: branch.sha,
    defaultBranch: branch,
    trusted: true,
    readBase: async () => void 0
  };
}
async function pullRequestTarget(github, pull, options) {
  const defaultBranch = await readDefaultBranch(github, options);
  return {
    sha: pull.headSha,
    settingsSha: defaultBranch.sha,
    defaultBranch,
    ...pull.headRef !== void 0 && { headRef: pull.headRef },
    pullRequest: pull.number,
    trusted: !pull.fork,
    readBase: () => readMergeBase(github, { base: pull.baseSha, head: pull.headSha }, options)
  };
}

export {
  resolveTarget
};
