/** One request about a resource, carried out. */

import { type ApiState, getObject, type WriteOptions } from "../api/api-state.ts";
import { createObject } from "../api/create-object.ts";
import { type Deleted, type DeleteOptions, deleteObject } from "../api/delete-object.ts";
import { evictPod } from "../api/evict-pod.ts";
import { listObjects, toListBody } from "../api/list-objects.ts";
import { applyObject, type Patch, patchObject, patchTypes } from "../api/patch-object.ts";
import { updateObject, type Written } from "../api/update-object.ts";
import { asObject, asText, isObject, type Json, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { apiVersionOf, type ResourceKind } from "../objects/resource-kind.ts";
import { badRequest, invalid, unsupportedMediaType } from "../objects/status-error.ts";
import type { ResourceRequest } from "./parse-request.ts";

export interface Content {
  /** Without parameters: `application/json`. */
  readonly type: string;
  /** Null when nothing was sent. */
  readonly body: Json;
}

export interface Answer {
  readonly code: number;
  readonly body: JsonObject;
}

/** Everything but a watch. @throws StatusError */
export function answerResource(
  api: ApiState,
  request: ResourceRequest,
  query: URLSearchParams,
  content: Content,
  userAgent: string,
): Answer {
  const { kind, verb, namespace, name } = request;
  const options = readWriteOptions(request, query, content, userAgent);
  switch (verb) {
    case "get":
      return { code: 200, body: served(kind, getObject(api, kind, { namespace, name })) };
    case "list":
      return {
        code: 200,
        body: toListBody(kind, apiVersionOf(kind), listObjects(api, kind, readListOptions(request, query))),
      };
    case "create":
      return create(api, request, content, options);
    case "update":
      return written(kind, updateObject(api, kind, { namespace, name }, bodyOf(content), options));
    case "patch":
      return written(kind, patch(api, request, query, content, options));
    case "delete":
      return deleted(
        kind,
        deleteObject(api, kind, { namespace, name }, readDeleteOptions(query, content.body, options)),
      );
    case "deletecollection":
      return deleteCollection(api, request, query, content, options);
    case "watch":
      throw new Error("a watch is a stream, not an answer");
    default:
      return verb satisfies never;
  }
}

export function readListOptions({ namespace, name }: ResourceRequest, query: URLSearchParams) {
  const fields = [query.get("fieldSelector") ?? "", ...(name === "" ? [] : [`metadata.name=${name}`])];
  return {
    namespace,
    labelSelector: query.get("labelSelector") ?? "",
    fieldSelector: fields.filter((field) => field !== "").join(","),
    limit: Number(query.get("limit") ?? 0),
    continue: query.get("continue") ?? "",
  };
}

const served = (kind: ResourceKind, object: KubeObject): JsonObject => ({ ...object, apiVersion: apiVersionOf(kind) });

const written = (kind: ResourceKind, { object, created }: Written): Answer => ({
  code: created ? 201 : 200,
  body: served(kind, object),
});

/** The manager is named by the client, or after the program that it is. */
function readWriteOptions(
  { subresource }: ResourceRequest,
  query: URLSearchParams,
  { body }: Content,
  userAgent: string,
): WriteOptions {
  const dryRun = query.getAll("dryRun");
  const inBody = asObject(body)["dryRun"];
  if (dryRun.some((value) => value !== "All")) {
    throw invalid({ group: "meta.k8s.io", kind: "CreateOptions" }, "", [
      {
        type: "FieldValueNotSupported",
        field: "dryRun",
        message: `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`,
      },
    ]);
  }
  const manager = query.get("fieldManager") ?? (userAgent.split("/")[0] || "unknown");
  return { manager, dryRun: dryRun.length > 0 || (Array.isArray(inBody) && inBody.includes("All")), subresource };
}

const objectTypes = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

function bodyOf({ type, body }: Content): JsonObject {
  if (!["", "application/json", "application/yaml"].includes(type)) throw unsupportedMediaType(objectTypes);
  if (!isObject(body))
    throw badRequest(
      "the object provided is unrecognized (must be of type JSON object): couldn't get version/kind; json parse error: unexpected end of JSON input",
    );
  return body;
}

function create(
  api: ApiState,
  { kind, namespace, name, subresource }: ResourceRequest,
  content: Content,
  options: WriteOptions,
): Answer {
  if (subresource !== "eviction")
    return { code: 201, body: served(kind, createObject(api, kind, namespace, bodyOf(content), options)) };
  const eviction = bodyOf(content);
  const named = asText(asObject(eviction["metadata"])["name"]);
  if (named !== "" && named !== name) throw badRequest("name in URL does not match name in Eviction object");
  evictPod(
    api,
    { namespace, name },
    readDeleteOptions(new URLSearchParams(), eviction["deleteOptions"] ?? null, options),
  );
  return { code: 201, body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 } };
}

function patch(
  api: ApiState,
  request: ResourceRequest,
  query: URLSearchParams,
  { type, body }: Content,
  options: WriteOptions,
): Written {
  const { kind, namespace, name } = request;
  const known = patchTypes.find((candidate) => candidate === type);
  if (known === undefined) throw unsupportedMediaType(patchTypes);
  const force = query.get("force") === "true";
  if (known !== "application/apply-patch+yaml") {
    if (force) throw optionProblem("force", "Forbidden: may not be specified for non-apply patch");
    const change: Patch = { type: known, body };
    return patchObject(api, kind, { namespace, name }, change, options);
  }
  if (query.get("fieldManager") === null)
    throw optionProblem("fieldManager", "Required value: is required for apply patch");
  return applyObject(api, kind, { namespace, name }, body, { ...options, force });
}

const optionProblem = (field: string, message: string) =>
  invalid({ group: "meta.k8s.io", kind: "PatchOptions" }, "", [{ type: "FieldValueInvalid", field, message }]);

function readDeleteOptions(query: URLSearchParams, body: Json, { dryRun }: WriteOptions): DeleteOptions {
  const options = asObject(body);
  const seconds =
    options["gracePeriodSeconds"] ??
    (query.has("gracePeriodSeconds") ? Number(query.get("gracePeriodSeconds")) : undefined);
  const { uid, resourceVersion } = asObject(options["preconditions"]);
  const inBody = options["dryRun"];
  return {
    dryRun: dryRun || (Array.isArray(inBody) && inBody.includes("All")),
    ...(typeof seconds === "number" && { gracePeriodSeconds: seconds }),
    preconditions: {
      ...(typeof uid === "string" && { uid }),
      ...(typeof resourceVersion === "string" && { resourceVersion }),
    },
  };
}

function deleted(kind: ResourceKind, { object, gone }: Deleted): Answer {
  if (!gone || kind.returnsDeleted) return { code: 200, body: served(kind, object) };
  const { name, uid } = object.metadata;
  const details = { name, ...(kind.group !== "" && { group: kind.group }), kind: kind.plural, uid };
  return { code: 200, body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details } };
}

function deleteCollection(
  api: ApiState,
  request: ResourceRequest,
  query: URLSearchParams,
  content: Content,
  options: WriteOptions,
): Answer {
  const { kind } = request;
  const list = listObjects(api, kind, { ...readListOptions(request, query), limit: 0, continue: "" });
  const choice = { ...readDeleteOptions(query, content.body, options), preconditions: {} };
  for (const { metadata } of list.items)
    deleteObject(api, kind, { namespace: metadata.namespace ?? "", name: metadata.name }, choice);
  return { code: 200, body: toListBody(kind, apiVersionOf(kind), list) };
}
