/** Which pods a drain leaves where they are. */
import type { KubernetesPod } from "../health/observation.ts";

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

export interface LeftPod extends PodName {
  /** `came-back`: made anew on the cordoned node, by something that tolerates that. */
  readonly why: "came-back" | "daemon-set" | "finished" | "mirror" | "own";
}

/** @returns undefined for a pod that has to go */
export function whyLeft(pod: KubernetesPod, ownPod: PodName | undefined): LeftPod["why"] | undefined {
  if (ownPod !== undefined && pod.namespace === ownPod.namespace && pod.name === ownPod.name) return "own";
  if (pod.mirror) return "mirror";
  if (pod.phase === "Succeeded" || pod.phase === "Failed") return "finished";
  return pod.owner === "DaemonSet" ? "daemon-set" : undefined;
}
