/** The self-hosted runners that a repository's jobs may get. */
import { type Asked, askOrUnknown } from "./ask-or-unknown.ts";
import type { GitHub } from "./connect-github.ts";

export interface Runner {
  readonly name: string;
  readonly online: boolean;
  readonly labels: readonly string[];
  /** It takes one job and is gone. */
  readonly ephemeral: boolean;
  /** `2.329.0`; undefined before it first connected. */
  readonly version: string | undefined;
}

export interface Runners {
  readonly runners: readonly Runner[];
  /** False where the organisation's runners could not be asked for. */
  readonly complete: boolean;
}

interface Listed {
  readonly name: string;
  readonly status: string;
  readonly labels: readonly { readonly name: string }[];
  readonly ephemeral?: boolean;
  readonly version?: string | null;
}

/**
 * Those of the repository, and those of its organisation. It takes a token with `administration: read`, which no workflow's
 * token has.
 *
 * @throws UserError `github_failed`
 */
export async function listRunners(
  github: GitHub,
  { signal }: { readonly signal: AbortSignal },
): Promise<Asked<Runners>> {
  const own = await askOrUnknown("list the runners", async () => {
    const { rest } = await github.octokit();
    const { data } = await rest.actions.listSelfHostedRunnersForRepo({
      ...github.at,
      per_page: 100,
      request: { signal },
    });
    return data.runners.map(toRunner);
  });
  if (own.kind !== "found") return own;
  const shared = await askOrUnknown("list the organisation's runners", async () => {
    const { rest } = await github.octokit();
    const { owner: org } = github.at;
    const { data } = await rest.actions.listSelfHostedRunnersForOrg({ org, per_page: 100, request: { signal } });
    return data.runners.map(toRunner);
  });
  const others = shared.kind === "found" ? shared.value : [];
  return { kind: "found", value: { runners: [...own.value, ...others], complete: shared.kind === "found" } };
}

function toRunner({ name, status, labels, ephemeral, version }: Listed): Runner {
  return {
    name,
    online: status === "online",
    labels: labels.map((label) => label.name),
    ephemeral: ephemeral === true,
    version: version ?? undefined,
  };
}
