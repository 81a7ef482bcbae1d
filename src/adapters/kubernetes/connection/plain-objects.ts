/** Objects of any kind, read and written as they are. */
import type { KubernetesObject, ResponseContext, V1APIResource } from "@kubernetes/client-node";
import { HttpMethod } from "@kubernetes/client-node/dist/gen/http/http.js";
import { KubernetesObjectApi } from "@kubernetes/client-node/dist/object.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import type { Page, PagePlace } from "./list-all.ts";
import { expectPresent, onRefusal } from "./refusal.ts";

export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface Selection extends KindName {
  readonly namespace?: string;
  readonly name?: string;
}

/**
 * The client knows the fields of its own version, and leaves out all others; some it expects under other names than JSON
 * has. Here nothing is left out or renamed, and dates stay text.
 */
export class PlainObjects extends KubernetesObjectApi {
  /** @returns undefined when there is no such group or kind */
  async kindOf({ apiVersion, kind }: KindName): Promise<V1APIResource | undefined> {
    const found = await this.resource(apiVersion, kind).catch(onRefusal([404], () => undefined));
    // Subresources bear kinds too: `pods/eviction`.
    return found?.name.includes("/") ? undefined : found;
  }

  async page({ apiVersion, kind, namespace, name }: Selection, { limit, _continue }: PagePlace): Promise<Page<object>> {
    const none = undefined;
    const selector = name === undefined ? none : `metadata.name=${name}`;
    const list = await this.list(apiVersion, kind, namespace, none, none, none, selector, none, limit, _continue);
    // As it is in JSON, where the client's own field has another name.
    const metadata = list.metadata as { readonly continue?: string } | undefined;
    return { items: list.items, ...(metadata?.continue ? { metadata: { _continue: metadata.continue } } : {}) };
  }

  /** Server-side apply: what is named becomes so, and belongs to the manager from then on, whoever had it. */
  apply(place: KubernetesObject, object: object, fieldManager: string): Promise<KubernetesObject> {
    return this.#write("patch", place, object, { fieldManager, force: "true" });
  }

  make(place: KubernetesObject, object: object, fieldManager: string): Promise<KubernetesObject> {
    return this.#write("create", place, object, { fieldManager });
  }

  put(place: KubernetesObject, object: object, fieldManager: string): Promise<KubernetesObject> {
    return this.#write("replace", place, object, { fieldManager });
  }

  async #write(action: keyof typeof writes, place: KubernetesObject, object: object, query: Record<string, string>) {
    const { method, type } = writes[action];
    const path = await this.specUriPath(place, action);
    const request = this.configuration.baseServer.makeRequestContext(path, method);
    request.setHeaderParam("Content-Type", type);
    for (const [name, value] of Object.entries(query)) request.setQueryParam(name, value);
    request.setBody(JSON.stringify(object));
    return this.requestPromise(request);
  }

  /** The client's own writes all of it in small letters, and there are names with others. */
  protected override async specUriPath(place: KubernetesObject, action: string): Promise<string> {
    const { apiVersion = "", kind = "", metadata: { namespace, name = "" } = {} } = place;
    const found = expectPresent(await this.resource(apiVersion, kind));
    const scope = found.namespaced && namespace !== undefined ? ["namespaces", encodeURIComponent(namespace)] : [];
    const last = action === "create" || action === "list" ? [] : [encodeURIComponent(name)];
    return [this.apiVersionPath(apiVersion), ...scope, found.name, ...last].join("/");
  }

  protected override apiVersionPath(apiVersion: string): string {
    return super.apiVersionPath(apiVersion.split("/").map(encodeURIComponent).join("/"));
  }

  protected override async processResponse<Kind extends KubernetesObject>({ body }: ResponseContext): Promise<Kind> {
    return JSON.parse(await body.text());
  }
}

const writes = {
  create: { method: HttpMethod.POST, type: "application/json" },
  patch: { method: HttpMethod.PATCH, type: PatchStrategy.ServerSideApply },
  replace: { method: HttpMethod.PUT, type: "application/json" },
} as const;
