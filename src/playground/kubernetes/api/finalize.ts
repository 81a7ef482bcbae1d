/** When an object that is being deleted is gone, and what an empty list or map means. */
import { isList, isObject, type Json } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";

/** Nothing keeps it any more: no grace period, no finalizer. */
export const isGone = ({ metadata }: KubeObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
  (metadata.finalizers ?? []).length === 0;

const optional = ["labels", "annotations", "finalizers", "ownerReferences", "managedFields"];

/** Lists and maps of the metadata that are empty are left out, as the server does when it stores. */
export function withoutEmpty(object: KubeObject): KubeObject {
  const { name, uid, resourceVersion, creationTimestamp } = object.metadata;
  const entries = Object.entries(object.metadata).filter(([key, value]) => !(optional.includes(key) && isEmpty(value)));
  return { ...object, metadata: { ...Object.fromEntries(entries), name, uid, resourceVersion, creationTimestamp } };
}

const isEmpty = (value: Json): boolean =>
  value === null || (isList(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
