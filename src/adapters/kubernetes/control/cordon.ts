/** Cordoning with a mark of ours, and taking back only what bears it. */
import type { RequestContext } from "@kubernetes/client-node";
import type { CordonMark } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import { ApiFailure } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { expectGood, readAnswer } from "../connection/read-answer.ts";
import { get, mergePatch, paths } from "../connection/requests.ts";
import { cordonAnnotation, type NodeObject, nodeSchema } from "../reading/read-node.ts";

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
    const isMarked = node.metadata.annotations?.[cordonAnnotation] !== undefined;
    if (node.spec?.unschedulable && !isMarked) return { result: "cordoned-by-other" };
    return { result: "cordoned", change: { mark: JSON.stringify(mark), unschedulable: true } };
  });
}

/** @throws ApiFailure */
export async function uncordon(call: CallApi, nodeName: string, waiting: Waiting): Promise<void> {
  return changeNode(call, nodeName, waiting, (node) => {
    const isMarked = node?.metadata.annotations?.[cordonAnnotation] !== undefined;
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
  decide: (node: NodeObject | undefined) => Decision<Result>,
): Promise<Result> {
  for (let tries = 0; tries < maxTries; tries++) {
    const node = await readNodeObject(call, nodeName, waiting);
    const { result, change } = decide(node);
    if (change === undefined || node === undefined) return result;
    const answer = await call(patchRequest(node, change), waiting);
    if (answer.status === 409) continue;
    expectGood(answer);
    return result;
  }
  throw new ApiFailure({
    kind: "refused",
    message: `somebody else changed the node each time, ${maxTries} times`,
    hint: "Look for what writes to it all the time.",
  });
}

async function readNodeObject(call: CallApi, name: string, waiting: Waiting): Promise<NodeObject | undefined> {
  const answer = await call(get(paths.node(name)), waiting);
  return answer.status === 404 ? undefined : readAnswer(answer, nodeSchema);
}

function patchRequest({ metadata }: NodeObject, { mark, unschedulable }: CordonChange): RequestContext {
  const { name, resourceVersion } = metadata;
  return mergePatch(paths.node(name), {
    metadata: { resourceVersion, annotations: { [cordonAnnotation]: mark } },
    spec: { unschedulable },
  });
}

const noSuchNode = (): ApiFailure =>
  new ApiFailure({
    kind: "refused",
    message: "Kubernetes has no node of that name",
    hint: "Compare the names: kubectl get nodes.",
  });
