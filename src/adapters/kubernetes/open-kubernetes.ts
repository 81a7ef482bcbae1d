/** Everything that speaks the Kubernetes API; loaded with the first question. */

import type { KubernetesProbe } from "../../health/probes.ts";
import type { ClusterLock } from "../../operation/cluster-lock.ts";
import type { KubernetesControl } from "../../operation/kubernetes-control.ts";
import { createCallApi } from "./connection/call-api.ts";
import type { CallLimits } from "./connection/call-limits.ts";
import { createCredentials } from "./connection/credentials.ts";
import { createControl } from "./control/create-control.ts";
import { createClusterLock } from "./lock/create-cluster-lock.ts";
import type { Timers } from "./lock/timers.ts";
import { createProbe } from "./reading/create-probe.ts";

export interface OpenKubernetes {
  readonly probe: KubernetesProbe;
  readonly control: KubernetesControl;
  readonly lock: ClusterLock;
  close(): void;
}

export interface OpenKubernetesOptions {
  readonly kubeconfig: () => Promise<string>;
  readonly servers: readonly string[];
  readonly lockNamespace: string;
  readonly now: () => Date;
  readonly limits: CallLimits;
  readonly timers: Timers;
}

export function openKubernetes(options: OpenKubernetesOptions): OpenKubernetes {
  const { kubeconfig, servers, limits, lockNamespace, now, timers } = options;
  const credentials = createCredentials({ kubeconfig, servers });
  const call = createCallApi({ credentials, limits });
  return {
    probe: createProbe(call),
    control: createControl(call),
    lock: createClusterLock(call, { namespace: lockNamespace, now, timers }),
    close: () => credentials.close(),
  };
}
