import type { CommandName } from "./command.ts";
import { commandTable } from "./command-table.ts";
import { decidePermission } from "./decide-permission.ts";
import { type ClusterRules, type NeededApproval, neededApproval } from "./explain-permission.ts";
import { isRuled, type Person } from "./permission.ts";

/** What `whoami` answers for one cluster, in the table's order. */
export interface Rights {
  /** Allowed on nodes of any role, or for the cluster as a whole. */
  readonly everywhere: readonly CommandName[];
  /** Allowed on control planes only. */
  readonly controlPlanes: readonly CommandName[];
  /** Allowed on workers only. */
  readonly workers: readonly CommandName[];
  /** What it takes besides to carry out what the person may ask for, by risk; empty for who may change nothing. */
  readonly approvals: readonly { readonly risk: "change" | "destroy"; readonly approval: NeededApproval }[];
}

export function describeRights(person: Person, cluster: ClusterRules): Rights {
  const { rules } = cluster;
  const rights = commandTable.filter(isRuled).map(({ name, risk, args }) => {
    const may = (role: "controlplane" | "worker") =>
      decidePermission({ name }, person, rules, [role]).kind === "allowed";
    const isForNodes = args.some(({ kind }) => kind === "node" || kind === "nodes");
    const whole = decidePermission({ name }, person, rules, []).kind === "allowed";
    return isForNodes
      ? { name, risk, controlplane: may("controlplane"), worker: may("worker") }
      : { name, risk, controlplane: whole, worker: whole };
  });
  const names = (wants: { controlplane: boolean; worker: boolean }) =>
    rights
      .filter(({ controlplane, worker }) => controlplane === wants.controlplane && worker === wants.worker)
      .map(({ name }) => name);
  return {
    everywhere: names({ controlplane: true, worker: true }),
    controlPlanes: names({ controlplane: true, worker: false }),
    workers: names({ controlplane: false, worker: true }),
    approvals: (["change", "destroy"] as const)
      .filter((risk) => rights.some((right) => right.risk === risk && (right.controlplane || right.worker)))
      .map((risk) => ({ risk, approval: neededApproval(risk, cluster) })),
  };
}
