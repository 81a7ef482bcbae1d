/** What every verb works on. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { KindRegistry } from "../objects/kind-registry.ts";
import { formatTime, type KubeObject } from "../objects/kube-object.ts";
import type { ObjectPlace, ObjectStore } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { notFound } from "../objects/status-error.ts";

export interface ApiState {
  readonly store: ObjectStore;
  readonly kinds: KindRegistry;
  readonly clock: Clock;
}

export interface WriteOptions {
  /** Who the changed fields belong to. */
  readonly manager: string;
  /** Everything is checked, nothing is kept. */
  readonly dryRun: boolean;
  /** `status`, or empty for the object itself. */
  readonly subresource: string;
}

export const nowText = ({ clock }: ApiState): string => formatTime(clock.now());

export const newUid = (): string => randomUUID();

/** Of the alphabet that Kubernetes makes up names from: no vowels, no digits that look like letters. */
export function nameSuffix(length = 5): string {
  const alphabet = "bcdfghjklmnpqrstvwxz2456789";
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** @throws StatusError 404 */
export function getObject({ store }: ApiState, kind: ResourceKind, place: ObjectPlace): KubeObject {
  const found = store.get(kind, place);
  if (found === undefined) throw notFound(kind, place.name);
  return found;
}
