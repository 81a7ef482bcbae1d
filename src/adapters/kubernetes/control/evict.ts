/** One pod asked to go, through the API that keeps to disruption budgets. */
import type { V1Eviction } from "@kubernetes/client-node";
import type { KubernetesPod } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { Eviction } from "../../../operation/kubernetes-control.ts";
import { ApiFailure } from "../connection/api-failure.ts";
import { ask, fieldManager } from "../connection/ask.ts";
import type { CallApi } from "../connection/call-api.ts";
import { Refusal } from "../connection/refusal.ts";

type PodId = Pick<KubernetesPod, "namespace" | "name" | "uid">;

/** The cause that tells a budget's 429 from one of the API server's own limits on requests. */
const budgetCause = "DisruptionBudget";
const terminatingCause = "NamespaceTerminating";

/** @throws ApiFailure */
export async function evict(call: CallApi, pod: PodId, { signal }: Waiting): Promise<Eviction> {
  const body: V1Eviction = {
    apiVersion: "policy/v1",
    kind: "Eviction",
    metadata: { namespace: pod.namespace, name: pod.name },
    deleteOptions: { preconditions: { uid: pod.uid } },
  };
  const { namespace, name } = pod;
  try {
    await ask(call, ({ core }) => core.createNamespacedPodEviction({ namespace, name, body, fieldManager }), {
      signal,
      isFinal: (answer) => answer.status === 429 && isOfBudget(new Refusal(answer)),
    });
    return { kind: "evicted" };
  } catch (error) {
    if (error instanceof Refusal) return readRefusal(error);
    throw error;
  }
}

function readRefusal(refusal: Refusal): Eviction {
  const { status } = refusal;
  // 409: the uid is another's by now, ours is gone.
  if (status === 404 || status === 409) return { kind: "gone" };
  if (status === 429 && isOfBudget(refusal)) return blockedBy(refusal);
  // All of its pods are deleted with the namespace, which is under way.
  if (status === 403 && hasCause(refusal, terminatingCause)) return { kind: "evicted" };
  throw status === 500 ? notEvictable() : refusal;
}

const isOfBudget = (refusal: Refusal): boolean => hasCause(refusal, budgetCause);

const hasCause = ({ causes }: Refusal, reason: string): boolean => causes.some((cause) => cause.reason === reason);

function blockedBy({ causes, retryAfterSeconds }: Refusal): Eviction {
  const message = causes.find(({ reason }) => reason === budgetCause)?.message ?? "";
  // "The disruption budget web needs 1 healthy pods and has 1 currently": a name in DNS' letters, or nothing.
  const budget = /disruption budget ([a-z0-9][a-z0-9.-]{0,252}) /.exec(message)?.[1];
  return {
    kind: "blocked",
    ...(budget === undefined ? {} : { budget }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

const notEvictable = (): ApiFailure =>
  new ApiFailure({
    kind: "refused",
    message: "Kubernetes cannot tell whether it may (HTTP 500)",
    hint: "More than one disruption budget may be about this pod, which evictions do not support: leave one of them.",
  });
