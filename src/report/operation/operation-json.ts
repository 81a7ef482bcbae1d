import type { Risk } from "../../chatops/command.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { OperationProgress, OperationState, StepProgress } from "../../operation/operation.ts";
import type { KeptSnapshot } from "../../operation/snapshot-store.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { type PlanResult, resultJson } from "../result-json.ts";
import type { OperationPlan } from "./operation-plan.ts";

/** An operation for programs. Fields are added, never renamed, without a new `version`; all codes are stable. */
export interface OperationResultJson {
  readonly version: 1;
  readonly kind: "operation";
  readonly cluster: string;
  readonly revision: string;
  /** In its canonical form. */
  readonly command: string;
  readonly risk: Risk;
  readonly requester: string;
  /** `planned`: nothing was done, and nothing stands in the way. */
  readonly state: OperationState | "planned";
  /** Whether there is anything to do, or was. */
  readonly changed: boolean;
  /** Of one that was started. */
  readonly id?: string;
  /** ISO 8601. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Why it is refused, failed or was stopped. */
  readonly reason?: ReasonJson;
  /** In the order in which they are worked on. */
  readonly nodes: readonly OperationNodeJson[];
  /** Of the cluster as a whole. */
  readonly steps: readonly StepJson[];
  readonly findings: readonly Safe<GateFinding>[];
  readonly digest: string;
  readonly plan: PlanResult;
  readonly snapshot?: KeptSnapshot;
  readonly suggestedChange?: object;
}

export interface OperationNodeJson {
  readonly name: string;
  readonly role: string;
  /** `planned` and `unchanged` before it is started. */
  readonly state: string;
  /** What is to be done to it, or why nothing is. */
  readonly summary?: string;
  readonly disruptive?: boolean;
  readonly steps: readonly StepJson[];
  readonly reason?: ReasonJson;
}

export interface StepJson {
  readonly name: string;
  readonly state: string;
  readonly startedAt: string;
  /** Left out while it runs. */
  readonly tookMs?: number;
  readonly detail?: string;
}

export interface ReasonJson {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** What there is besides the progress. */
export interface OperationExtras {
  readonly snapshot?: KeptSnapshot;
  readonly suggestedChange?: object;
}

/** One that was only prepared, or was refused before it started. */
export function plannedJson(operation: OperationPlan): OperationResultJson {
  const { nodes, findings } = operation;
  const isRefused = findings.some(({ verdict }) => verdict === "refuse");
  return {
    ...baseOf(operation),
    state: isRefused ? "refused" : "planned",
    changed: nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged),
    nodes: nodes.map(({ name, role, summary, disruptive, unchanged }) => ({
      name,
      role,
      state: unchanged ? "unchanged" : "planned",
      summary,
      disruptive,
      steps: [],
    })),
    steps: [],
    findings,
  };
}

/** One that was started. */
export function operationJson(
  progress: Safe<OperationProgress>,
  operation: OperationPlan,
  extras: OperationExtras,
): OperationResultJson {
  const { id, state, startedAt, endedAt, reason, nodes, steps, findings } = progress;
  const planned = new Map(operation.nodes.map((node) => [node.name, node]));
  return {
    ...baseOf(operation),
    state,
    changed: nodes.length === 0 || nodes.some((node) => node.state !== "unchanged"),
    id,
    startedAt: isoTime(startedAt),
    ...(endedAt !== undefined && { endedAt: isoTime(endedAt) }),
    ...(reason !== undefined && { reason }),
    nodes: nodes.map((node) => {
      const plan = planned.get(node.name);
      return {
        name: node.name,
        role: node.role,
        state: node.state,
        ...(plan !== undefined && { summary: plan.summary, disruptive: plan.disruptive }),
        steps: node.steps.map(stepJson),
        ...(node.reason !== undefined && { reason: node.reason }),
      };
    }),
    steps: steps.map(stepJson),
    findings,
    ...extras,
  };
}

function baseOf({ command, requester, risk, plan }: OperationPlan) {
  const { cluster, revision, digest } = plan;
  return {
    version: 1,
    kind: "operation",
    cluster,
    revision,
    command,
    risk,
    requester,
    digest,
    plan: resultJson(plan),
  } as const;
}

function stepJson({ name, state, startedAt, endedAt, detail }: Safe<StepProgress>): StepJson {
  return {
    name,
    state,
    startedAt: isoTime(startedAt),
    ...(endedAt !== undefined && { tookMs: endedAt - startedAt }),
    ...(detail !== undefined && { detail }),
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
