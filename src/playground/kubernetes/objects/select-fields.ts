/** Field selectors, `metadata.name=x,spec.nodeName!=y`, for the fields that each kind is indexed by. */
import { asObject, type Json } from "./json.ts";
import type { KubeObject } from "./kube-object.ts";
import type { ResourceKind } from "./resource-kind.ts";
import { badRequest } from "./status-error.ts";

export type ObjectTest = (object: KubeObject) => boolean;

const fieldsOfKinds: Readonly<Record<string, readonly string[]>> = {
  pods: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "status.phase",
    "status.podIP",
  ],
  nodes: ["spec.unschedulable"],
  secrets: ["type"],
  namespaces: ["status.phase"],
  events: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "reason",
    "type",
  ],
};

/** @throws StatusError 400 for a field that the kind cannot be selected by */
export function parseFieldSelector(kind: ResourceKind, text: string): ObjectTest {
  const terms = text
    .split(",")
    .filter((term) => term.trim() !== "")
    .map((term) => parseTerm(kind, term.trim()));
  return (object) => terms.every((term) => term(object));
}

function parseTerm(kind: ResourceKind, term: string): ObjectTest {
  const [, field = "", operator, value = ""] = /^([\w.]+)(==|=|!=)(.*)$/.exec(term) ?? [];
  if (operator === undefined) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  const known = ["metadata.name", "metadata.namespace", ...(kind.custom ? [] : (fieldsOfKinds[kind.plural] ?? []))];
  if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
  const path = field.split(".");
  return (object) => (readText(object, path) === value) === (operator !== "!=");
}

function readText(object: KubeObject, path: readonly string[]): string {
  const value = path.reduce<Json | undefined>((at, key) => asObject(at)[key], object);
  return value === undefined || value === null ? "" : String(value);
}
