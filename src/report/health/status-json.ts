/** A cluster's report for programs. Fields are added, never renamed, without a new `version`; all codes are stable. */
import type {
  ClusterReport,
  CredentialReport,
  EtcdReport,
  KubernetesReport,
  LockReport,
  NodeReport,
} from "../../health/cluster-report.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { isOfEtcd } from "./summarize-cluster.ts";

interface ResultBase {
  readonly version: 1;
  readonly cluster: string;
  /** What the exit code says. */
  readonly well: boolean;
}

export interface StatusResult extends ResultBase {
  readonly kind: "status";
  readonly nodes: readonly Safe<NodeReport>[];
  readonly lock?: Safe<LockReport>;
}

export interface HealthResult extends ResultBase {
  readonly kind: "health";
  readonly nodes: readonly Safe<NodeReport>[];
  readonly etcd: Safe<EtcdReport>;
  readonly kubernetes: Safe<KubernetesReport>;
  readonly credential: Safe<CredentialReport>;
  readonly checks: number;
  readonly findings: readonly Safe<GateFinding>[];
}

export interface EtcdStatusResult extends ResultBase {
  readonly kind: "etcd-status";
  readonly etcd: Safe<EtcdReport>;
  readonly findings: readonly Safe<GateFinding>[];
}

type Report = Safe<ClusterReport>;

export function statusJson({ cluster, nodes, lock }: Report): StatusResult {
  const well = nodes.every((node) => node.well);
  return { version: 1, kind: "status", cluster, well, nodes, ...(lock && { lock }) };
}

export function healthJson(report: Report): HealthResult {
  const { cluster, well, nodes, etcd, kubernetes, credential, checks, findings } = report;
  return { version: 1, kind: "health", cluster, well, nodes, etcd, kubernetes, credential, checks, findings };
}

export function etcdStatusJson({ cluster, etcd, findings }: Report): EtcdStatusResult {
  const found = findings.filter(isOfEtcd);
  const well = found.every(({ verdict }) => verdict === "warn");
  return { version: 1, kind: "etcd-status", cluster, well, etcd, findings: found };
}
