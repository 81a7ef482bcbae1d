/** The facts of a cluster's report that every rendering tells. */
import type { ClusterReport } from "../../health/cluster-report.ts";
import type { GateCode } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { plural } from "../summarize-plan.ts";

type Report = Safe<ClusterReport>;

/** `5 nodes are well`, `2 of 5 nodes are not well`. */
export function nodesVerdict({ nodes }: Report): string {
  const ill = nodes.filter(({ well }) => !well).length;
  if (nodes.length === 0) return "no nodes selected";
  if (ill > 0) return `${ill} of ${plural(nodes.length, "node")} ${ill === 1 ? "is" : "are"} not well`;
  return nodes.length === 1 ? "1 node is well" : `${nodes.length} nodes are well`;
}

/** `healthy`, `healthy, 2 warnings`, `not healthy: 1 problem, 2 warnings`. */
export function healthVerdict({ well, findings }: Report): string {
  const refusals = findings.filter(({ verdict }) => verdict === "refuse").length;
  const warnings = findings.length - refusals;
  const parts = [
    ...(refusals > 0 ? [plural(refusals, "problem")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
  ].join(", ");
  if (well) return parts === "" ? "healthy" : `healthy, ${parts}`;
  return parts === "" ? "not healthy" : `not healthy: ${parts}`;
}

export function etcdVerdict({ etcd, findings }: Report): string {
  const size = etcd.members.length;
  if (size === 0) return "etcd does not answer";
  const quorum = `quorum ${etcd.quorum}`;
  const state = findings.some(isOfEtcd) ? "" : ", all well";
  return `${etcd.healthy} of ${plural(size, "member")} healthy, ${quorum}${state}`;
}

/** Whether a finding is about etcd as a whole. */
export function isOfEtcd({ code }: { readonly code: GateCode }): boolean {
  return code.startsWith("etcd_");
}

/** Who holds the cluster's lock, in one sentence without its period; undefined when nobody does. Holds foreign text. */
export function lockText({ lock }: Report): string | undefined {
  if (lock === undefined) return undefined;
  switch (lock.kind) {
    case "free":
      return lock.unfinished === undefined ? undefined : `${lock.unfinished} was broken off, and can be continued`;
    case "person":
      return `Locked by ${lock.by} since ${lock.since}${lock.reason === undefined ? "" : `: ${lock.reason}`}`;
    case "operation":
      return lock.expired
        ? `${lock.command ?? "An operation"} of ${lock.by} stopped without a word, and can be continued`
        : `${lock.command ?? "An operation"} of ${lock.by} runs since ${lock.since}`;
    default:
      return lock satisfies never;
  }
}

export interface Area {
  readonly name: string;
  /** Foreign text may be in it: a medium makes it harmless. */
  readonly text: string;
  readonly tone: "good" | "notice" | "bad";
}

const areaCodes: Readonly<Record<string, (code: GateCode) => boolean>> = {
  nodes: (code) => code.startsWith("node_") || code === "services_unhealthy" || code === "cordoned_by_other",
  etcd: (code) => code.startsWith("etcd_"),
  Kubernetes: (code) => code === "kubernetes_unreadable" || code === "budget_blocks_drain",
  checks: (code) => code.startsWith("check_"),
  access: (code) => code.startsWith("credential_") || code === "virtual_ip_endpoint",
};

/** What was looked at, area by area: a report without findings says what is well. */
export function describeAreas(report: Report): readonly Area[] {
  const { nodes, etcd, kubernetes, credential, checks, findings } = report;
  const leader = etcd.members.find((member) => member.leader)?.name;
  const size = plural(etcd.members.length, "member");
  const texts = {
    nodes: `${nodes.filter(({ well }) => well).length} of ${nodes.length} well`,
    etcd:
      etcd.members.length === 0
        ? "does not answer"
        : `${etcd.healthy} of ${size} healthy, quorum ${etcd.quorum}${leader === undefined ? "" : `, ${leader} leads`}`,
    Kubernetes:
      kubernetes.problem ??
      `${kubernetes.version}, ${kubernetes.ready} of ${plural(kubernetes.nodes, "node")} Ready, ${plural(kubernetes.pods, "pod")}, ${plural(kubernetes.budgets, "disruption budget")}`,
    checks: checks === 0 ? "none in the settings" : `${checks} of the settings`,
    access: `${plural(credential.endpoints.length, "endpoint")}, ${credential.roles.join(", ")}, certificate for ${credential.daysLeft < 1 ? "less than a day" : plural(credential.daysLeft, "day")}`,
  };
  return Object.entries(texts).map(([name, text]) => {
    const found = findings.filter(({ code }) => areaCodes[name]?.(code));
    const isBad = found.some(({ verdict }) => verdict === "refuse");
    return { name, text, tone: isBad ? "bad" : found.length > 0 ? "notice" : "good" };
  });
}
