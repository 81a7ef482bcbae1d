/** What a person is in the repository, by numeric id: a login can be given up and taken by somebody else. */
import type { Identity, RepositoryRole } from "../../chatops/permission.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

interface Options {
  readonly signal: AbortSignal;
}

/**
 * A person's role in the repository now; `none` where the login is another person's by now.
 *
 * @throws UserError `github_failed`
 */
export async function readRole(
  github: GitHub,
  person: Identity,
  { signal }: Options,
): Promise<RepositoryRole | "none"> {
  return attempt({ what: "look up the person's permission", needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getCollaboratorPermissionLevel({
        ...github.at,
        username: person.login,
        request: { signal },
      });
      return data.user?.id === person.id ? parseRole(data.role_name, data.permission) : "none";
    } catch (error) {
      if (failureStatus(error) === 404) return "none";
      throw error;
    }
  });
}

/** @returns undefined where nobody has this login */
export async function findUserId(github: GitHub, login: string, { signal }: Options): Promise<number | undefined> {
  return attempt({ what: `look up the user ${login}`, needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.users.getByUsername({
        username: login,
        request: { signal },
      });
      return data.id;
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}

/**
 * Whether a person is an active member of a team now. No permission of a workflow's own token is enough to ask.
 *
 * @param team `organisation/team`
 * @throws UserError `github_failed`
 */
export async function isTeamMember(github: GitHub, team: string, login: string, { signal }: Options): Promise<boolean> {
  const [org = "", slug = ""] = team.split("/");
  return attempt({ what: `look up the members of ${team}`, needs: "members: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.teams.getMembershipForUserInOrg({
        org,
        team_slug: slug,
        username: login,
        request: { signal },
      });
      return data.state === "active";
    } catch (error) {
      if (failureStatus(error) === 404) return false;
      throw error;
    }
  });
}

const roles = new Set<string>(["read", "triage", "write", "maintain", "admin"] satisfies RepositoryRole[]);

/** Roles that an organisation made up count as the permission that they build on. */
function parseRole(name: string, permission: string): RepositoryRole | "none" {
  return isRole(name) ? name : isRole(permission) ? permission : "none";
}

function isRole(word: string): word is RepositoryRole {
  return roles.has(word);
}
