/** Who has to agree before a command is carried out, and whether the environment really asks anybody. */
import { readApprovals } from "../../adapters/github/approvals.ts";
import { type EnvironmentProtection, readEnvironment } from "../../adapters/github/environment.ts";
import type { Command, Risk } from "../../chatops/command.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { Asking } from "../ask/asking.ts";
import type { Ask } from "../choose-task.ts";
import { requesterOf, requestOf } from "../request/request-of.ts";
import { findVerdict, requireApproved } from "../request/require-verdict.ts";
import type { RunContext } from "../run-context.ts";

/** Empty: no environment guards it. */
export type EnvironmentName = string;

export type Approval =
  /** The settings ask for none. */
  | { readonly kind: "none" }
  | { readonly kind: "environment"; readonly environment: EnvironmentName }
  /** Another person's `/talos approve`, which the bot writes down. */
  | { readonly kind: "comment" };

/** @throws UserError `settings_invalid` where the settings want an approval that cannot be had here */
export function chooseApproval(cluster: Cluster, risk: Risk, ask: Ask): Approval {
  const wanted = risk === "destroy" ? cluster.approvals.destroy : cluster.approvals.change;
  if (wanted === "none") return { kind: "none" };
  if (wanted === "comment") {
    if (requestOf(ask) !== undefined) return { kind: "comment" };
    throw new UserError(`Cannot ask for approval on ${cluster.name}: approvals by comment need the bot`, {
      code: "settings_invalid",
      hint: "Give the command where the bot hears it, or use `environment` in the settings' approvals.",
    });
  }
  if (cluster.environment !== undefined) return { kind: "environment", environment: cluster.environment };
  throw new UserError(`Cannot ask for approval on ${cluster.name}: the settings name no environment`, {
    code: "settings_invalid",
    hint: "Add `environment:` to the cluster, and required reviewers to that environment of the repository.",
  });
}

export function environmentOf(approval: Approval): EnvironmentName {
  return approval.kind === "environment" ? approval.environment : "";
}

export interface EnvironmentWarnings {
  /** What whoever approves should know of the environment's own protection; sentences. */
  readonly warnings: readonly string[];
  /** An App decides besides. */
  readonly hasOwnRules: boolean;
}

export async function warnOfEnvironment(
  environment: EnvironmentName,
  risk: Risk,
  { github, signal }: RunContext,
): Promise<EnvironmentWarnings> {
  const protection = await readEnvironment(github, environment, { signal });
  const hasOwnRules = protection.kind === "found" && protection.hasOwnRules;
  return { warnings: warningsOf(protection, environment, risk), hasOwnRules };
}

function warningsOf(protection: EnvironmentProtection, environment: EnvironmentName, risk: Risk): readonly string[] {
  const unprotected = `The environment ${environment} asks for no reviewer: the operation starts without an approval`;
  switch (protection.kind) {
    case "missing":
      return [`There is no environment ${environment}: GitHub makes it, and the operation starts without an approval.`];
    case "unknown":
      return [`Whether ${environment} asks for a reviewer is not known: the token lacks "actions: read".`];
    case "found":
      return [
        ...(protection.reviewers === 0 && !protection.hasOwnRules
          ? [risk === "destroy" ? `${unprotected}, and is refused then.` : `${unprotected}.`]
          : []),
        ...(protection.limitsBranches
          ? []
          : [`Every branch's workflows may use ${environment}; limit it to the default branch.`]),
      ];
    default:
      return protection satisfies never;
  }
}

interface Approvable {
  readonly approval: Approval;
  readonly risk: Risk;
  readonly command: Command;
  readonly cluster: Cluster;
  /** Of what was approved. */
  readonly digest: string;
}

/**
 * The people who approved. What destroys needs one besides whoever asked for it: an administrator can let a job pass without
 * a review, and an environment need not ask for one. Whoever's word the bot wrote down counts as much as a review.
 *
 * @returns their logins
 * @throws UserError `approval_missing`, and what `requireApproved` throws
 */
export async function requireApproval(wanted: Approvable, asking: Asking, run: RunContext): Promise<readonly string[]> {
  const { approval } = wanted;
  const verdict = await findVerdict(asking.ask, run);
  if (verdict?.record.verdict === "rejected" || approval.kind === "comment") {
    return [(await requireApproved(verdict, wanted, asking, run)).login];
  }
  if (approval.kind === "none") return [];
  const requester = requesterOf(asking.ask).id;
  const reviews = await readReviews(approval.environment, run);
  const approved = reviews?.filter(({ state }) => state === "approved") ?? [];
  const logins = [...new Set(approved.map(({ login }) => login))];
  if (approved.some(({ id }) => id !== requester) || !(await needsAnother(wanted, approval.environment, asking, run))) {
    return logins;
  }
  if (verdict !== undefined) return [...logins, (await requireApproved(verdict, wanted, asking, run)).login];
  throw new UserError("Cannot carry this out: nobody but the person who asked for it has approved it", {
    code: "approval_missing",
    hint:
      reviews === undefined
        ? "The job lacks `actions: read`, so it cannot see who approved."
        : `Add required reviewers to the environment ${approval.environment}; a second person has to approve.`,
  });
}

async function readReviews(environment: string, run: RunContext) {
  const runId = Number(run.environment["GITHUB_RUN_ID"]);
  return readApprovals(run.github, { runId, environment }, { signal: run.signal });
}

/**
 * GitHub keeps whoever started a run from approving it, where the environment says so. A run for a request was started by
 * the bot: there it is for us to see to it.
 */
async function needsAnother(
  { risk }: Approvable,
  environment: string,
  { ask }: Asking,
  { github, signal }: RunContext,
): Promise<boolean> {
  if (risk === "destroy") return true;
  if (requestOf(ask) === undefined) return false;
  const protection = await readEnvironment(github, environment, { signal });
  return protection.kind === "unknown" || (protection.kind === "found" && protection.preventsSelfReview);
}
