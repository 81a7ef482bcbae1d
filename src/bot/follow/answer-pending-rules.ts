import { readApprovals } from "../../adapters/github/approvals.ts";
import { readDefaultBranch } from "../../adapters/github/commits.ts";
import type { GitHub } from "../../adapters/github/connect-github.ts";
import { answerProtectionRule, hasProtectionRule } from "../../adapters/github/protection-rule.ts";
import { readPullRequest } from "../../adapters/github/pull-request.ts";
import { listVerdicts } from "../../adapters/github/verdict-store.ts";
import type { Run } from "../../adapters/github/workflow-run.ts";
import { decideRule, type RuleDecision } from "../../chatops/decide-rule.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import type { BotParts } from "../bot-parts.ts";
import { actionsBot } from "./actions-bot.ts";
import type { Follower } from "./follower.ts";

/**
 * Answers for the environments that a request's run waits for and that have this App as a rule, once they can be answered: a
 * review or a comment by another person may be what was missing.
 *
 * @throws UserError `github_failed`
 */
export async function answerPendingRules(
  {
    request,
    truth,
    run,
  }: { readonly request: StoredRequest; readonly truth: RequestTruth; readonly run: Run | undefined },
  { github, log }: Follower,
  parts: BotParts,
): Promise<void> {
  if (run === undefined) return;
  for (const { environment } of truth.pending) {
    if (!(await hasProtectionRule(github, { environment, appId: parts.appId }, parts))) continue;
    const decision = await decideForEnvironment(github, { request, run, environment }, parts);
    if (decision.kind === "waiting") continue;
    const { kind: state, comment } = decision;
    const counts = await answerProtectionRule(github, { runId: run.id, environment, state, comment }, parts);
    if (counts) log.info("Answered for an environment", { request: request.id, run: run.id, answer: state });
  }
}

/**
 * Looks up what a protection rule has to know, and decides.
 *
 * @throws UserError `github_failed`
 */
export async function decideForEnvironment(
  github: GitHub,
  place: { readonly request: StoredRequest | undefined; readonly run: Run; readonly environment: string },
  { appId, now, signal }: Pick<BotParts, "appId" | "now" | "signal">,
): Promise<RuleDecision> {
  const { request, run, environment } = place;
  const at = new Date(now()).toISOString();
  if (request === undefined) {
    return decideRule({
      run,
      request,
      now: at,
      defaultBranch: "",
      headSha: undefined,
      reviews: [],
      verdict: undefined,
    });
  }
  const { sha, id, record } = request;
  const [defaultBranch, pull, reviews, [verdict]] = await Promise.all([
    readDefaultBranch(github, { signal }),
    readPullRequest(github, record.pullRequest, { signal }),
    readApprovals(github, { runId: run.id, environment }, { signal }),
    listVerdicts(github, { sha, appId, request: id }, { signal }),
  ]);
  return decideRule({
    run: { ...run, goesOn: run.startedBy?.login === actionsBot },
    request,
    now: at,
    defaultBranch: defaultBranch.name,
    headSha: pull.open ? pull.headSha : undefined,
    reviews: reviews ?? [],
    verdict: verdict?.record,
  });
}
