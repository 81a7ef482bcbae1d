/** An operation that is ready to start in, the same as it may be shown out. */
import type { OperationCommand, Risk } from "../../chatops/command.ts";
import type { Node } from "../../cluster/cluster.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { ClusterObservation } from "../../health/observation.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import type { SafePlan } from "../../redaction/redacted.ts";
import { describeConsequences } from "./describe-consequences.ts";
import type { NextStep, OperationPlan, PlannedNode } from "./operation-plan.ts";

/** What the operate journey prepared. */
export interface Preparation {
  readonly command: OperationCommand;
  readonly safe: SafePlan;
  readonly observation: ClusterObservation;
  readonly nodes: readonly (Omit<PlannedNode, "name" | "role"> & { readonly node: Node })[];
  readonly findings: readonly GateFinding[];
  readonly redactor: Redactor;
}

export interface Asked {
  /** In its canonical form. */
  readonly commandText: string;
  readonly requester: string;
  readonly risk: Risk;
  readonly next: NextStep;
}

/** Everything in the result was redacted. */
export function describePreparation(
  { redactor, safe, nodes, findings, command, observation }: Preparation,
  { commandText, requester, risk, next }: Asked,
): OperationPlan {
  const planned = nodes.map(({ node: { name, role }, summary, disruptive, unchanged }) => {
    return { name, role, summary, disruptive, unchanged };
  });
  return {
    command: redactor.text(commandText),
    requester: redactor.text(requester),
    risk,
    nodes: redactor.data(planned),
    findings: redactor.data(findings),
    consequences: describeConsequences(command, observation).map((line) => redactor.text(line)),
    plan: safe,
    next,
  };
}
