/** What a plan is asked for with, what it needs from outside, and what it gives. */
import type { Cluster } from "../cluster/cluster.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { ImageFactory } from "../config/schematic/image-factory.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import type { Clock } from "../config/templates/template-limits.ts";
import type { NodeEvidence } from "../diff/digest-plan.ts";
import type { LiveNodes } from "../diff/live-nodes.ts";
import type { Plan } from "../diff/plan.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import type { SafePlan } from "../redaction/redacted.ts";

export interface PlanRequest {
  readonly cluster: Cluster;
  /** The desired state. */
  readonly files: RepositoryFiles;
  /** When given, the plan is offline: `files` against `base`, with no node and no secret touched. */
  readonly base?: RepositoryFiles;
  /**
   * An earlier state of the repository, trusted: where it has references to secrets, live values are hidden also when the
   * desired state no longer has them. Only for plans against nodes.
   */
  readonly earlier?: RepositoryFiles;
  /** Names, globs, `all`, `controlplane`, `workers`. */
  readonly selectors: readonly string[];
  /** The command in its canonical form, `diff all`; part of the digest. */
  readonly command: string;
}

/** The way to nodes and secrets. */
export interface PlanAccess {
  readonly liveNodes: LiveNodes;
  readonly stores: readonly SecretStore[];
  close(): void;
}

export interface PlanPorts {
  /** Required unless the plan is offline, which never calls it. Opened while templates are rendered, closed at the end. */
  readonly openAccess?: () => Promise<PlanAccess>;
  readonly factory?: ImageFactory;
  /** Random, of this run, never stored: fingerprints of secrets are keyed with it. */
  readonly redactionKey: Uint8Array;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** For the templates' limit on time; without it only the limits on work apply. */
  readonly clock?: Clock;
  /** Nodes worked on at a time, 8 unless told. */
  readonly concurrency?: number;
}

export interface PlanProgress {
  readonly step: "rendered" | "read";
  readonly node: string;
  /** How many nodes the plan has. */
  readonly total: number;
}

export interface PlanResult {
  readonly plan: Plan;
  readonly safe: SafePlan;
  /** What was compared of each node, secrets included: what an operation sends. */
  readonly evidence: readonly NodeEvidence[];
  /** Knows every secret of this plan: for checking whatever else is shown of it. */
  readonly redactor: Redactor;
}
