/** Turns what GitHub's API answers into errors that a person can repair. */
import { UserError } from "../../errors.ts";

/** A key of a workflow's `permissions:` with the access a call needs. */
export type TokenPermission =
  | "actions: read"
  | "actions: write"
  | "checks: read"
  | "checks: write"
  | "contents: read"
  | "deployments: write"
  | "issues: read"
  | "issues: write"
  | "members: read"
  | "metadata: read"
  | "pull-requests: read"
  | "pull-requests: write";

export interface Attempt {
  /** What is being done, to stand after "Cannot": `post the plan comment`. */
  readonly what: string;
  readonly needs: TokenPermission;
}

/**
 * Runs one step against the API.
 *
 * @throws UserError `github_failed` which names the step, the status, and the missing permission; an abort passes as it is.
 */
export async function attempt<T>(step: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isAbort(error) || error instanceof UserError ? error : githubError(step, error);
  }
}

/** The HTTP status of a failed call; undefined when GitHub was not reached at all. */
export function failureStatus(error: unknown): number | undefined {
  return answerOf(error)?.status;
}

/** Whether the call may have been carried out although it failed: a fault of the server or of the connection. */
export function mayHaveHappened(error: unknown): boolean {
  const status = failureStatus(error);
  return !isAbort(error) && (status === undefined || status >= 500);
}

/**
 * Whether GitHub has refused a step for good: asking again gives the same answer. Its limits, faults and lost connections pass.
 *
 * @param error what `attempt` threw
 */
export function isRefused(error: unknown): boolean {
  const answer = error instanceof UserError ? answerOf(error.cause) : undefined;
  if (answer === undefined || answer.status >= 500) return false;
  return answer.status !== 408 && answer.status !== 429 && !(answer.status === 403 && isRateLimit(answer));
}

/**
 * Whether nobody knows if a step was carried out: its answer was lost, or GitHub broke on the way.
 *
 * @param error what `attempt` threw
 */
export function isLost(error: unknown): error is UserError {
  if (!(error instanceof UserError) || isRefused(error)) return false;
  return mayHaveHappened(error.cause);
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

function githubError(step: Attempt, error: unknown): UserError {
  const answer = answerOf(error);
  const fact = answer === undefined ? "GitHub could not be reached" : `GitHub answered ${answer.status}`;
  const { reason, hint } = explain(step, answer);
  return new UserError(`Cannot ${step.what}: ${fact}${reason && `, ${reason}`}`, {
    code: "github_failed",
    hint,
    cause: error,
  });
}

function explain({ needs }: Attempt, answer: Answer | undefined): { readonly reason: string; readonly hint: string } {
  const status = answer?.status;
  if (status === undefined)
    return { reason: "", hint: "Check the runner's network and GitHub's status page, then run again." };
  if (status === 401) return { reason: "it does not know the token", hint: "Check the input github-token." };
  if (status === 429 || (status === 403 && isRateLimit(answer))) {
    return { reason: "its rate limit is reached", hint: "Run again later, or use a token with its own limit." };
  }
  if (status === 403) {
    return {
      reason: `the token lacks "${lacking(answer) ?? needs}"`,
      hint: needs === "members: read" ? teamHint : `Add \`${needs}\` to the job's \`permissions:\`.`,
    };
  }
  if (status === 404) {
    return {
      reason: "nothing there that the token may see",
      hint: `Check that the job's \`permissions:\` have \`${needs}\`.`,
    };
  }
  if (status >= 500) return { reason: "also when tried again", hint: "Check GitHub's status page, then run again." };
  return { reason: "it refuses the request", hint: "See the log of the run; if it repeats, report it as a bug." };
}

// No key of `permissions:` gives it.
const teamHint = "Give the input team-token a token that may read the organisation's members.";

/** GitHub names what would have been enough, as `issues=write; pull_requests=write`. */
function lacking(answer: Answer | undefined): string | undefined {
  const accepted = answer?.headers["x-accepted-github-permissions"];
  if (typeof accepted !== "string" || !/^[a-z_=;, ]{1,200}$/.test(accepted)) return undefined;
  return accepted.replaceAll("=", ": ").replaceAll("_", "-").replaceAll("; ", " or ");
}

function isRateLimit(answer: Answer | undefined): boolean {
  return answer?.headers["x-ratelimit-remaining"] === "0" || answer?.headers["retry-after"] !== undefined;
}

/** Octokit reports a failed connection as status 500 without an answer: only an answer counts. */
function answerOf(error: unknown): Answer | undefined {
  if (!(error instanceof Error) || !("response" in error) || !("status" in error)) return undefined;
  const { response, status } = error;
  if (typeof status !== "number" || typeof response !== "object" || response === null) return undefined;
  const headers = "headers" in response && typeof response.headers === "object" ? response.headers : {};
  return { status, headers: { ...headers } };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
