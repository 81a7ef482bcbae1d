import { equalJson, type Json, type JsonObject, without } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { type ObjectPlace, placeOf } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { conflict, invalid, notFound } from "../objects/status-error.ts";
import { trackUpdate } from "../patch/track-managers.ts";
import { type ApiState, nowText, type WriteOptions } from "./api-state.ts";
import { prepareCreate } from "./create-object.ts";
import { isGone, withoutEmpty } from "./finalize.ts";
import { readObject } from "./read-body.ts";
import { validateObject } from "./validate-object.ts";

export interface Written {
  readonly object: KubeObject;
  readonly created: boolean;
}

/** PUT. @throws StatusError 400, 404, 409 when it was changed meanwhile, 422 */
export function updateObject(
  api: ApiState,
  kind: ResourceKind,
  place: ObjectPlace,
  body: JsonObject,
  options: WriteOptions,
): Written {
  const given = readObject(kind, place, body);
  const current = api.store.get(kind, place);
  if (current === undefined) return { object: createByUpdate(api, kind, given, options), created: true };
  if (given.metadata.resourceVersion === "" && !kind.unconditionalUpdate) throw revisionMissing(kind, place.name);
  const writer = { manager: options.manager, subresource: options.subresource, time: nowText(api) };
  const next = prepareUpdate(kind, current, given, options);
  return {
    object: storeUpdate(api, kind, current, trackUpdate(current, next, writer, kind.custom), options),
    created: false,
  };
}

/** The new state of an object, of which identity and history stay as they were. @throws StatusError 409, 422 */
export function prepareUpdate(
  kind: ResourceKind,
  current: KubeObject,
  given: KubeObject,
  { subresource }: WriteOptions,
): KubeObject {
  checkPreconditions(kind, current, given.metadata);
  const next = subresource === "status" ? takeStatus(current, given) : takeAllButStatus(kind, current, given);
  const stable = keepIdentity(current, next);
  validateObject(kind, stable);
  checkImmutable(kind, current, stable);
  return countGeneration(kind, current, stable);
}

/** Keeps the new state, unless nothing changed; an object whose last finalizer went is gone with it. */
export function storeUpdate(
  api: ApiState,
  kind: ResourceKind,
  current: KubeObject,
  next: KubeObject,
  { dryRun }: WriteOptions,
): KubeObject {
  if (dryRun || equalJson(withoutEmpty(current), withoutEmpty(next))) return dryRun ? next : current;
  const stored = api.store.put(kind, withoutEmpty(next));
  if (isGone(stored)) api.store.remove(kind, placeOf(stored));
  return stored;
}

/** @throws StatusError 409 */
export function checkPreconditions(
  kind: ResourceKind,
  current: KubeObject,
  expected: { readonly uid?: Json; readonly resourceVersion?: Json },
): void {
  const { name, uid, resourceVersion } = current.metadata;
  const differs = (wanted: Json | undefined, actual: string) =>
    typeof wanted === "string" && wanted !== "" && wanted !== actual;
  if (differs(expected.uid, uid)) {
    throw conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${String(expected.uid)}, UID in object meta: ${uid}`,
    );
  }
  if (differs(expected.resourceVersion, resourceVersion)) throw conflict(kind, name);
}

function createByUpdate(api: ApiState, kind: ResourceKind, given: KubeObject, options: WriteOptions): KubeObject {
  if (!kind.createOnUpdate || options.subresource !== "") throw notFound(kind, given.metadata.name);
  const writer = { manager: options.manager, subresource: "", time: nowText(api) };
  const object = trackUpdate(undefined, prepareCreate(api, kind, given), writer, kind.custom);
  return options.dryRun ? object : api.store.put(kind, object);
}

function revisionMissing(kind: ResourceKind, name: string) {
  const message = "Invalid value: 0: must be specified for an update";
  return invalid(kind, name, [{ type: "FieldValueInvalid", field: "metadata.resourceVersion", message }]);
}

function takeStatus(current: KubeObject, given: KubeObject): KubeObject {
  return given["status"] === undefined ? current : { ...current, status: given["status"] };
}

function takeAllButStatus(kind: ResourceKind, current: KubeObject, given: KubeObject): KubeObject {
  if (!kind.hasStatus) return given;
  const { apiVersion, kind: name, metadata } = given;
  const rest = without(given, "status");
  return {
    ...rest,
    ...(current["status"] !== undefined && { status: current["status"] }),
    apiVersion,
    kind: name,
    metadata,
  };
}

const identity = [
  "uid",
  "resourceVersion",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "generation",
  "managedFields",
  "generateName",
] as const;

function keepIdentity(current: KubeObject, next: KubeObject): KubeObject {
  const kept = Object.fromEntries(
    identity.flatMap((key) => (current.metadata[key] === undefined ? [] : [[key, current.metadata[key]]])),
  );
  const { name, uid, resourceVersion, creationTimestamp } = current.metadata;
  const metadata = { ...without(next.metadata, ...identity), ...kept, name, uid, resourceVersion, creationTimestamp };
  return { ...next, metadata };
}

/** Of a pod's spec hardly anything may change. */
function checkImmutable(kind: ResourceKind, current: KubeObject, next: KubeObject): void {
  if (kind.plural !== "pods" || equalJson(fixedSpec(current), fixedSpec(next))) return;
  const message =
    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
  throw invalid(kind, current.metadata.name, [{ type: "FieldValueForbidden", field: "spec", message }]);
}

const changeable = ["image", "activeDeadlineSeconds", "tolerations"];

function fixedSpec({ spec }: KubeObject): Json {
  return JSON.parse(JSON.stringify(spec ?? {}, (key, value) => (changeable.includes(key) ? undefined : value)));
}

function countGeneration(kind: ResourceKind, current: KubeObject, next: KubeObject): KubeObject {
  const content = (object: KubeObject) => without(object, "metadata", ...(kind.hasStatus ? ["status"] : []));
  if (!kind.hasGeneration || equalJson(content(current), content(next))) return next;
  return { ...next, metadata: { ...next.metadata, generation: (current.metadata.generation ?? 0) + 1 } };
}
