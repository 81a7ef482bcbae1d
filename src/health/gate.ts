/** A gate: a condition that has to hold before the next step, with the reason and what it was judged by. */

/** Stable: part of the result JSON, never renamed. */
export type GateCode =
  | "budget_blocks_drain"
  | "check_error"
  | "check_false"
  | "check_matches_nothing"
  | "config_invalid"
  | "cordoned_by_other"
  | "credential_expiring"
  | "credential_role"
  | "downtime_not_accepted"
  | "etcd_alarm"
  | "etcd_lag"
  | "etcd_learner"
  | "etcd_members_differ"
  | "etcd_members_unexpected"
  | "etcd_quorum"
  | "etcd_two_members"
  | "etcd_unreadable"
  | "image_missing"
  | "image_unverified"
  | "kubernetes_nodes_differ"
  | "kubernetes_removed_feature"
  | "kubernetes_unreadable"
  | "kubernetes_version"
  | "node_identity"
  | "node_not_ready"
  | "node_unreachable"
  | "reboot_needed"
  | "repository_behind"
  | "runner_place_unknown"
  | "schematic_drops_extensions"
  | "secure_boot_installer"
  | "services_unhealthy"
  | "staged_config"
  | "staged_upgrade"
  | "virtual_ip_endpoint"
  | "version_path";

export interface GateFinding {
  readonly code: GateCode;
  /** `refuse` stops what was asked for; `warn` is shown to whoever approves. */
  readonly verdict: "refuse" | "warn";
  /** One sentence, names and numbers included. */
  readonly message: string;
  /** What it was judged by: `["talos-m01: 2 of 3 members"]`. */
  readonly evidence: readonly string[];
  /** The next step, as a sentence. */
  readonly hint?: string;
  /** The node it is about, where it is about one. */
  readonly node?: string;
}
