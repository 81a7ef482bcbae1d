/** The node lifecycle controller: silent nodes are lost, their pods not ready, and after a while deleted. */
import type { ApiState } from "../api/api-state.ts";
import { deleteObject } from "../api/delete-object.ts";
import { nodeKind, podKind } from "../objects/built-in-kinds.ts";
import { asObject, type Json } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { asJson, isReady, type KubeNode, nodeSchema, podSchema, type Taint, viewAs } from "../objects/shapes.ts";
import { podConditions } from "./describe-pod.ts";
import { tolerates } from "./tolerate.ts";
import { setSpec, setStatus, withCondition } from "./write-objects.ts";

export interface NodeSilence {
  /** Nobody has heard of the node for so long; undefined while its kubelet runs. */
  silentMs(nodeName: string): number | undefined;
  readonly nodeLostMs: number;
  /** To be called again after so long. */
  again(delayMs: number): void;
}

export function watchNodes(api: ApiState, silence: NodeSilence): void {
  for (const object of api.store.list(nodeKind)) {
    declareLost(api, object, silence);
    const node = api.store.get(nodeKind, placeOf(object));
    if (node === undefined) continue;
    taint(api, node);
    if (!isReady(viewAs(nodeSchema, node))) leavePods(api, node, silence);
  }
}

function declareLost(api: ApiState, object: KubeObject, { silentMs, nodeLostMs, again }: NodeSilence): void {
  const silent = silentMs(object.metadata.name);
  if (silent === undefined) return;
  if (silent < nodeLostMs) {
    again(nodeLostMs - silent);
    return;
  }
  const { conditions } = viewAs(nodeSchema, object).status;
  const types = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"];
  const message = "Kubelet stopped posting node status.";
  const unknown = types.reduce<readonly Json[]>(
    (current, type) =>
      withCondition(api, current as typeof conditions, {
        type,
        status: "Unknown",
        reason: "NodeStatusUnknown",
        message,
      }), // conditions, old and new
    conditions as readonly Json[], // they come from a JSON document
  );
  setStatus(api, nodeKind, object, { ...asObject(object["status"]), conditions: unknown }, "kube-controller-manager");
}

const notReady = "node.kubernetes.io/not-ready";
const unreachable = "node.kubernetes.io/unreachable";
const unschedulable = "node.kubernetes.io/unschedulable";

function taint(api: ApiState, object: KubeObject): void {
  const { spec } = viewAs(nodeSchema, object);
  const others = spec.taints.filter(({ key }) => ![notReady, unreachable, unschedulable].includes(key));
  const next = [...others, ...taintsFor(viewAs(nodeSchema, object))];
  const isSame = JSON.stringify(next.map(taintKey).toSorted()) === JSON.stringify(spec.taints.map(taintKey).toSorted());
  if (isSame) return;
  const { taints: _, ...rest } = asObject(object["spec"]);
  setSpec(
    api,
    nodeKind,
    object,
    next.length === 0 ? rest : { ...rest, taints: asJson(next) },
    "kube-controller-manager",
  );
}

const taintKey = ({ key, effect }: Taint): string => `${key}:${effect}`;

function taintsFor({ spec, status }: KubeNode): readonly Taint[] {
  const ready = status.conditions.find(({ type }) => type === "Ready")?.status;
  const key = ready === "False" ? notReady : unreachable;
  return [
    ...(spec.unschedulable ? [{ key: unschedulable, effect: "NoSchedule" as const }] : []),
    ...(ready === "True"
      ? []
      : [
          { key, effect: "NoSchedule" as const },
          { key, effect: "NoExecute" as const },
        ]),
  ];
}

/** Pods of a node that is not ready are not either, and those that do not put up with it for longer have to go. */
function leavePods(api: ApiState, object: KubeObject, silence: NodeSilence): void {
  const node = viewAs(nodeSchema, object);
  const since = Date.parse(node.status.conditions.find(({ type }) => type === "Ready")?.lastTransitionTime ?? "");
  const passedMs = api.clock.now().getTime() - since;
  const [taint] = taintsFor(node).filter(({ effect }) => effect === "NoExecute");
  for (const pod of api.store.list(podKind)) {
    const { spec, metadata } = viewAs(podSchema, pod);
    if (spec.nodeName !== node.metadata.name) continue;
    if (silence.silentMs(node.metadata.name) !== undefined) markNotReady(api, pod);
    if (taint === undefined || metadata.deletionTimestamp !== undefined) continue;
    const matching = spec.tolerations.filter((toleration) => tolerates([toleration], taint));
    const limits = matching.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
    if (matching.length > limits.length) continue;
    const leftMs = Math.min(...limits, matching.length === 0 ? 0 : Number.POSITIVE_INFINITY) * 1000 - passedMs;
    if (leftMs > 0) silence.again(leftMs);
    else deleteObject(api, podKind, placeOf(pod), { dryRun: false });
  }
}

function markNotReady(api: ApiState, object: KubeObject): void {
  if (!isReady(viewAs(podSchema, object))) return;
  const status = { ...asObject(object["status"]), conditions: podConditions(api, object, false) };
  setStatus(api, podKind, object, status, "kube-controller-manager");
}
