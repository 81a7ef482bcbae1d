/** What the simulated GitHub remembers. Plain data: the routes read and change it, tests may look at it. */
import type { App, Installation, Quota, TokenPermissions } from "./app.ts";
import type { Environment } from "./environment.ts";
import type { GitObjects } from "./git-objects.ts";
import type { Role, Team, User } from "./people.ts";
import type { Runner, WorkflowRun } from "./runs/run-state.ts";

export type { App, Delivery, DeliveryOutcome, Installation, Quota, TokenPermissions } from "./app.ts";
export type { Environment, ProtectionRule } from "./environment.ts";
export type { Role, Team, User } from "./people.ts";
export type { Review, Runner, WorkflowRun } from "./runs/run-state.ts";

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly createdAt: string;
  readonly isPrivate: boolean;
  readonly parent?: Repository;
  readonly defaultBranch: string;
  readonly objects: GitObjects;
  /** Branch name → commit. */
  readonly branches: Map<string, string>;
  /** User id → role. */
  readonly roles: Map<number, Role>;
  /** Issues and pull requests by number. */
  readonly issues: Map<number, Issue>;
  readonly labels: Map<string, Label>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly environments: Map<string, Environment>;
  readonly deployments: Map<number, Deployment>;
  readonly runs: Map<number, WorkflowRun>;
  readonly runners: Runner[];
  /** Paths of workflows that somebody has disabled. */
  readonly disabledWorkflows: Set<string>;
  /** Pushes, the youngest first. */
  readonly activity: Activity[];
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly payload: unknown;
  readonly environment: string;
  readonly description: string;
  readonly creator: User;
  readonly createdAt: string;
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly description: string;
  readonly logUrl: string;
  readonly environmentUrl: string;
  /** The job whose deployment Actions keeps. */
  readonly job?: { readonly runId: number; readonly jobId: number };
  readonly creator: User;
  readonly createdAt: string;
}

export interface Activity {
  readonly id: number;
  readonly before: string;
  readonly after: string;
  /** `refs/heads/main` */
  readonly ref: string;
  readonly timestamp: string;
  readonly type: "push" | "branch_creation";
  readonly actor: User;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  readonly user: User;
  readonly labels: Set<string>;
  locked: boolean;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  /** The oldest first. */
  readonly events: IssueEvent[];
  readonly pull?: Pull;
}

/** A label was put on or taken off. */
export interface IssueEvent {
  readonly id: number;
  readonly event: "labeled" | "unlabeled";
  readonly actor: User;
  /** Name of the label. */
  readonly label: string;
  readonly createdAt: string;
}

export interface Pull {
  readonly id: number;
  /** Null once the fork is deleted. */
  headRepository: Repository | null;
  readonly headOwner: User;
  readonly headRef: string;
  headSha: string;
  readonly baseRef: string;
  draft: boolean;
  merged: boolean;
}

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: User;
  /** The App that wrote it. */
  readonly app?: App;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface Reaction {
  readonly id: number;
  readonly user: User;
  readonly content: string;
  readonly createdAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  externalId: string;
  detailsUrl: string;
  status: string;
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  readonly app: App;
  /** What its page offers besides to run it again. */
  actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[];
  /** The workflow run whose job it shows: only Actions itself changes it. */
  readonly job?: { readonly runId: number };
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: string | null;
  readonly title: string | null;
  readonly message: string | null;
  readonly raw_details: string | null;
}

export interface Token {
  readonly value: string;
  readonly actor: User;
  /** The App behind it; what it writes carries the App. */
  readonly app?: App;
  /** Of an installation's token. */
  readonly installation?: Installation;
  readonly permissions: TokenPermissions;
  /** Repository ids; other private repositories do not exist for it. */
  readonly repositories: ReadonlySet<number>;
  /** From then on it is unknown; never unless told. */
  readonly expiresAt?: string;
  /** Of an installation's token the installation's counts. */
  readonly quota: Quota;
}

/** An App as its maker describes it, and who confirmed it. */
export interface Manifest {
  readonly owner: User;
  readonly text: Readonly<Record<string, unknown>>;
  readonly confirmedAt: string;
}

/** Something that GitHub tells webhooks of. */
export interface WorldEvent {
  /** Where it happened; undefined for what happens to an App, such as its installation. */
  readonly repository?: Repository;
  /** GitHub's name: `issue_comment`, `workflow_run` … */
  readonly event: string;
  /** `created`, `completed` …; `push` has none. */
  readonly action?: string;
  readonly sender: User;
  /** The one App that hears of it, subscribed or not: a `check_run` that is rerequested is the concern of its App. */
  readonly onlyFor?: App;
  /**
   * The fields of this event alone: `action`, `repository`, `sender` and `installation` are added for each App. It is asked at
   * once, while the state is as the event left it, or not at all.
   *
   * @param apiUrl Base of the REST API, for the addresses in it
   */
  readonly payload: (apiUrl: string) => Readonly<Record<string, unknown>>;
}

export interface State {
  readonly users: Map<string, User>;
  readonly repositories: Repository[];
  readonly tokens: Map<string, Token>;
  /** By slug. */
  readonly apps: Map<string, App>;
  readonly installations: Map<number, Installation>;
  /** Manifests that somebody has confirmed, by the code that turns each into an App, once. */
  readonly manifests: Map<string, Manifest>;
  /** By `organisation/slug`. */
  readonly teams: Map<string, Team>;
  /** Requests a token has in an hour. */
  rateLimit: number;
  /** Requests an installation has in an hour, with all its tokens. */
  installationRateLimit: number;
  /** Entries at which a recursive tree is cut off. */
  treeLimit: number;
  /** Set: this is an Enterprise Server up to 3.20, which answers so to a dispatch that wants the run's details. */
  refusesRunDetails: 400 | 422 | undefined;
  /** Who is told of what happens; see emit-event.ts. */
  readonly listeners: Set<(event: WorldEvent) => void>;
  readonly nextId: () => number;
  readonly now: () => Date;
}
