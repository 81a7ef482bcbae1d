import { formatCommand } from "../../chatops/format-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { PreparedOperation } from "../../operate.ts";
import { describePreparation } from "../../report/operation/describe-preparation.ts";
import type { NextStep, OperationPlan } from "../../report/operation/operation-plan.ts";

/** A prepared operation as it may be shown. */
export function describeOperation(prepared: PreparedOperation, requester: string): OperationPlan {
  const { command } = prepared;
  const risk = riskOf({ name: command.name });
  return describePreparation(prepared, {
    commandText: formatCommand(command),
    requester,
    risk,
    next: nextStep(prepared),
  });
}

function nextStep({ command, findings, nodes }: PreparedOperation): NextStep {
  if (findings.some(({ verdict }) => verdict === "refuse")) return { kind: "refused" };
  if (command.dryRun) return { kind: "dry-run" };
  const hasWork = nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged);
  return { kind: hasWork ? "starts" : "nothing-to-do" };
}
