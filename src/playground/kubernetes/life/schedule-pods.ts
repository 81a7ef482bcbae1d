/** The scheduler: pods without a node get the emptiest of those that they fit on. */
import { z } from "zod";
import type { ApiState } from "../api/api-state.ts";
import { nodeKind, podKind } from "../objects/built-in-kinds.ts";
import { asObject, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { matchSelector } from "../objects/select-labels.ts";
import { isReady, type KubeNode, nodeSchema, type Pod, podSchema, viewAs } from "../objects/shapes.ts";
import { repellingTaints } from "./tolerate.ts";
import { setStatus, withCondition } from "./write-objects.ts";

export function schedulePods(api: ApiState): void {
  for (const object of api.store.list(podKind)) {
    const pod = viewAs(podSchema, object);
    if (pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const node = chooseNode(api, pod);
    if (node === undefined) refuse(api, object, pod);
    else bind(api, object, node.metadata.name);
  }
}

function chooseNode({ store }: ApiState, pod: Pod): KubeNode | undefined {
  const pods = store.list(podKind).map((object) => viewAs(podSchema, object));
  const nodes = store.list(nodeKind).map((object) => viewAs(nodeSchema, object));
  const load = (node: KubeNode) => pods.filter(({ spec }) => spec.nodeName === node.metadata.name).length;
  return nodes.filter((node) => fits(pod, node, pods)).toSorted((a, b) => load(a) - load(b))[0];
}

function fits(pod: Pod, node: KubeNode, pods: readonly Pod[]): boolean {
  const { nodeSelector, tolerations } = pod.spec;
  return (
    isReady(node) &&
    matchSelector({ matchLabels: nodeSelector })(node.metadata.labels) &&
    repellingTaints(node, tolerations).length === 0 &&
    !isRepelled(
      pod,
      pods.filter(({ spec }) => spec.nodeName === node.metadata.name),
    )
  );
}

const antiAffinity = z.looseObject({
  podAntiAffinity: z.looseObject({
    requiredDuringSchedulingIgnoredDuringExecution: z.array(
      z.looseObject({ topologyKey: z.literal("kubernetes.io/hostname"), labelSelector: z.looseObject({}) }),
    ),
  }),
});

/** Its own anti-affinity per host; that of others is not looked at. */
function isRepelled({ spec, metadata }: Pod, neighbours: readonly Pod[]): boolean {
  const { data } = antiAffinity.safeParse(spec["affinity"]);
  const terms = data?.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some(({ labelSelector }) =>
    neighbours.some(
      (other) => other.metadata.namespace === metadata.namespace && matchSelector(labelSelector)(other.metadata.labels),
    ),
  );
}

/** Binding is no update: it sets what clients cannot. */
function bind({ store }: ApiState, object: KubeObject, nodeName: string): void {
  store.put(podKind, { ...object, spec: { ...asObject(object["spec"]), nodeName } });
}

function refuse(api: ApiState, object: KubeObject, { status }: Pod): void {
  const nodes = api.store.list(nodeKind).length;
  const message = `0/${nodes} nodes are available.`;
  const state = { type: "PodScheduled", status: "False", reason: "Unschedulable", message } as const;
  const next: JsonObject = { ...asObject(object["status"]), conditions: withCondition(api, status.conditions, state) };
  setStatus(api, podKind, object, next, "kube-scheduler");
}
