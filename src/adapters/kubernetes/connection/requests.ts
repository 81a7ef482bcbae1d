/**
 * What is asked of Kubernetes, as the official client's requests. Of the client only what requests are made of is
 * imported: its generated API classes would add two megabytes to each bundle, and a tenth of a second to every start,
 * for the few paths below; its front door thrice that.
 */
import type { RequestContext } from "@kubernetes/client-node";
import { HttpMethod } from "@kubernetes/client-node/dist/gen/http/http.js";
import { ServerConfiguration } from "@kubernetes/client-node/dist/gen/servers.js";

/** Stands for whichever server will be asked. */
const server = new ServerConfiguration("https://kubernetes", {});

/** Who we are in `managedFields`. */
const manager = { fieldManager: "talos-chatops" };
const pageSize = 500;

type Query = Readonly<Record<string, string>>;

export function get(path: string, query: Query = {}): RequestContext {
  return request(HttpMethod.GET, path, query);
}

/** One page of a list; the first has no token. */
export function list(path: string, token: string | undefined, query: Query = {}): RequestContext {
  return get(path, { limit: String(pageSize), ...query, ...(token === undefined ? {} : { continue: token }) });
}

export const paths = {
  version: "/version",
  nodes: "/api/v1/nodes",
  pods: "/api/v1/pods",
  budgets: "/apis/policy/v1/poddisruptionbudgets",
  node: (name: string) => `/api/v1/nodes/${encodeURIComponent(name)}`,
  eviction: (namespace: string, name: string) =>
    `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/eviction`,
  leases: (namespace: string) => `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases`,
} as const;

export function create(path: string, body: object): RequestContext {
  return withBody(request(HttpMethod.POST, path, manager), "application/json", body);
}

/**
 * A merge patch (RFC 7386): what is named becomes so, what is null is taken out. With a resource version in it the server
 * refuses it (409) when the object is another by now.
 */
export function mergePatch(path: string, patch: object): RequestContext {
  return withBody(request(HttpMethod.PATCH, path, manager), "application/merge-patch+json", patch);
}

/** Server-side apply: what is named becomes so, and belongs to the manager from then on. */
export function serverSideApply(path: string, object: object, fieldManager: string): RequestContext {
  const made = request(HttpMethod.PATCH, path, { fieldManager, force: "true" });
  return withBody(made, "application/apply-patch+yaml", object);
}

export function replace(path: string, body: object): RequestContext {
  return withBody(request(HttpMethod.PUT, path, manager), "application/json", body);
}

/** Only the object of that uid; what belongs to it goes after it. */
export function remove(path: string, uid: string): RequestContext {
  const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", preconditions: { uid } };
  return withBody(request(HttpMethod.DELETE, path, {}), "application/json", body);
}

function request(method: HttpMethod, path: string, query: Query): RequestContext {
  const made = server.makeRequestContext(path, method);
  made.setHeaderParam("Accept", "application/json");
  for (const [name, value] of Object.entries(query)) made.setQueryParam(name, value);
  return made;
}

function withBody(made: RequestContext, type: string, body: object): RequestContext {
  made.setHeaderParam("Content-Type", type);
  made.setBody(JSON.stringify(body));
  return made;
}
