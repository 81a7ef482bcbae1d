/** What a client sends as an object, put into the form of one. */
import { asObject, asText, type JsonObject } from "../objects/json.ts";
import type { KubeObject, ObjectMeta } from "../objects/kube-object.ts";
import type { ObjectPlace } from "../objects/object-store.ts";
import { apiVersionOf, type ResourceKind } from "../objects/resource-kind.ts";
import { badRequest } from "../objects/status-error.ts";

/**
 * The body as an object of the kind, in the namespace of the path.
 *
 * @throws StatusError 400 when body and path name different things
 */
export function readObject(kind: ResourceKind, place: ObjectPlace, body: JsonObject): KubeObject {
  checkKind(kind, body);
  const given = asObject(body["metadata"]);
  const name = asText(given["name"]);
  const namespace = asText(given["namespace"]);
  if (place.name !== "" && name !== "" && name !== place.name) {
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${place.name})`);
  }
  if (kind.namespaced && namespace !== "" && namespace !== place.namespace) {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  const metadata = readMetadata(given, { name: name === "" ? place.name : name, namespace: place.namespace }, kind);
  return { ...body, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
}

function checkKind(kind: ResourceKind, body: JsonObject): void {
  const [apiVersion, name] = [asText(body["apiVersion"]), asText(body["kind"])];
  const expected = apiVersionOf(kind);
  if ((apiVersion === "" || apiVersion === expected) && (name === "" || name === kind.kind)) return;
  throw badRequest(
    `the API version in the data (${apiVersion}) or kind (${name}) does not match the expected API version (${expected}, ${kind.kind})`,
  );
}

function readMetadata(given: JsonObject, { name, namespace }: ObjectPlace, kind: ResourceKind): ObjectMeta {
  const { labels: _labels, annotations: _annotations, ...rest } = given;
  return {
    ...rest,
    name,
    ...(kind.namespaced && { namespace }),
    uid: asText(given["uid"]),
    resourceVersion: asText(given["resourceVersion"]),
    creationTimestamp: asText(given["creationTimestamp"]),
    ...textsOf(given, "labels"),
    ...textsOf(given, "annotations"),
  };
}

/** The field as a map of texts; left out when it is empty. */
function textsOf(metadata: JsonObject, field: "labels" | "annotations"): Pick<ObjectMeta, "labels" | "annotations"> {
  const entries = Object.entries(asObject(metadata[field])).map(([key, text]): [string, string] => {
    if (typeof text === "string") return [key, text];
    throw badRequest(`cannot unmarshal ${typeof text} into field metadata.${field} of type string`);
  });
  return entries.length === 0 ? {} : { [field]: Object.fromEntries(entries) };
}
