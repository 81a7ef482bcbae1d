/** Accounts and the teams they are in. */

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

/** GitHub's roles; `permission` in answers is the older, coarser word for them. */
export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly organization: User;
  /** User ids. */
  readonly members: Set<number>;
}
