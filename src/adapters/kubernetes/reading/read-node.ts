/** A Node as the API describes it in, what health looks at out. */
import * as z from "zod/mini";
import type { CordonMark, KubernetesNode } from "../../../health/observation.ts";

/** Ours: the node was cordoned by an operation of this program, which is named in it. */
export const cordonAnnotation = "talos-chatops/cordon";

const controlPlaneLabel = "node-role.kubernetes.io/control-plane";

const texts = z.nullish(z.record(z.string(), z.string()));

export const nodeSchema = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.optional(z.string()),
    labels: texts,
    annotations: texts,
  }),
  spec: z.optional(z.object({ unschedulable: z.optional(z.boolean()) })),
  status: z.optional(
    z.object({
      addresses: z.nullish(z.array(z.object({ type: z.string(), address: z.string() }))),
      conditions: z.nullish(z.array(z.object({ type: z.string(), status: z.string() }))),
      nodeInfo: z.optional(z.object({ kubeletVersion: z.optional(z.string()) })),
    }),
  ),
});

export type NodeObject = z.infer<typeof nodeSchema>;

export function readNode({ metadata, spec, status }: NodeObject): KubernetesNode {
  const internalAddress = status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
  const cordon = readCordonMark(metadata.annotations?.[cordonAnnotation]);
  return {
    name: metadata.name,
    ...(internalAddress === undefined ? {} : { internalAddress }),
    controlPlane: metadata.labels?.[controlPlaneLabel] !== undefined,
    ready: status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false,
    unschedulable: spec?.unschedulable ?? false,
    ...(cordon === undefined ? {} : { cordon }),
    kubeletVersion: status?.nodeInfo?.kubeletVersion ?? "",
  };
}

const markSchema = z.object({ operation: z.string(), at: z.string() });

/** A mark that cannot be read is a mark all the same. */
function readCordonMark(text: string | undefined): CordonMark | undefined {
  if (text === undefined) return undefined;
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return { operation: "unknown", at: "" };
  }
}
