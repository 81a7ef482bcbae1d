import { type Asked, askOrUnknown } from "./ask-or-unknown.ts";
import type { GitHub } from "./connect-github.ts";

/**
 * Whether there is a team. GitHub hides an organisation's teams from who is not in it.
 *
 * @param team `organisation/team`
 * @throws UserError `github_failed`
 */
export async function findTeam(
  github: GitHub,
  team: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<Asked<{ readonly id: number }>> {
  const [org = "", slug = ""] = team.split("/");
  return askOrUnknown(`look for the team ${team}`, async () => {
    const { data } = await (await github.octokit()).rest.teams.getByName({ org, team_slug: slug, request: { signal } });
    return { id: data.id };
  });
}
