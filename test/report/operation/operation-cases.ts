/** Operations that the reports are shown for; each has a golden file. */
import type { GateFinding } from "../../../src/health/gate.ts";
import type { NodeProgress, OperationProgress, StepName, StepProgress } from "../../../src/operation/operation.ts";
import { createRedactor } from "../../../src/redaction/create-redactor.ts";
import type { SafePlan } from "../../../src/redaction/redacted.ts";
import type { NextStep, OperationPlan, PlannedNode } from "../../../src/report/operation/operation-plan.ts";
import { changedNode, plan, unchangedNode } from "../../support/plans.ts";

const redactor = createRedactor({ key: new Uint8Array(32) });
export const safe = redactor.text;
// As in a real run, where the plan is redacted before any progress is: its revision is known to be public then.
redactor.plan(plan([]));

export const context = {
  repositoryUrl: "https://github.com/acme/home-ops",
  runUrl: "https://github.com/acme/home-ops/actions/runs/4242",
};

export const begun = Date.UTC(2026, 10, 23, 8, 40, 26);

const upgrade = { liveVersion: "v1.13.7", desiredVersion: "v1.13.8", upgrade: "version", reasons: [] } as const;

function safePlan(changed: boolean): SafePlan {
  const live = "machine:\n  type: controlplane\n  sysctls:\n    vm.nr_hugepages: '1024'\n";
  const node = changed
    ? changedNode("talos-m02", { live, desired: live.replace("1024", "2048"), reboot: { kind: "none" } })
    : unchangedNode("talos-m02", { image: upgrade });
  return redactor.plan(plan([node]));
}

export const budget: GateFinding = {
  code: "budget_blocks_drain",
  verdict: "warn",
  message: "Draining talos-m02 waits for the disruption budget media/jellyfin, which allows no disruption",
  evidence: ["media/jellyfin: 1 of 1 pods healthy, 1 wanted"],
  hint: "Scale it up, or expect the drain to stop after 10 minutes.",
  node: "talos-m02",
};

export const quorum: GateFinding = {
  code: "etcd_quorum",
  verdict: "refuse",
  message: "etcd would lose its quorum without talos-m02",
  evidence: ["talos-m01: healthy", "talos-m03: unreachable"],
  hint: "Bring talos-m03 back first.",
};

interface PlanOptions {
  readonly command?: string;
  readonly nodes?: readonly PlannedNode[];
  readonly findings?: readonly GateFinding[];
  readonly consequences?: readonly string[];
  readonly risk?: OperationPlan["risk"];
  readonly changed?: boolean;
  readonly next?: NextStep;
}

export const planned = (name: string, summary: string, options: Partial<PlannedNode> = {}): PlannedNode => ({
  name,
  role: "controlplane",
  summary,
  disruptive: true,
  unchanged: false,
  ...options,
});

export function operationPlan(options: PlanOptions = {}): OperationPlan {
  const {
    command = "upgrade talos-m02",
    nodes = [planned("talos-m02", "v1.13.7 → v1.13.8, reboots")],
    findings = [],
    consequences = [],
  } = options;
  return {
    command: safe(command),
    requester: safe("alice"),
    risk: options.risk ?? "change",
    nodes: redactor.data(nodes),
    findings: redactor.data(findings),
    consequences: consequences.map(safe),
    plan: { ...safePlan(options.changed ?? false), command: safe(command) },
    next: options.next ?? { kind: "approval", environment: safe("talos-main"), warnings: [] },
  };
}

const minute = 60_000;

/** A step that begins so many seconds after the operation. */
export function step(
  name: StepName,
  at: number,
  took: number | undefined,
  more: Partial<StepProgress> = {},
): StepProgress {
  const startedAt = begun + at * 1000;
  const end = took === undefined ? {} : { endedAt: startedAt + took * 1000 };
  return { name, state: took === undefined ? "running" : "done", startedAt, ...end, ...more };
}

export function progressNode(name: string, more: Partial<NodeProgress> = {}): NodeProgress {
  return { name, role: "controlplane", state: "waiting", steps: [], ...more };
}

export function progress(more: Partial<OperationProgress> = {}): ReturnType<typeof redactor.data<OperationProgress>> {
  return redactor.data<OperationProgress>({
    id: "20261123-084026-upgrade-1f3c",
    command: "upgrade all",
    cluster: "main",
    revision: "5f0c3a9be1d24c7b8a6f1e0d9c8b7a6f5e4d3c2b",
    requester: "alice",
    state: "running",
    startedAt: begun,
    steps: [step("check", 0, 2)],
    nodes: [progressNode("talos-m01"), progressNode("talos-m02"), progressNode("talos-m03")],
    findings: [],
    ...more,
  });
}

/** All that is done to a control plane in an upgrade. */
export function upgradeSteps(at: number): readonly StepProgress[] {
  return [
    step("check", at, 1),
    step("pull", at + 1, 42, { detail: "factory.talos.dev/metal-installer/3765:v1.13.8" }),
    step("cordon", at + 43, 0.4),
    step("drain", at + 44, 75, { detail: "14 pods" }),
    step("move-leader", at + 119, 0, { state: "skipped" }),
    step("install", at + 119, 31),
    step("reboot", at + 150, 12),
    step("wait", at + 162, 96),
    step("verify", at + 258, 2, { detail: "v1.13.8" }),
    step("uncordon", at + 260, 0.3),
  ];
}

export const minutesIn = (minutes: number) => begun + minutes * minute;
