import type { KubeObject } from "../objects/kube-object.ts";
import { formatTime } from "../objects/kube-object.ts";
import { type ObjectPlace, placeOf } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { type ApiState, getObject } from "./api-state.ts";
import { isGone } from "./finalize.ts";
import { checkPreconditions } from "./update-object.ts";

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun: boolean;
}

export interface Deleted {
  /** As it was last, or as it is while something keeps it. */
  readonly object: KubeObject;
  readonly gone: boolean;
}

/** DELETE. @throws StatusError 404, 409 */
export function deleteObject(api: ApiState, kind: ResourceKind, place: ObjectPlace, options: DeleteOptions): Deleted {
  const current = getObject(api, kind, place);
  checkPreconditions(kind, current, options.preconditions ?? {});
  const marked = markDeleted(api, kind, current, options.gracePeriodSeconds);
  if (options.dryRun) return { object: marked, gone: isGone(marked) };
  if (isGone(marked)) return { object: api.store.remove(kind, place) ?? current, gone: true };
  return { object: marked === current ? current : api.store.put(kind, marked), gone: false };
}

/** A later deletion can only shorten the grace period. */
function markDeleted(
  api: ApiState,
  kind: ResourceKind,
  current: KubeObject,
  requested: number | undefined,
): KubeObject {
  const grace = kind.graceSeconds?.(current, requested) ?? 0;
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, generation } = current.metadata;
  if (deletionTimestamp !== undefined && grace >= deletionGracePeriodSeconds) return current;
  const metadata = {
    ...current.metadata,
    deletionTimestamp: formatTime(new Date(api.clock.now().getTime() + grace * 1000)),
    deletionGracePeriodSeconds: grace,
    ...(generation !== undefined && { generation: generation + 1 }),
  };
  return { ...current, metadata };
}

/** What kept the object for its grace period has let go: a kubelet that stopped a pod. Finalizers still keep it. */
export function finishDeletion(api: ApiState, kind: ResourceKind, place: ObjectPlace): void {
  const current = api.store.get(kind, place);
  if (current?.metadata.deletionTimestamp === undefined) return;
  const isReleased = (current.metadata.deletionGracePeriodSeconds ?? 0) === 0;
  if (isReleased && !isGone(current)) return;
  const released = { ...current, metadata: { ...current.metadata, deletionGracePeriodSeconds: 0 } };
  if (isGone(released)) api.store.remove(kind, placeOf(current));
  else api.store.put(kind, released);
}
