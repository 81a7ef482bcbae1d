/** How a cluster is, with nothing planned: an observation in, findings out. `refuse` says that it is not well. */
import type { GateFinding } from "./gate.ts";
import { judgeAccess } from "./gates/gate-access.ts";
import { gateBudgets } from "./gates/gate-budgets.ts";
import { judgeEtcd } from "./gates/judge-etcd.ts";
import { judgeNodes, judgeStrangers } from "./gates/judge-nodes.ts";
import type { ClusterObservation } from "./observation.ts";

/** Without the settings' own checks, see `runChecks`. */
export function judgeCluster(observation: ClusterObservation): readonly GateFinding[] {
  const { nodes, access } = observation;
  const findings = [
    ...judgeNodes(nodes, observation),
    ...judgeStrangers(observation),
    ...judgeEtcd(nodes),
    ...judgeKubernetes(observation),
    ...nodes.flatMap((observed) => gateBudgets(observation, observed).map(asWarning)),
    ...judgeAccess(access, nodes),
  ];
  return [
    ...findings.filter(({ verdict }) => verdict === "refuse"),
    ...findings.filter(({ verdict }) => verdict === "warn"),
  ];
}

/** A budget is in nobody's way as long as nothing is drained. */
function asWarning(finding: GateFinding): GateFinding {
  return { ...finding, verdict: "warn" };
}

function judgeKubernetes({ kubernetes }: ClusterObservation): readonly GateFinding[] {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const text = "Kubernetes cannot be read";
  return [
    { code: "kubernetes_unreadable", verdict: "refuse", message: text, evidence: [message], ...(hint && { hint }) },
  ];
}
