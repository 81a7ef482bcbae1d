/** A Node as the API describes it in, what health looks at out. */
import type { V1Node } from "@kubernetes/client-node";
import * as z from "zod/mini";
import type { CordonMark, KubernetesNode } from "../../../health/observation.ts";
import { expectPresent } from "../connection/refusal.ts";

/** Ours: the node was cordoned by an operation of this program, which is named in it. */
export const cordonAnnotation = "talos-chatops/cordon";

const controlPlaneLabel = "node-role.kubernetes.io/control-plane";

/** @throws ApiFailure when it has no name */
export function readNode({ metadata = {}, spec, status }: V1Node): KubernetesNode {
  const internalAddress = status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
  const cordon = readCordonMark(metadata.annotations?.[cordonAnnotation]);
  return {
    name: expectPresent(metadata.name),
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
