/** A Pod as the API describes it in, what health and drains look at out. */
import * as z from "zod/mini";
import type { KubernetesPod } from "../../../health/observation.ts";

/** Set by the kubelet on the API's image of a pod that it runs from a file. */
const mirrorAnnotation = "kubernetes.io/config.mirror";

const texts = z.nullish(z.record(z.string(), z.string()));

export const podSchema = z.object({
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
    labels: texts,
    annotations: texts,
    deletionTimestamp: z.nullish(z.string()),
    ownerReferences: z.nullish(z.array(z.object({ kind: z.string(), controller: z.nullish(z.boolean()) }))),
  }),
  spec: z.optional(
    z.object({
      nodeName: z.optional(z.string()),
      containers: z.nullish(z.array(z.object({ name: z.string(), image: z.optional(z.string()) }))),
    }),
  ),
  status: z.optional(
    z.object({
      phase: z.optional(z.string()),
      conditions: z.nullish(z.array(z.object({ type: z.string(), status: z.string() }))),
    }),
  ),
});

export function readPod({ metadata, spec, status }: z.infer<typeof podSchema>): KubernetesPod {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)?.kind;
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    ...(spec?.nodeName ? { node: spec.nodeName } : {}),
    phase: status?.phase ?? "Unknown",
    ready: status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false,
    labels: metadata.labels ?? {},
    ...(owner === undefined ? {} : { owner }),
    mirror: metadata.annotations?.[mirrorAnnotation] !== undefined,
    deleting: typeof metadata.deletionTimestamp === "string",
    images: Object.fromEntries(spec?.containers?.map(({ name, image = "" }) => [name, image]) ?? []),
  };
}
