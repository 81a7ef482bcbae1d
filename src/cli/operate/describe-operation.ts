import { formatCommand } from "../../chatops/format-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { PreparedOperation } from "../../operate.ts";
import { describeConsequences } from "../../report/operation/describe-consequences.ts";
import type { NextStep, OperationPlan } from "../../report/operation/operation-plan.ts";

/** A prepared operation as it may be shown. */
export function describeOperation(prepared: PreparedOperation, requester: string): OperationPlan {
  const { redactor, safe, nodes, findings, command, observation } = prepared;
  return {
    command: redactor.text(formatCommand(command)),
    requester: redactor.text(requester),
    risk: riskOf({ name: command.name }),
    nodes: redactor.data(
      nodes.map(({ node, summary, disruptive, unchanged }) => ({
        name: node.name,
        role: node.role,
        summary,
        disruptive,
        unchanged,
      })),
    ),
    findings: redactor.data(findings),
    consequences: describeConsequences(command, observation).map((line) => redactor.text(line)),
    plan: safe,
    next: nextStep(prepared),
  };
}

function nextStep({ command, findings, nodes }: PreparedOperation): NextStep {
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (command.dryRun) return { kind: "dry-run" };
  const hasWork = nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged);
  return { kind: hasWork ? "starts" : "nothing-to-do" };
}
