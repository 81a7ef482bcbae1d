/**
 * The list of objects that Talos keeps of its bootstrap manifests since 1.13, in the form of the Kubernetes SIG's cli-utils: a
 * ConfigMap whose keys are objects, `namespace_name_group_kind`, with two underscores for a colon in the name.
 */
import type { ManifestObject } from "../../health/kubernetes-components.ts";
import type { ObjectName } from "../kubernetes-control.ts";

export const inventoryName = {
  group: "",
  version: "v1",
  kind: "ConfigMap",
  namespace: "kube-system",
  name: "talos-bootstrap-manifests-inventory",
} as const satisfies ObjectName;

/** On every object that is in an inventory: the inventory's name. */
export const ownerAnnotation = "config.k8s.io/owning-inventory";

export function readInventory(object: ManifestObject | undefined): readonly string[] {
  const data = object?.["data"];
  return typeof data === "object" && data !== null ? Object.keys(data) : [];
}

export function objectKey({ apiVersion, kind, metadata }: ManifestObject): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [metadata.namespace ?? "", metadata.name.replaceAll(":", "__"), group, kind].join("_");
}

/** Undefined for what is no key of an object; such entries stay as they are. */
export function parseObjectKey(key: string): ObjectName | undefined {
  const match = /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(key);
  if (match === null) return undefined;
  const [, namespace = "", name = "", group = "", kind = ""] = match;
  return { group, kind, name: name.replaceAll("__", ":"), ...(namespace !== "" && { namespace }) };
}

/** A manifest may give a namespace to what has none: then the inventory has none. */
export function sameObject({ group, kind, name, namespace }: ObjectName, object: ManifestObject): boolean {
  const { apiVersion, metadata } = object;
  const ownGroup = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  if (group !== ownGroup || kind !== object.kind || name !== metadata.name) return false;
  return namespace === undefined || namespace === metadata.namespace;
}
