/** What the page shows: a pull request, what stands on it, the runs it started, and the nodes. */

export interface PageModel {
  readonly repository: string;
  /** Of the repository on the simulated GitHub. */
  readonly url: string;
  readonly pull: PagePull;
  /** Who may be spoken as. */
  readonly people: readonly PagePerson[];
  /** Labels that stand for commands. */
  readonly labels: readonly string[];
  readonly checks: readonly PageCheck[];
  readonly runs: readonly PageRun[];
  readonly nodes: readonly PageNode[];
}

export interface PagePull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly branch: string;
  readonly headSha: string;
  readonly labels: readonly string[];
  readonly comments: readonly PageComment[];
}

export interface PagePerson {
  readonly login: string;
  readonly role: string;
}

export interface PageComment {
  readonly id: number;
  readonly author: string;
  readonly isBot: boolean;
  readonly isEdited: boolean;
  readonly body: string;
  readonly at: string;
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly string[] }[];
}

export interface PageCheck {
  readonly id: number;
  readonly name: string;
  readonly app: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
}

export interface PageRun {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly jobs: readonly PageJob[];
}

export interface PageJob {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  /** The environment that the job waits for, and who may let it pass. */
  readonly waitsFor?: { readonly environment: string; readonly reviewers: readonly string[] };
}

export interface PageNode {
  readonly name: string;
  readonly role: string;
  readonly version: string;
  readonly state: string;
  readonly isCordoned: boolean;
  /** What it runs and what Git says agree. */
  readonly schematic: string;
}
