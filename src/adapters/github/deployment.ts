/** A deployment: the record, on the commit itself, of what was brought to a cluster and what became of it. */
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

export interface NewDeployment {
  readonly sha: string;
  readonly environment: string;
  /** Cut at 140 characters. */
  readonly description: string;
  /** For programs that read deployments. */
  readonly payload: Readonly<Record<string, string>>;
}

export interface DeploymentStatus {
  readonly state: "in_progress" | "success" | "failure" | "inactive";
  /** Cut at 140 characters. */
  readonly description: string;
  /** The workflow run. */
  readonly logUrl?: string;
  /** Where to look at the result. */
  readonly environmentUrl?: string;
}

interface Options {
  readonly signal: AbortSignal;
}

// https://docs.github.com/en/rest/deployments/statuses: a longer one is refused.
const maxDescription = 140;

/**
 * @returns its id
 * @throws UserError `github_failed`
 */
export async function createDeployment(github: GitHub, wanted: NewDeployment, { signal }: Options): Promise<number> {
  const step = { what: "record the deployment", needs: "deployments: write" } as const;
  const { data } = await attempt(step, async () =>
    (await github.octokit()).rest.repos.createDeployment({
      ...github.at,
      ref: wanted.sha,
      task: "talos",
      environment: wanted.environment,
      description: wanted.description.slice(0, maxDescription),
      payload: { ...wanted.payload },
      // This records what is being done; it neither merges nor waits for checks.
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      request: { signal, retries: 0 },
    }),
  );
  if (!("id" in data)) throw new Error("GitHub merged instead of recording a deployment");
  return data.id;
}

/** @throws UserError `github_failed` */
export async function setDeploymentStatus(
  github: GitHub,
  deploymentId: number,
  status: DeploymentStatus,
  { signal }: Options,
): Promise<void> {
  const step = { what: "update the deployment", needs: "deployments: write" } as const;
  await attempt(step, async () =>
    (await github.octokit()).rest.repos.createDeploymentStatus({
      ...github.at,
      deployment_id: deploymentId,
      state: status.state,
      description: status.description.slice(0, maxDescription),
      ...(status.logUrl !== undefined && { log_url: status.logUrl }),
      ...(status.environmentUrl !== undefined && { environment_url: status.environmentUrl }),
      // Others are no less valid: a cluster has many nodes, and a commit may be brought to one after the other.
      auto_inactive: false,
      request: { signal },
    }),
  );
}
