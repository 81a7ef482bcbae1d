/** What a machine shows of itself as resources of one type, in the shape of its version. */
import type { Machine } from "../state/machine.ts";
import { clusterDescribers } from "./describe-cluster.ts";
import { kubernetesDescribers } from "./describe-kubernetes.ts";
import { describeResourceTypes } from "./describe-resource-types.ts";
import { systemDescribers } from "./describe-system.ts";
import type { ResourceDescription } from "./resource-store.ts";

export type Describer = (machine: Machine) => readonly ResourceDescription[];

/** Nothing for a type that no machine fills. Whether the machine's version knows the type is not asked here. */
export function describeMachine(machine: Machine, type: string): readonly ResourceDescription[] {
  const describe = describers.get(type);
  if (describe !== undefined) return describe(machine);
  return describeResourceTypes(machine.profile).filter((description) => description.type === type);
}

const describers: ReadonlyMap<string, Describer> = new Map([
  ...Object.entries(systemDescribers),
  ...Object.entries(clusterDescribers),
  ...Object.entries(kubernetesDescribers),
]);
