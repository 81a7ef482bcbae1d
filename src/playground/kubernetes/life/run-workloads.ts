/** The workload controllers: Deployments by way of ReplicaSets, StatefulSets and DaemonSets, each with the pods it wants. */
import type { ApiState } from "../api/api-state.ts";
import { daemonSetKind, deploymentKind, replicaSetKind, statefulSetKind } from "../objects/built-in-kinds.ts";
import { runDaemonSet } from "./run-daemon-set.ts";
import { runDeployment } from "./run-deployment.ts";
import { runReplicaSet } from "./run-replica-set.ts";
import { runStatefulSet } from "./run-stateful-set.ts";

export function runWorkloads(api: ApiState): void {
  for (const object of api.store.list(deploymentKind)) runDeployment(api, object);
  for (const object of api.store.list(replicaSetKind)) runReplicaSet(api, object);
  for (const object of api.store.list(statefulSetKind)) runStatefulSet(api, object);
  for (const object of api.store.list(daemonSetKind)) runDaemonSet(api, object);
}
