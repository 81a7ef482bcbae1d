/** What a request asks for, read from its method, path and query as an API server does. */
import type { KindRegistry } from "../objects/kind-registry.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

export interface ResourceRequest {
  readonly kind: ResourceKind;
  readonly verb: Verb;
  /** Empty for objects of the cluster, and for all namespaces. */
  readonly namespace: string;
  /** Empty for a collection. */
  readonly name: string;
  /** `status`, `eviction`; empty for the object itself. */
  readonly subresource: string;
}

export type ParsedRequest =
  | { readonly kind: "resource"; readonly request: ResourceRequest }
  /** The path leads to a resource, the method to nothing. */
  | { readonly kind: "method" }
  /** `/apis/nobody/v1/things` */
  | { readonly kind: "unknown-resource" }
  /** Anything else: `/version`, `/apis`. */
  | { readonly kind: "path" };

const resourcePath = /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))\/(?<rest>.+)$/;

export function parseRequest(kinds: KindRegistry, method: string, url: URL): ParsedRequest {
  const groups = resourcePath.exec(url.pathname)?.groups;
  if (groups === undefined) return { kind: "path" };
  const [group, version] = [groups["group"] ?? "", groups["core"] ?? groups["version"] ?? ""];
  const place = readPlace((groups["rest"] ?? "").replace(/\/$/, "").split("/").map(decodeURIComponent));
  const kind = kinds.find(group, version, place.plural);
  if (kind === undefined || !isServed(kind, place)) return { kind: "unknown-resource" };
  const verb = verbOf(method, place, url.searchParams);
  if (verb === undefined) return { kind: "method" };
  const { namespace, name, subresource } = place;
  return { kind: "resource", request: { kind, verb, namespace, name, subresource } };
}

interface Place {
  readonly plural: string;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
}

/** `namespaces/x/pods/y/status`, `nodes/x`; `namespaces/x` itself is an object of the cluster. */
function readPlace(parts: readonly string[]): Place {
  const inNamespace = parts[0] === "namespaces" && parts.length > 2 && parts[2] !== "status" && parts[2] !== "finalize";
  const [plural = "", name = "", ...sub] = inNamespace ? parts.slice(2) : parts;
  return { plural, namespace: inNamespace ? (parts[1] ?? "") : "", name, subresource: sub.join("/") };
}

function isServed(kind: ResourceKind, { namespace, name, subresource }: Place): boolean {
  if (namespace !== "" && !kind.namespaced) return false;
  if (namespace === "" && kind.namespaced && name !== "") return false;
  return subresource === "" || subresources(kind).includes(subresource);
}

export function subresources(kind: ResourceKind): readonly string[] {
  return [...(kind.hasStatus ? ["status"] : []), ...(kind.plural === "pods" && kind.group === "" ? ["eviction"] : [])];
}

function verbOf(method: string, { name, subresource }: Place, query: URLSearchParams): Verb | undefined {
  if (subresource === "eviction") return method === "POST" ? "create" : undefined;
  if (name === "") return collectionVerb(method, query);
  switch (method) {
    case "GET":
      return "get";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return subresource === "" ? "delete" : undefined;
    default:
      return undefined;
  }
}

function collectionVerb(method: string, query: URLSearchParams): Verb | undefined {
  if (method === "GET") return ["1", "true"].includes(query.get("watch") ?? "") ? "watch" : "list";
  if (method === "POST") return "create";
  return method === "DELETE" ? "deletecollection" : undefined;
}
