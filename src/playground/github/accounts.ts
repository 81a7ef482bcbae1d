import type { State, User } from "./state.ts";

// As on github.com.
const wellKnownIds: Readonly<Record<string, number>> = { "github-actions[bot]": 41_898_282, github: 9919 };

/** The account of this name, made where there is none. */
export function findOrAddUser(state: State, login: string, type: User["type"] = "User"): User {
  const user = state.users.get(login) ?? { id: wellKnownIds[login] ?? state.nextId(), login, type };
  state.users.set(login, user);
  return user;
}
