import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

export interface Person {
  readonly login: string;
  readonly id: number;
}

export type Permission = "none" | "read" | "write" | "admin";

/**
 * What a person may do in the repository now. The answer must be about the numeric id that was asked for: a login can be
 * given up and taken by somebody else. Roles `maintain` and `triage` count as `write` and `read`, as GitHub counts them.
 *
 * @throws UserError `github_failed`
 */
export async function readPermission(
  github: GitHub,
  person: Person,
  { signal }: { readonly signal: AbortSignal },
): Promise<Permission> {
  return attempt({ what: "look up the commenter's permission", needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getCollaboratorPermissionLevel({
        ...github.at,
        username: person.login,
        request: { signal },
      });
      return data.user?.id === person.id ? parsePermission(data.permission) : "none";
    } catch (error) {
      if (failureStatus(error) === 404) return "none";
      throw error;
    }
  });
}

function parsePermission(permission: string): Permission {
  return permission === "admin" || permission === "write" || permission === "read" ? permission : "none";
}
