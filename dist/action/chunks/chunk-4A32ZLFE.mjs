import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

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
  attempt,
  failureStatus,
  mayHaveHappened
};
