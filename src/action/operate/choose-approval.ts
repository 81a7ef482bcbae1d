/** Who has to agree before a command is carried out, and whether the environment really asks anybody. */
import { readApprovals } from "../../adapters/github/approvals.ts";
import { readEnvironment } from "../../adapters/github/environment.ts";
import type { Risk } from "../../chatops/command.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { RunContext } from "../run-context.ts";

/** Empty: the settings ask for no approval. */
export type EnvironmentName = string;

/** @throws UserError `settings_invalid` where the settings want an approval that cannot be had here */
export function chooseEnvironment(cluster: Cluster, risk: Risk): EnvironmentName {
  const wanted = risk === "destroy" ? cluster.approvals.destroy : cluster.approvals.change;
  if (wanted === "none") return "";
  if (wanted === "comment") {
    throw new UserError(`Cannot ask for approval on ${cluster.name}: approvals by comment need the bot`, {
      code: "settings_invalid",
      hint: "Use `environment` in the settings' approvals, and run the workflow with an environment.",
    });
  }
  if (cluster.environment !== undefined) return cluster.environment;
  throw new UserError(`Cannot ask for approval on ${cluster.name}: the settings name no environment`, {
    code: "settings_invalid",
    hint: "Add `environment:` to the cluster, and required reviewers to that environment of the repository.",
  });
}

/** What whoever approves should know of the environment's own protection; sentences. */
export async function warnOfEnvironment(
  environment: EnvironmentName,
  risk: Risk,
  { github, signal }: RunContext,
): Promise<readonly string[]> {
  const protection = await readEnvironment(github, environment, { signal });
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

/**
 * The people who approved this run. What destroys needs one besides whoever asked for it: an administrator can let a job
 * pass without a review, and an environment need not ask for one.
 *
 * @throws UserError `approval_missing`
 */
export async function requireApproval(
  { environment, risk, requester }: { readonly environment: string; readonly risk: Risk; readonly requester: number },
  run: RunContext,
): Promise<readonly string[]> {
  if (environment === "") return [];
  const runId = Number(run.environment["GITHUB_RUN_ID"]);
  const approvals = await readApprovals(run.github, { runId, environment }, { signal: run.signal });
  const approved = (approvals ?? []).filter(({ state }) => state === "approved");
  if (risk === "destroy" && !approved.some(({ id }) => id !== requester)) {
    throw new UserError("Cannot carry this out: nobody but the person who asked for it has approved it", {
      code: "approval_missing",
      hint:
        approvals === undefined
          ? "The job lacks `actions: read`, so it cannot see who approved."
          : `Add required reviewers to the environment ${environment}; a second person has to approve what destroys.`,
    });
  }
  return [...new Set(approved.map(({ login }) => login))];
}
