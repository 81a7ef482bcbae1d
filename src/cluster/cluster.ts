/** A cluster as its settings describe it: which nodes it has and where their configuration is written. */

import type { NodeRole, PermissionRule } from "../chatops/permission.ts";

export type { PermissionRule, RepositoryRole } from "../chatops/permission.ts";

export type Role = NodeRole;

/** A node as far as settings and file names tell; role and address may have to be read from its rendered overlay. */
export interface NodeEntry {
  readonly name: string;
  readonly role?: Role;
  /** Host or IP address of the Talos API, without port. */
  readonly address?: string;
  /** Template variables of this node, over those of the cluster. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A node whose role and address are known. */
export interface Node {
  readonly name: string;
  readonly role: Role;
  readonly address: string;
}

/** One layer of a node's configuration: a path with `{node}` and `{role}`. */
export interface PatchLayer {
  readonly path: string;
  /** Written with a trailing `?` in the settings: a missing file is no error. */
  readonly optional: boolean;
}

export interface ConfigSources {
  /** Path of the lowest layer; may hold `{node}` and `{role}` like the others. */
  readonly base: string;
  readonly patches: readonly PatchLayer[];
  /** Path of the schematic template, may hold `{node}` and `{role}`. */
  readonly schematic?: string;
  /** What `{role}` stands for in the paths, `workers` for a folder of that name. */
  readonly roleNames: Readonly<Record<Role, string>>;
  /** What templates see as `ENV.*`; the values are templates over `node` themselves. */
  readonly variables: Readonly<Record<string, string>>;
  /** Top-level template names, as minijinja-cli's `-D name=value` gives them; the values are templates over `node`. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Refuse undefined template variables; left out, `.minijinja.toml` decides. */
  readonly strict?: boolean;
}

/** The settings file as data: at least one cluster, names unique, in the file's order. */
export interface Settings {
  /** Where it was read from. */
  readonly path: string;
  readonly clusters: readonly Cluster[];
  /** Left out where no bot listens. */
  readonly bot?: BotSettings;
}

/** The bot that may hand requests to this repository's workflow. */
export interface BotSettings {
  /** Number of its GitHub App. */
  readonly appId: number;
  /** File in `.github/workflows`. */
  readonly workflow: string;
  /** How long a request may wait before it is carried out. */
  readonly expiresSeconds: number;
}

export interface Cluster {
  readonly name: string;
  /** Context of the talosconfig; the active one when left out. */
  readonly context?: string;
  /** GitHub environment that guards writes. */
  readonly environment?: string;
  /** Talos version whose merge semantics apply, `v1.11.5`; else read from the install image. */
  readonly talosVersion?: string;
  readonly config: ConfigSources;
  readonly nodes: readonly NodeEntry[];
  /** The nodes are not listed in the settings but found from the files of a revision. */
  readonly findsNodes: boolean;
  /** Base URL of the image factory. */
  readonly factory: string;
  readonly secrets: SecretSettings;
  readonly checks: readonly HealthCheck[];
  readonly approvals: Approvals;
  /** In the settings' order; the first that matches decides. */
  readonly permissions: readonly PermissionRule[];
  readonly snapshots: SnapshotSettings;
  readonly operations: OperationSettings;
}

export interface SnapshotSettings {
  /** Where snapshots are kept: a folder that outlives the run; the run's own temporary folder when left out. */
  readonly directory?: string;
  /** age recipients, `age1…`: snapshots are encrypted to them. */
  readonly recipients: readonly string[];
  /** Take one before the first control plane is touched. */
  readonly beforeControlPlanes: boolean;
}

export interface OperationSettings {
  /** Namespace of the Lease that is the cluster's lock. */
  readonly lockNamespace: string;
  /** How long a node may take to drain. */
  readonly drainSeconds: number;
  /** How long a node may take to be back after a reboot. */
  readonly rebootSeconds: number;
  /** How long pulling an image and writing it may take, each. */
  readonly installSeconds: number;
}

/** How the stores behind `ak://`, `op://`, `file://` … are reached. Credentials themselves come from the environment. */
export interface SecretSettings {
  readonly akeyless?: {
    readonly gateway: string;
    readonly accessId?: string;
    readonly accessType?: "api_key" | "github";
    /** Of the job's OIDC token, GitHub's own default unless told. */
    readonly audience?: string;
  };
  readonly onepassword?: { readonly host: string };
  readonly file?: { readonly directory: string };
  /** Names of environment variables that `env://` may read; no others, since references are written in pull requests. */
  readonly environment?: readonly string[];
  /** Scheme → program and arguments; the configuration's references go in on stdin, one a line. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Names of environment variables that the programs get besides PATH, HOME and those that begin as their scheme does. */
  readonly commandEnvironment?: readonly string[];
}

/** An extra health gate; the field names are tuppr's. */
export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Among all of its kind; never together with `name`. */
  readonly labelSelector?: CheckSelector;
  /** A CEL expression, which holds for every object of the check. */
  readonly expr: string;
  /** How long to wait for it, `10m`. */
  readonly timeout?: string;
  /** For people, in place of kind and name. */
  readonly description?: string;
}

/** As in Kubernetes. */
export interface CheckSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

export interface Approvals {
  readonly change: "environment" | "comment" | "none";
  readonly destroy: "environment" | "comment";
}
