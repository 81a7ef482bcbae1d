/** What people and programs are told of a cluster: an observation and what was found in it, put together. */
import type { Role } from "../cluster/cluster.ts";
import type { GateFinding } from "./gate.ts";
import type { LiveState } from "./node-state.ts";

export interface ClusterReport {
  readonly cluster: string;
  /** Nothing refuses, and every chosen node is well. */
  readonly well: boolean;
  /** The chosen ones, in the settings' order. */
  readonly nodes: readonly NodeReport[];
  readonly etcd: EtcdReport;
  readonly kubernetes: KubernetesReport;
  readonly credential: CredentialReport;
  /** Left out when it was not asked for, or could not be read. */
  readonly lock?: LockReport;
  /** How many of the settings' own checks were judged. */
  readonly checks: number;
  /** What refuses first. */
  readonly findings: readonly GateFinding[];
}

export interface NodeReport {
  readonly name: string;
  /** `invalid`: the repository does not tell role and address. */
  readonly state: LiveState | "invalid";
  /** All states that hold, `state` first. */
  readonly states: readonly (LiveState | "invalid")[];
  /** It takes its part, whatever version it runs. */
  readonly well: boolean;
  readonly role?: Role;
  readonly address?: string;
  readonly stage?: string;
  readonly version?: string;
  /** What the repository wants, where it could be told. */
  readonly desiredVersion?: string;
  readonly schematicId?: string;
  readonly desiredSchematicId?: string;
  readonly kubernetesVersion?: string;
  /** What it is to etcd; only of control planes. */
  readonly etcd?: "leader" | "learner" | "member" | "none" | "unhealthy";
  /** In short sentences. */
  readonly notes: readonly string[];
}

export interface EtcdReport {
  readonly members: readonly EtcdMemberReport[];
  readonly healthy: number;
  /** Members that have to agree. */
  readonly quorum: number;
}

export interface EtcdMemberReport {
  /** Hexadecimal. */
  readonly id: string;
  /** The node's name, else the member's own. */
  readonly name: string;
  readonly leader: boolean;
  readonly learner: boolean;
  readonly healthy: boolean;
  /** Why it is not healthy. */
  readonly trouble?: string;
  readonly databaseBytes?: number;
  /** Decimal: it may be beyond what a JSON number holds. */
  readonly raftIndex?: string;
  /** Entries that it has and has not applied yet. */
  readonly unapplied?: number;
  /** Entries that another member has and it has not. */
  readonly behind?: number;
  readonly alarms: readonly ("NOSPACE" | "CORRUPT")[];
}

export interface KubernetesReport {
  readonly version?: string;
  readonly nodes: number;
  readonly ready: number;
  readonly pods: number;
  readonly budgets: number;
  /** Why it could not be read. */
  readonly problem?: string;
}

export interface CredentialReport {
  readonly endpoints: readonly string[];
  readonly roles: readonly string[];
  readonly daysLeft: number;
}

export type LockReport =
  | {
      readonly kind: "free";
      /** The command of an operation that was broken off and can be continued. */
      readonly unfinished?: string;
    }
  /** An operation runs; `expired` when nothing was heard of it for too long. */
  | {
      readonly kind: "operation";
      readonly by: string;
      /** ISO 8601. */
      readonly since: string;
      readonly expired: boolean;
      readonly command?: string;
    }
  | { readonly kind: "person"; readonly by: string; readonly since: string; readonly reason?: string };
