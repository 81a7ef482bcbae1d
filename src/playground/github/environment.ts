import type { App } from "./app.ts";
import type { Team, User } from "./people.ts";

/** A deployment environment with its protection. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  /** Anyone of them is enough; none: jobs start at once. */
  readonly reviewers: readonly (User | Team)[];
  readonly preventsSelfReview: boolean;
  readonly adminsMayBypass: boolean;
  readonly waitMinutes: number;
  /** From where jobs may use it; `protected`: from the default branch. */
  readonly branches: "all" | "protected" | "custom";
  /** Where `branches` is `custom`. */
  readonly allowedBranches: readonly string[];
  readonly protectionRules: readonly ProtectionRule[];
}

/** An App that has to agree before a job uses the environment. */
export interface ProtectionRule {
  readonly id: number;
  readonly app: App;
}

/** As GitHub makes one that a workflow names: without any protection. */
export function openEnvironment(id: number, name: string): Environment {
  return {
    id,
    name,
    reviewers: [],
    preventsSelfReview: false,
    adminsMayBypass: true,
    waitMinutes: 0,
    branches: "all",
    allowedBranches: [],
    protectionRules: [],
  };
}
