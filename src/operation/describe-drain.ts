/** The state of a drain in words. */
import type { KubernetesPod } from "../health/observation.ts";

/** A pod on its way out. */
export interface LeavingPod {
  readonly pod: KubernetesPod;
  readonly state: "untouched" | "asked" | "blocked";
  /** The disruption budget that blocks it, where its name is known. */
  readonly budget?: string;
  /** How often it was blocked. */
  readonly tries: number;
  /** Not asked for again before; Unix milliseconds. */
  readonly nextAt: number;
}

const maxNamed = 3;

/** `3 pods left; media/jellyfin is held by its disruption budget`: what is held, else nothing but the number. */
export function describeDrain(leaving: readonly LeavingPod[]): string {
  const count = leaving.length === 1 ? "1 pod left" : `${leaving.length} pods left`;
  const held = leaving.filter(isHeld);
  const named = held.slice(0, maxNamed).map(describeLeaving);
  const others = held.length > maxNamed ? [`${held.length - maxNamed} more are held`] : [];
  return [count, ...named, ...others].join("; ");
}

/** `db/pg-0 is still ending`. */
export function describeLeaving(leaving: LeavingPod): string {
  const { pod, budget } = leaving;
  const name = `${pod.namespace}/${pod.name}`;
  if (!isHeld(leaving)) return `${name} is still ${pod.deleting ? "ending" : "running"}`;
  if (budget === undefined || budget === pod.name) return `${name} is held by its disruption budget`;
  return `${name} is held by the disruption budget ${budget}`;
}

const isHeld = ({ pod, state }: LeavingPod): boolean => state === "blocked" && !pod.deleting;
