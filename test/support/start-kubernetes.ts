import { onTestFinished } from "vitest";
import { createAuthority } from "../../src/playground/certificates/authority.ts";
import type { SimulatedKubernetes } from "../../src/playground/kubernetes/simulated-kubernetes.ts";
import {
  type KubernetesOptions,
  startSimulatedKubernetes,
} from "../../src/playground/kubernetes/start-simulated-kubernetes.ts";
import { StillMachine } from "./still-machine.ts";

export interface TestKubernetes {
  readonly kubernetes: SimulatedKubernetes;
  /** `talos-m01` to `talos-m03`, `talos-w01` and `talos-w02`. */
  readonly machines: readonly StillMachine[];
  /** A RangeError when there is none of that name. */
  machine(name: string): StillMachine;
}

/** Kubernetes beside machines that do nothing by themselves; stopped when the test is over. */
export async function startKubernetes(options: Partial<KubernetesOptions> = {}): Promise<TestKubernetes> {
  const hosts = Math.floor(Math.random() * 60_000);
  const hostOf = (index: number) => `127.${1 + (hosts >> 8)}.${hosts & 255}.${index + 2}`;
  const machines = names.map((name, index) => {
    const role = name.startsWith("talos-m") ? ("controlplane" as const) : ("worker" as const);
    return new StillMachine(name, role, hostOf(index));
  });
  const authority = createAuthority({ organization: "kubernetes" });
  const kubernetes = await startSimulatedKubernetes({
    machines: machines.map((machine) => ({ machine, host: machine.address })),
    authority: () => authority,
    ...options,
  });
  onTestFinished(() => kubernetes.stop());
  const machine = (name: string) => {
    const found = machines.find((candidate) => candidate.name === name);
    if (found === undefined) throw new RangeError(`There is no machine ${name}`);
    return found;
  };
  return { kubernetes, machines, machine };
}

const names = ["talos-m01", "talos-m02", "talos-m03", "talos-w01", "talos-w02"];
