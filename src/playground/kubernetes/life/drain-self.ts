/** The drain that Talos does by itself before it upgrades the old way, shuts down or resets: with a mark of its own, and no patience without end. */
import type { ApiState } from "../api/api-state.ts";
import { evictPod } from "../api/evict-pod.ts";
import { nodeKind, podKind } from "../objects/built-in-kinds.ts";
import { asObject, without } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { podSchema, viewAs } from "../objects/shapes.ts";
import { StatusError } from "../objects/status-error.ts";
import type { MachineView } from "./machine-view.ts";

export interface SelfDrain {
  /** Whether the API can be reached. */
  readonly canWrite: () => boolean;
  /** Called once, with a reason when the node could not be drained. */
  readonly done: (failure?: string) => void;
}

const cordonMark = "talos.dev/cordoned";
const retryMs = 1000;
const deadlineMs = 300_000;

export function drainSelf(api: ApiState, machine: MachineView, { canWrite, done }: SelfDrain): void {
  const deadline = api.clock.now().getTime() + deadlineMs;
  const attempt = () => {
    if (machine.power !== "on") return;
    if (canWrite()) {
      cordonSelf(api, machine);
      if (evictAll(api, machine) === 0) return done();
    }
    if (api.clock.now().getTime() >= deadline) return done(`failed to drain node "${machine.nodeName}": timeout`);
    api.clock.after(retryMs, attempt);
  };
  attempt();
}

/** Takes back what Talos did, and nothing else. */
export function uncordonSelf(api: ApiState, node: KubeObject): KubeObject {
  if (node.metadata.annotations?.[cordonMark] === undefined) return node;
  const { [cordonMark]: _, ...annotations } = node.metadata.annotations;
  return api.store.put(nodeKind, {
    ...node,
    metadata: { ...node.metadata, annotations },
    spec: without(asObject(node["spec"]), "unschedulable"),
  });
}

function cordonSelf(api: ApiState, { nodeName }: MachineView): void {
  const node = api.store.get(nodeKind, { namespace: "", name: nodeName });
  if (node === undefined || asObject(node["spec"])["unschedulable"] === true) return;
  api.store.put(nodeKind, {
    ...node,
    metadata: { ...node.metadata, annotations: { ...node.metadata.annotations, [cordonMark]: "true" } },
    spec: { ...asObject(node["spec"]), unschedulable: true },
  });
}

/** @returns how many pods are still there that have to go */
function evictAll(api: ApiState, machine: MachineView): number {
  const left = api.store.list(podKind).filter((object) => hasToGo(object, machine));
  for (const object of left) tryToEvict(api, object);
  return api.store.list(podKind).filter((object) => hasToGo(object, machine)).length;
}

function hasToGo(object: KubeObject, { nodeName }: MachineView): boolean {
  const { spec, metadata } = viewAs(podSchema, object);
  const isDaemon = metadata.ownerReferences.some(({ kind }) => kind === "DaemonSet");
  return spec.nodeName === nodeName && !isDaemon && metadata.annotations["kubernetes.io/config.mirror"] === undefined;
}

function tryToEvict(api: ApiState, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  try {
    evictPod(api, placeOf(object), { dryRun: false });
  } catch (error) {
    // A budget: the next attempt may find it better disposed.
    if (!(error instanceof StatusError)) throw error;
  }
}
