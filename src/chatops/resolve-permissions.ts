import type { Identity, People, PermissionRule, Person, ResolvedRule } from "./permission.ts";

/**
 * Looks up all that a decision about a person needs: the role now, which of the rules' teams the person is in, and whose the
 * rules' logins are. Each is asked once.
 */
export async function resolvePermissions(
  rules: readonly PermissionRule[],
  identity: Identity,
  people: People,
  waiting: { readonly signal: AbortSignal },
): Promise<{ readonly person: Person; readonly rules: readonly ResolvedRule[] }> {
  const logins = unique(rules.flatMap(({ users = [] }) => users));
  const teams = unique(rules.flatMap((rule) => rule.teams ?? []));
  const [role, ids, memberships] = await Promise.all([
    people.role(identity, waiting),
    Promise.all(logins.map(async (login) => [login, await people.userId(login, waiting)] as const)),
    Promise.all(teams.map((team) => people.isTeamMember(team, identity, waiting))),
  ]);
  const idOf = new Map(ids);
  return {
    person: { ...identity, role, teams: teams.filter((_, index) => memberships[index]) },
    rules: rules.map((rule) => ({
      ...rule,
      ...(rule.users !== undefined && {
        userIds: rule.users.map((login) => idOf.get(login)).filter((id) => id !== undefined),
      }),
    })),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
