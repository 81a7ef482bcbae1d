/** What a machine still waits for, in the words of Talos' MachineStatusController. */
import type { MachineRole, MachineStage } from "./machine-description.ts";
import type { MachineFaults } from "./machine-faults.ts";
import { isUp, type ServiceState } from "./services.ts";

export interface UnmetCondition {
  readonly name: string;
  readonly reason: string;
}

export interface ConditionHost {
  readonly role: MachineRole;
  readonly stage: MachineStage;
  readonly services: readonly ServiceState[];
  readonly inMaintenance: boolean;
  readonly kubeletRunning: boolean;
  readonly podsReady: boolean;
  readonly nodeReady: boolean;
  readonly nodeName: string;
  readonly faults: MachineFaults;
}

/** Asked only of a machine that boots or runs; in every other stage nothing is unmet. */
export function unmetConditions(machine: ConditionHost): readonly UnmetCondition[] {
  if (machine.stage !== "booting" && machine.stage !== "running") return [];
  const fault = machine.faults.get("not-ready");
  return [
    ...serviceProblems(machine),
    ...podProblems(machine),
    ...nodeProblems(machine),
    ...(fault === undefined ? [] : [{ name: fault.condition, reason: fault.reason }]),
  ];
}

function serviceProblems({ services, role, inMaintenance }: ConditionHost): readonly UnmetCondition[] {
  // The role is in the configuration, which is not loaded yet at first.
  const ofRole = role === "controlplane" && !inMaintenance ? ["etcd", "trustd"] : [];
  const required = ["apid", "machined", "kubelet", ...ofRole];
  const missing = required.filter((id) => !services.some((service) => service.id === id));
  const problems = [
    ...services.filter((service) => !isUp(service)).map((service) => `${service.id} ${problemOf(service.state)}`),
    ...missing.map((id) => `${id} not running`),
  ];
  return problems.length === 0 ? [] : [{ name: "services", reason: problems.join(", ") }];
}

const problemOf = (state: string): string => (state === "Running" ? "not healthy" : "not running");

const staticPods = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

function podProblems({
  role,
  podsReady,
  inMaintenance,
  nodeName,
  kubeletRunning,
}: ConditionHost): readonly UnmetCondition[] {
  if (role === "worker" || podsReady || inMaintenance || !kubeletRunning) return [];
  const reason = staticPods.map((pod) => `kube-system/${pod}-${nodeName} not ready`).join(", ");
  return [{ name: "staticPods", reason }];
}

function nodeProblems({ nodeReady, inMaintenance, nodeName }: ConditionHost): readonly UnmetCondition[] {
  if (nodeReady || inMaintenance) return [];
  return [{ name: "nodeReady", reason: `node "${nodeName}" is not ready` }];
}
