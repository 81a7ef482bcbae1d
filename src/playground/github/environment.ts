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
