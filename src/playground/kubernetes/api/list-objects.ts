import type { JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { parseFieldSelector } from "../objects/select-fields.ts";
import { parseLabelSelector } from "../objects/select-labels.ts";
import { badRequest, expired, StatusError } from "../objects/status-error.ts";
import type { ApiState } from "./api-state.ts";

export interface Selection {
  readonly namespace: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
}

export interface ListOptions extends Selection {
  /** 0 for no limit. */
  readonly limit: number;
  readonly continue: string;
}

export interface ObjectList {
  readonly revision: number;
  readonly items: readonly KubeObject[];
  /** The rest of the list, when the limit cut it. */
  readonly next?: { readonly token: string; readonly remaining: number };
}

/** All pages of a list show the state that the first one did. @throws StatusError 400, 410 when that state is forgotten */
export function listObjects(api: ApiState, kind: ResourceKind, options: ListOptions): ObjectList {
  const { revision, after } = readToken(options.continue, api.store.revision);
  const matching = stateAt(api, kind, revision).filter(selectObjects(kind, options));
  const rest = after === "" ? matching : matching.filter((object) => keyOf(object) > after);
  const items = options.limit > 0 ? rest.slice(0, options.limit) : rest;
  const last = items.at(-1);
  if (last === undefined || items.length === rest.length) return { revision, items };
  const token = Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: revision, start: `${keyOf(last)}\0` })).toString(
    "base64url",
  );
  return { revision, items, next: { token, remaining: rest.length - items.length } };
}

/** @throws StatusError 400 */
export function selectObjects(
  kind: ResourceKind,
  { namespace, labelSelector, fieldSelector }: Selection,
): (object: KubeObject) => boolean {
  const matchLabels = parseLabelSelector(labelSelector);
  const matchFields = parseFieldSelector(kind, fieldSelector);
  return (object) =>
    (namespace === "" || object.metadata.namespace === namespace) &&
    matchLabels(object.metadata.labels ?? {}) &&
    matchFields(object);
}

const keyOf = (object: KubeObject): string => {
  const { namespace, name } = placeOf(object);
  return `${namespace}/${name}`;
};

function readToken(token: string, current: number): { readonly revision: number; readonly after: string } {
  if (token === "") return { revision: current, after: "" };
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, "base64url").toString()) as { rv: unknown; start: unknown }; // checked below
    if (typeof rv === "number" && typeof start === "string") return { revision: rv, after: start.slice(0, -1) };
  } catch {
    // Not one of ours.
  }
  throw badRequest(`continue key is not valid: illegal base64 data`);
}

/** The objects as they were at a revision: what happened since is taken back. */
function stateAt({ store }: ApiState, kind: ResourceKind, revision: number): readonly KubeObject[] {
  if (revision === store.revision) return store.list(kind);
  const state = new Map(store.list(kind).map((object) => [keyOf(object), object]));
  for (const change of changesSince(store, revision).toReversed()) {
    if (change.kind.plural !== kind.plural || change.kind.group !== kind.group) continue;
    if (change.before === undefined) state.delete(keyOf(change.object));
    else state.set(keyOf(change.before), change.before);
  }
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

function changesSince(store: ApiState["store"], revision: number) {
  try {
    return store.since(revision);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw expired(
      "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.",
    );
  }
}

/** The list as an answer. Items of built-in kinds do not repeat their kind; those of custom ones do. */
export function toListBody(kind: ResourceKind, apiVersion: string, { revision, items, next }: ObjectList): JsonObject {
  return {
    kind: `${kind.kind}List`,
    apiVersion,
    metadata: {
      resourceVersion: String(revision),
      ...(next !== undefined && { continue: next.token, remainingItemCount: next.remaining }),
    },
    items: kind.custom ? items : items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
  };
}
