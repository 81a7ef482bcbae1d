import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  __commonJS,
  __require
} from "./chunk-NTXQJOUO.mjs";

// required:node:util
var require_node_util = __commonJS({
  "required:node:util"(exports, module) {
    module.exports = __require("node:util");
  }
});

// required:node:path
var require_node_path = __commonJS({
  "required:node:path"(exports, module) {
    module.exports = __require("node:path");
  }
});

// required:node:http
var require_node_http = __commonJS({
  "required:node:http"(exports, module) {
    module.exports = __require("node:http");
  }
});

// src/errors.ts
var UserError = class extends Error {
  name = "UserError";
  code;
  hint;
  location;
  constructor(message, options) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = options.code;
    this.hint = options.hint;
    this.location = options.location;
  }
};
function formatLocation(location) {
  return [location.file, location.line, location.column].filter((part) => part !== void 0).join(":");
}

// src/app-needs.ts
var permissionNeeds = [
  { name: "actions", access: "write", why: "starts the workflow, and reads its runs, jobs and environments" },
  { name: "checks", access: "write", why: "a request is a check run, and so is a person's approval of it" },
  {
    name: "contents",
    access: "read",
    why: "reads the settings of the default branch, and when a branch was pushed to"
  },
  { name: "deployments", access: "write", why: "answers for an environment that has the App as a protection rule" },
  {
    name: "issues",
    access: "write",
    why: "hears comments, reacts to them, and tells who put a label on; GitHub counts all of it as issues"
  },
  { name: "members", access: "read", why: "tells whether a person is in a team that the settings' permissions name" },
  { name: "metadata", access: "read", why: "every App has it; tells a person's role in the repository" },
  {
    name: "pull_requests",
    access: "write",
    why: "answers on the pull request, and takes labels off that are commands"
  }
];
var eventNeeds = [
  { name: "check_run", why: "somebody asks GitHub to run a request again, which is refused" },
  { name: "deployment_protection_rule", why: "an environment asks the App whether a run may go on" },
  { name: "deployment_review", why: "a reviewer has approved or rejected a run" },
  { name: "issue_comment", why: "commands" },
  { name: "pull_request", why: "labels that are commands" },
  { name: "workflow_job", why: "a job waits for a runner, for a reviewer, or has ended" },
  { name: "workflow_run", why: "a run has begun or ended" }
];
var webhookPath = "/api/github/webhooks";
var defaultAppName = "talos-chatops";

// src/adapters/github/github-error.ts
async function attempt(step, work) {
  try {
    return await work();
  } catch (error) {
    throw isAbort(error) || error instanceof UserError ? error : githubError(step, error);
  }
}
function failureStatus(error) {
  return answerOf(error)?.status;
}
function mayHaveHappened(error) {
  const status = failureStatus(error);
  return !isAbort(error) && (status === void 0 || status >= 500);
}
function isRefused(error) {
  const answer = error instanceof UserError ? answerOf(error.cause) : void 0;
  if (answer === void 0 || answer.status >= 500) return false;
  return answer.status !== 408 && answer.status !== 429 && !(answer.status === 403 && isRateLimit(answer));
}
function isLost(error) {
  if (!(error instanceof UserError) || isRefused(error)) return false;
  return mayHaveHappened(error.cause);
}
function githubError(step, error) {
  const answer = answerOf(error);
  const fact = answer === void 0 ? "GitHub could not be reached" : `GitHub answered ${answer.status}`;
  const { reason, hint } = explain(step, answer);
  return new UserError(`Cannot ${step.what}: ${fact}${reason && `, ${reason}`}`, {
    code: "github_failed",
    hint,
    cause: error
  });
}
function explain({ needs }, answer) {
  const status = answer?.status;
  if (status === void 0)
    return { reason: "", hint: "Check the runner's network and GitHub's status page, then run again." };
  if (status === 401) return { reason: "it does not know the token", hint: "Check the input github-token." };
  if (status === 429 || status === 403 && isRateLimit(answer)) {
    return { reason: "its rate limit is reached", hint: "Run again later, or use a token with its own limit." };
  }
  if (status === 403) {
    return {
      reason: `the token lacks "${lacking(answer) ?? needs}"`,
      hint: needs === "members: read" ? teamHint : `Add \`${needs}\` to the job's \`permissions:\`.`
    };
  }
  if (status === 404) {
    return {
      reason: "nothing there that the token may see",
      hint: `Check that the job's \`permissions:\` have \`${needs}\`.`
    };
  }
  if (status >= 500) return { reason: "also when tried again", hint: "Check GitHub's status page, then run again." };
  return { reason: "it refuses the request", hint: "See the log of the run; if it repeats, report it as a bug." };
}
var teamHint = "Give the input team-token a token that may read the organisation's members.";
function lacking(answer) {
  const accepted = answer?.headers["x-accepted-github-permissions"];
  if (typeof accepted !== "string" || !/^[a-z_=;, ]{1,200}$/.test(accepted)) return void 0;
  return accepted.replaceAll("=", ": ").replaceAll("_", "-").replaceAll("; ", " or ");
}
function isRateLimit(answer) {
  return answer?.headers["x-ratelimit-remaining"] === "0" || answer?.headers["retry-after"] !== void 0;
}
function answerOf(error) {
  if (!(error instanceof Error) || !("response" in error) || !("status" in error)) return void 0;
  const { response, status } = error;
  if (typeof status !== "number" || typeof response !== "object" || response === null) return void 0;
  const headers = "headers" in response && typeof response.headers === "object" ? response.headers : {};
  return { status, headers: { ...headers } };
}
function isAbort(error) {
  return error instanceof Error && error.name === "AbortError";
}

export {
  UserError,
  formatLocation,
  permissionNeeds,
  eventNeeds,
  webhookPath,
  defaultAppName,
  attempt,
  failureStatus,
  mayHaveHappened,
  isRefused,
  isLost,
  require_node_util,
  require_node_http,
  require_node_path
};
