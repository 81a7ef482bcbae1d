/** What GitHub says of a request at one moment. It is read as a whole, and what is shown of the request follows from it alone. */
import type { RunNote } from "./run-note.ts";
import type { VerdictRecord } from "./verdict-record.ts";

export interface RequestTruth {
  /** ISO 8601. */
  readonly now: string;
  /** The run that may act on it now; undefined before one is bound. */
  readonly run: RequestRun | undefined;
  /** What that run told, phase plan first. */
  readonly notes: readonly RunNote[];
  /** Environments that the run waits for. */
  readonly pending: readonly PendingEnvironment[];
  /** What reviewers of environments said of the run. */
  readonly reviews: readonly EnvironmentReview[];
  /** The word that counts, where somebody has given one in a comment. */
  readonly verdict?: VerdictRecord;
}

/** The first attempt: no later one may act on a request. */
export type RequestRun =
  | {
      readonly kind: "found";
      readonly id: number;
      readonly url: string;
      /** `queued`, `waiting`, `in_progress`, `completed` and others that GitHub may think of. */
      readonly status: string;
      /** Of a completed run. */
      readonly conclusion: string | undefined;
      readonly createdAt: string;
      /** Another run that was bound before it has begun the operation, and handed it over. */
      readonly goesOn: boolean;
      /** Undefined before GitHub has made it. */
      readonly plan: RequestJob | undefined;
      /** Undefined where there is none, or it was skipped. */
      readonly operate: RequestJob | undefined;
    }
  /** Somebody deleted it. */
  | { readonly kind: "gone"; readonly id: number; readonly url: string };

export interface RequestJob {
  readonly url: string;
  readonly status: string;
  readonly conclusion: string | undefined;
  /** What its runner has to be called: `self-hosted`, `talos-plan`. */
  readonly labels: readonly string[];
  /** A runner took it: a job that was rejected or never started has none. */
  readonly hasRunner: boolean;
  readonly completedAt: string | undefined;
}

export interface PendingEnvironment {
  readonly environment: string;
  /** Any one of them is enough: logins, and teams as `organisation/team`. */
  readonly reviewers: readonly string[];
  readonly waitMinutes: number;
}

export interface EnvironmentReview {
  readonly state: "approved" | "rejected";
  readonly login: string;
  readonly id: number;
}
