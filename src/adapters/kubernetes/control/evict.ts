/** One pod asked to go, through the API that keeps to disruption budgets. */
import type { V1Eviction } from "@kubernetes/client-node";
import type { KubernetesPod } from "../../../health/observation.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { Eviction } from "../../../operation/kubernetes-control.ts";
import { ApiFailure } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { expectGood, readStatus, type Status } from "../connection/read-answer.ts";
import { create, paths } from "../connection/requests.ts";
import type { ApiAnswer } from "../connection/send-request.ts";

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
  const request = create(paths.eviction(pod.namespace, pod.name), body);
  const answer = await call(request, { signal, isFinal: isOfBudget });
  return readEviction(answer);
}

function readEviction(answer: ApiAnswer): Eviction {
  const status = readStatus(answer);
  // 409: the uid is another's by now, ours is gone.
  if (answer.status === 404 || answer.status === 409) return { kind: "gone" };
  if (isOfBudget(answer)) return blockedBy(status);
  // All of its pods are deleted with the namespace, which is under way.
  if (answer.status === 403 && hasCause(status, terminatingCause)) return { kind: "evicted" };
  if (answer.status === 500) throw notEvictable();
  expectGood(answer);
  return { kind: "evicted" };
}

const isOfBudget = (answer: ApiAnswer): boolean => answer.status === 429 && hasCause(readStatus(answer), budgetCause);

const hasCause = ({ causes }: Status, reason: string): boolean => causes.some((cause) => cause.reason === reason);

function blockedBy({ causes, retryAfterSeconds }: Status): Eviction {
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
