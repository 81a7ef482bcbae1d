import { namespaceKind } from "../objects/built-in-kinds.ts";
import { type Json, type JsonObject, without } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { alreadyExists, badRequest, forbidden, notFound } from "../objects/status-error.ts";
import { trackUpdate } from "../patch/track-managers.ts";
import { type ApiState, nameSuffix, newUid, nowText, type WriteOptions } from "./api-state.ts";
import { readObject } from "./read-body.ts";
import { validateObject } from "./validate-object.ts";

/** POST. @throws StatusError 400, 404 for a namespace that is not there, 409, 422 */
export function createObject(
  api: ApiState,
  kind: ResourceKind,
  namespace: string,
  body: JsonObject,
  options: WriteOptions,
): KubeObject {
  const given = readObject(kind, { namespace, name: "" }, body);
  if (given.metadata.resourceVersion !== "")
    throw badRequest("resourceVersion should not be set on objects to be created");
  const named = withName(given);
  const object = prepareCreate(api, kind, named);
  if (api.store.get(kind, { namespace, name: object.metadata.name }) !== undefined)
    throw alreadyExists(kind, object.metadata.name);
  const writer = { manager: options.manager, subresource: "", time: nowText(api) };
  const tracked = trackUpdate(undefined, object, writer, kind.custom);
  return options.dryRun ? tracked : api.store.put(kind, tracked);
}

/** Fills in and checks what is about to be created, by whatever verb. */
export function prepareCreate(api: ApiState, kind: ResourceKind, given: KubeObject): KubeObject {
  checkNamespace(api, kind, given);
  validateObject(kind, given);
  const {
    generation: _,
    deletionTimestamp: _deletion,
    selfLink: _link,
    resourceVersion: _revision,
    ...rest
  } = given.metadata;
  const metadata = {
    ...dropEmpty(rest),
    name: given.metadata.name,
    uid: newUid(),
    resourceVersion: "",
    creationTimestamp: nowText(api),
    ...(kind.hasGeneration && { generation: 1 }),
  };
  const object: KubeObject = { ...(kind.hasStatus && !kind.custom ? withoutStatus(given) : given), metadata };
  return kind.complete?.(object) ?? object;
}

/** `status` of a new object is the server's affair, but for the kinds that clients register with it. */
function withoutStatus(object: KubeObject): KubeObject {
  if (object.kind === "Node") return object;
  const { apiVersion, kind, metadata } = object;
  return { ...without(object, "status"), apiVersion, kind, metadata };
}

function withName(given: KubeObject): KubeObject {
  const { name, generateName } = given.metadata;
  if (name !== "" || typeof generateName !== "string" || generateName === "") return given;
  return { ...given, metadata: { ...given.metadata, name: `${generateName}${nameSuffix()}` } };
}

function checkNamespace({ store }: ApiState, kind: ResourceKind, { metadata }: KubeObject): void {
  if (!kind.namespaced) return;
  const name = metadata.namespace ?? "";
  const namespace = store.get(namespaceKind, { namespace: "", name });
  if (namespace === undefined) throw notFound(namespaceKind, name);
  if (namespace.metadata.deletionTimestamp !== undefined) {
    throw forbidden(
      kind,
      metadata.name,
      `unable to create new content in namespace ${name} because it is being terminated`,
    );
  }
}

/** Empty maps and texts are the same as none. */
function dropEmpty(metadata: JsonObject): JsonObject {
  const isEmpty = (value: Json) =>
    value === "" || value === null || (typeof value === "object" && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => !isEmpty(value)));
}
