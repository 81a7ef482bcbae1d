/** A Pod as the API describes it in, what health and drains look at out. */
import type { V1Pod } from "@kubernetes/client-node";
import type { KubernetesPod } from "../../../health/observation.ts";
import { expectPresent } from "../connection/refusal.ts";

/** Set by the kubelet on the API's image of a pod that it runs from a file. */
const mirrorAnnotation = "kubernetes.io/config.mirror";

/** @throws ApiFailure when it lacks what every pod has */
export function readPod({ metadata = {}, spec, status }: V1Pod): KubernetesPod {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)?.kind;
  return {
    namespace: expectPresent(metadata.namespace),
    name: expectPresent(metadata.name),
    uid: expectPresent(metadata.uid),
    ...(spec?.nodeName ? { node: spec.nodeName } : {}),
    phase: status?.phase ?? "Unknown",
    ready: status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false,
    labels: metadata.labels ?? {},
    ...(owner === undefined ? {} : { owner }),
    mirror: metadata.annotations?.[mirrorAnnotation] !== undefined,
    deleting: metadata.deletionTimestamp !== undefined,
    images: Object.fromEntries(spec?.containers?.map(({ name, image = "" }) => [name, image]) ?? []),
  };
}
