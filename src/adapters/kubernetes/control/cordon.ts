/** Cordoning with a mark of ours, and taking back only what bears it. */
import type { V1Node } from "@kubernetes/client-node";
import type { CordonMark } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import { ApiFailure } from "../connection/api-failure.ts";
import { ask, asMergePatch, fieldManager } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import { expectPresent, onRefusal } from "../connection/refusal.ts";
import { cordonAnnotation } from "../reading/read-node.ts";

/** Nodes change by themselves every few seconds: a patch that comes too late is made anew. */
const maxTries = 10;

/** @throws ApiFailure */
export async function cordon(
  call: CallApi,
  nodeName: string,
  mark: CordonMark,
  waiting: Waiting,
): Promise<"cordoned" | "cordoned-by-other"> {
  return changeNode(call, nodeName, waiting, (node) => {
    if (node === undefined) throw noSuchNode();
    const isMarked = node.metadata?.annotations?.[cordonAnnotation] !== undefined;
    if (node.spec?.unschedulable && !isMarked) return { result: "cordoned-by-other" };
    return { result: "cordoned", change: { mark: JSON.stringify(mark), unschedulable: true } };
  });
}

/** @throws ApiFailure */
export async function uncordon(call: CallApi, nodeName: string, waiting: Waiting): Promise<void> {
  return changeNode(call, nodeName, waiting, (node) => {
    const isMarked = node?.metadata?.annotations?.[cordonAnnotation] !== undefined;
    return { result: undefined, ...(isMarked ? { change: { mark: null, unschedulable: null } } : {}) };
  });
}

interface Decision<Result> {
  readonly result: Result;
  readonly change?: CordonChange;
}

/** Both or neither; null takes out. */
interface CordonChange {
  readonly mark: string | null;
  readonly unschedulable: true | null;
}

/** Decides by what the node is, and writes only while it is still that. */
async function changeNode<Result>(
  call: CallApi,
  nodeName: string,
  waiting: Waiting,
  decide: (node: V1Node | undefined) => Decision<Result>,
): Promise<Result> {
  for (let tries = 0; tries < maxTries; tries++) {
    const reading = ask(call, ({ core }) => core.readNode({ name: nodeName }), waiting);
    const node = await reading.catch(onRefusal([404], () => undefined));
    const { result, change } = decide(node);
    if (change === undefined || node === undefined) return result;
    if ((await patchNode(call, node, change, waiting)) !== "conflict") return result;
  }
  throw new ApiFailure({
    kind: "refused",
    message: `somebody else changed the node each time, ${maxTries} times`,
    hint: "Look for what writes to it all the time.",
  });
}

async function patchNode(
  call: CallApi,
  { metadata = {} }: V1Node,
  { mark, unschedulable }: CordonChange,
  waiting: Waiting,
): Promise<V1Node | "conflict"> {
  const name = expectPresent(metadata.name);
  const resourceVersion = expectPresent(metadata.resourceVersion);
  const body = { metadata: { resourceVersion, annotations: { [cordonAnnotation]: mark } }, spec: { unschedulable } };
  const patching = ask(call, ({ core }) => core.patchNode({ name, body, fieldManager }, asMergePatch), waiting);
  return patching.catch(onRefusal([409], () => "conflict" as const));
}

const noSuchNode = (): ApiFailure =>
  new ApiFailure({
    kind: "refused",
    message: "Kubernetes has no node of that name",
    hint: "Compare the names: kubectl get nodes.",
  });
