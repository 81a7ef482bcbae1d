import { isObject, type Json, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ObjectPlace } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { badRequest, notFound, unsupportedMediaType } from "../objects/status-error.ts";
import { applyJsonPatch } from "../patch/apply-json-patch.ts";
import { mergeJson } from "../patch/merge-json.ts";
import { mergeStrategically } from "../patch/merge-strategically.ts";
import { applyConfiguration, trackUpdate } from "../patch/track-managers.ts";
import { type ApiState, nowText, type WriteOptions } from "./api-state.ts";
import { prepareCreate } from "./create-object.ts";
import { readObject } from "./read-body.ts";
import { prepareUpdate, storeUpdate, type Written } from "./update-object.ts";

export const patchTypes = [
  "application/json-patch+json",
  "application/merge-patch+json",
  "application/strategic-merge-patch+json",
  "application/apply-patch+yaml",
] as const;

export type PatchType = (typeof patchTypes)[number];

export interface Patch {
  readonly type: PatchType;
  readonly body: Json;
}

/** PATCH but for server-side apply. @throws StatusError 400, 404, 409, 415, 422 */
export function patchObject(
  api: ApiState,
  kind: ResourceKind,
  place: ObjectPlace,
  patch: Patch,
  options: WriteOptions,
): Written {
  const current = api.store.get(kind, place);
  if (current === undefined) throw notFound(kind, place.name);
  const given = readObject(kind, place, applyPatch(kind, current, patch));
  const next = prepareUpdate(kind, current, given, options);
  const writer = { manager: options.manager, subresource: options.subresource, time: nowText(api) };
  return {
    object: storeUpdate(api, kind, current, trackUpdate(current, next, writer, kind.custom), options),
    created: false,
  };
}

function applyPatch(kind: ResourceKind, current: KubeObject, { type, body }: Patch): JsonObject {
  if (type === "application/json-patch+json") return applyJsonPatch(current, body);
  if (!isObject(body)) throw badRequest("error decoding patch: the patch is no object");
  if (type === "application/merge-patch+json") return mergeJson(current, body);
  if (kind.custom)
    throw unsupportedMediaType(patchTypes.filter((known) => known !== "application/strategic-merge-patch+json"));
  return mergeStrategically(current, body);
}

/** Server-side apply. @throws StatusError 400, 409 with the fields that others own, 422 */
export function applyObject(
  api: ApiState,
  kind: ResourceKind,
  place: ObjectPlace,
  body: Json,
  options: WriteOptions & { readonly force: boolean },
): Written {
  const applied = readApplied(kind, place, body);
  const current = api.store.get(kind, place);
  const writer = { manager: options.manager, subresource: options.subresource, time: nowText(api) };
  const result = applyConfiguration(current, applied, writer, { force: options.force, custom: kind.custom });
  if (current === undefined) return { object: createApplied(api, kind, result, options), created: true };
  const { managedFields = [] } = result.metadata;
  const next = prepareUpdate(kind, current, forUpdate(applied, result), options);
  const tracked = { ...next, metadata: { ...next.metadata, managedFields } };
  return { object: storeUpdate(api, kind, current, tracked, options), created: false };
}

function readApplied(kind: ResourceKind, place: ObjectPlace, body: Json): KubeObject {
  if (!isObject(body)) throw badRequest("the applied configuration is no object");
  if (typeof body["apiVersion"] !== "string" || typeof body["kind"] !== "string") {
    throw badRequest("Object 'Kind' is missing in the applied configuration");
  }
  if (isObject(body["metadata"]) && body["metadata"]["managedFields"] !== undefined) {
    throw badRequest("metadata.managedFields must be nil");
  }
  return readObject(kind, place, body);
}

/** Revision and uid of the configuration are preconditions, not values. */
function forUpdate({ metadata: { uid, resourceVersion } }: KubeObject, result: KubeObject): KubeObject {
  return { ...result, metadata: { ...result.metadata, uid, resourceVersion } };
}

function createApplied(api: ApiState, kind: ResourceKind, result: KubeObject, options: WriteOptions): KubeObject {
  if (options.subresource !== "") throw notFound(kind, result.metadata.name);
  const { managedFields = [], ...metadata } = result.metadata;
  const object = prepareCreate(api, kind, { ...result, metadata });
  const tracked = { ...object, metadata: { ...object.metadata, managedFields } };
  return options.dryRun ? tracked : api.store.put(kind, tracked);
}
