import type { People } from "../../chatops/permission.ts";
import type { GitHub } from "./connect-github.ts";
import { findUserId, isTeamMember, readRole } from "./person.ts";

/**
 * Who people are and what they may, as GitHub knows it now.
 *
 * @param teams asked for the members of teams: a workflow's own token may not read them
 */
export function connectPeople(
  github: GitHub,
  { teams = github }: { readonly teams?: GitHub | undefined } = {},
): People {
  return {
    role: (person, waiting) => readRole(github, person, waiting),
    userId: (login, waiting) => findUserId(github, login, waiting),
    // GitHub tells the members of teams by login only, which may be another person's by now.
    isTeamMember: async (team, { id, login }, waiting) =>
      (await isTeamMember(teams, team, login, waiting)) && (await findUserId(github, login, waiting)) === id,
  };
}
