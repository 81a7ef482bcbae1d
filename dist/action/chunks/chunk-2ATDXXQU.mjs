import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  askAgain,
  commentDeleted,
  commentEdited,
  commitDiffers,
  fromFork,
  headMoved
} from "./chunk-2I6D34FF.mjs";
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";
import {
  findCommandLines
} from "./chunk-U4VPTFFU.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/action/request/request-of.ts
function requestOf(ask) {
  return ask.kind === "comment" ? void 0 : ask.request;
}
function requesterOf(ask) {
  return requestOf(ask)?.stored.record.requester ?? ask.author;
}

// src/adapters/github/last-push.ts
async function readLastPush(github, branch, { signal }) {
  return attempt({ what: "find the branch's last push", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.listActivities({
        ...github.at,
        ref: `refs/heads/${branch}`,
        per_page: 1,
        request: { signal }
      });
      const [last] = data;
      return last && { at: last.timestamp, sha: last.after };
    } catch (error) {
      if (failureStatus(error) === 404) return void 0;
      throw error;
    }
  });
}

// src/adapters/github/read-comment.ts
async function readComment(github, id, { signal }) {
  return attempt({ what: "read the comment again", needs: "pull-requests: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.issues.getComment({
        ...github.at,
        comment_id: id,
        request: { signal }
      });
      const { body = "", user, created_at: createdAt, updated_at: updatedAt, issue_url: issueUrl } = data;
      return {
        id,
        body,
        author: { login: user?.login ?? "ghost", id: user?.id ?? 0 },
        createdAt,
        edited: updatedAt !== createdAt,
        number: Number(issueUrl.slice(issueUrl.lastIndexOf("/") + 1))
      };
    } catch (error) {
      if (failureStatus(error) === 404) return void 0;
      throw error;
    }
  });
}

// src/action/operate/check-origin.ts
function checkRun({ defaultBranch }, { environment }) {
  if (environment["GITHUB_RUN_ATTEMPT"] !== "1") {
    throw new UserError("Cannot carry this out in a run that was started again", {
      code: "rerun_refused",
      hint: askAgain
    });
  }
  const wanted = `refs/heads/${defaultBranch?.name ?? ""}`;
  if (environment["GITHUB_REF"] !== wanted) {
    throw new UserError("Cannot carry this out: the workflow does not run on the default branch", {
      code: "ref_refused",
      hint: "Start it on the default branch."
    });
  }
}
function refuseFork({ trusted, pullRequest }) {
  if (trusted) return;
  throw fromFork(pullRequest);
}
async function refuseLaterPush(ask, target, run) {
  const commentId = commentOf(ask);
  if (commentId === void 0 || target.headRef === void 0) return;
  const { github, signal } = run;
  const [comment, push] = await Promise.all([
    readComment(github, commentId, { signal }),
    readLastPush(github, target.headRef, { signal })
  ]);
  if (comment === void 0) throw commentDeleted();
  if (push === void 0 || Date.parse(push.at) < Date.parse(comment.createdAt)) return;
  throw headMoved(target.pullRequest);
}
function commentOf(ask) {
  if (ask.kind === "comment") return ask.commentId;
  const origin = ask.kind === "request" ? requestOf(ask)?.stored.record.origin : void 0;
  return origin?.kind === "comment" ? origin.commentId : void 0;
}
function requireNamedCommit({ commit }, { sha, pullRequest }) {
  if (commit === void 0 || sha.startsWith(commit)) return;
  throw commitDiffers(pullRequest, sha);
}
async function readAgain(task, { github, signal }) {
  const comment = await readComment(github, task.commentId, { signal });
  if (comment === void 0) throw commentDeleted();
  if (comment.edited || comment.author.id !== task.author.id || comment.number !== task.number) {
    throw commentEdited();
  }
  return findCommandLines(comment.body);
}

// src/action/ask/origin-of.ts
function originOf({ ask }, { environment }) {
  switch (ask.kind) {
    case "comment":
      return String(ask.commentId);
    case "request":
      return requestOrigin(ask.request.stored);
    case "dispatch":
      return `run-${environment["GITHUB_RUN_ID"] ?? ""}`;
    default:
      return ask;
  }
}
function requestOrigin({ id }) {
  return `check-${id}`;
}

export {
  readComment,
  requestOf,
  requesterOf,
  checkRun,
  refuseFork,
  refuseLaterPush,
  requireNamedCommit,
  readAgain,
  originOf,
  requestOrigin
};
