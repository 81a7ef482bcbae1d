/** Everything that changes nodes; loaded with the first change. */
import type { Node } from "../../cluster/cluster.ts";
import type { Waiting } from "../../health/probes.ts";
import type { NodeControl } from "../../operation/node-control.ts";
import type { CallLimits } from "./connection/call-limits.ts";
import type { CallNode } from "./connection/call-node.ts";
import { apply } from "./writing/apply.ts";
import { createEtcd } from "./writing/etcd.ts";
import { followProgress } from "./writing/follow-progress.ts";
import { createImages } from "./writing/images.ts";
import { fetchKubeconfig } from "./writing/kubeconfig.ts";
import { createPerform } from "./writing/perform.ts";
import { createSequences } from "./writing/sequences.ts";
import { streamSnapshot } from "./writing/snapshot.ts";

export interface OpenControl extends NodeControl {
  kubeconfig(node: Node, waiting: Waiting): Promise<string>;
}

export interface OpenControlOptions {
  readonly call: CallNode;
  readonly limits: CallLimits;
  /** Of the client certificate, as last read. */
  readonly roles: () => readonly string[];
}

export function openControl({ call, limits, roles }: OpenControlOptions): OpenControl {
  const { readyMs, startMs, workMs } = limits;
  const perform = createPerform({ call, roles });
  return {
    ...createSequences({ perform, readyMs, startMs, workMs }),
    ...createImages({ perform, workMs }),
    ...createEtcd({ perform }),
    apply: (node, request, { signal }) => apply(node, request, { perform, signal }),
    progress: (node, { signal }) => followProgress(node, { perform, limitMs: workMs, signal }),
    snapshot: (node, { signal }) => streamSnapshot(node, { perform, limitMs: workMs, signal }),
    kubeconfig: (node, { signal }) => fetchKubeconfig(node, { perform, signal }),
  };
}
