/** Accounts, teams and tokens. */
import { findOrAddUser } from "../accounts.ts";
import type { Repository, State, Team, Token, TokenPermissions, User } from "../state.ts";

export interface AccountActions {
  addUser(login: string, options?: { readonly type?: User["type"] }): User;
  addTeam(organization: string, slug: string, members: readonly string[]): Team;
  /** A token as a workflow run gets it: the bot `github-actions[bot]` with these permissions on one repository. */
  addWorkflowToken(repository: Repository, permissions: TokenPermissions): Token;
  addToken(
    token: Omit<Token, "quota" | "value" | "repositories"> & { readonly repositories: readonly Repository[] },
  ): Token;
}

export function accountActions(state: State): AccountActions {
  const addToken: AccountActions["addToken"] = ({ repositories, ...token }) => {
    const value = `ghs_playground${String(state.nextId()).padStart(26, "0")}`;
    const quota = { used: 0, resetsAt: 0 };
    const added = { ...token, value, quota, repositories: new Set(repositories.map(({ id }) => id)) };
    state.tokens.set(value, added);
    return added;
  };
  return {
    addUser: (login, { type } = {}) => findOrAddUser(state, login, type),
    addTeam(organization, slug, members) {
      const owner = findOrAddUser(state, organization, "Organization");
      const ids = members.map((login) => findOrAddUser(state, login).id);
      const team = { id: state.nextId(), slug, organization: owner, members: new Set(ids) };
      state.teams.set(`${organization}/${slug}`, team);
      return team;
    },
    addToken,
    addWorkflowToken(repository, permissions) {
      const app = state.apps.get("github-actions");
      if (app === undefined) throw new Error("GitHub has lost its Actions");
      const granted = { metadata: "read" as const, ...permissions };
      return addToken({ actor: app.bot, app, permissions: granted, repositories: [repository] });
    },
  };
}
