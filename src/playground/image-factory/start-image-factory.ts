import { createHash } from "node:crypto";
import {
  type HttpService,
  type noAnswer,
  type ServiceAnswer,
  type ServiceRequest,
  startHttpService,
} from "../start-http-service.ts";

export interface ImageFactoryOptions {
  /** Versions that installers exist for. */
  readonly versions: readonly string[];
  /** Schematics that were submitted before; others are unknown until submitted. With `any` all of them were. */
  readonly schematics?: readonly string[] | "any";
  /** Manifests are given only to holders of an anonymous token, as other registries do. */
  readonly wantsToken?: boolean;
  readonly fault?: (request: ServiceRequest, count: number) => ServiceAnswer | typeof noAnswer | undefined;
}

const token = "anonymous-token";

/**
 * A simulated image factory: takes schematics and serves manifests of installers. Its ids are hashes of the submitted text as
 * it is; a real factory hashes its own writing of it.
 */
export async function startImageFactory(options: ImageFactoryOptions): Promise<HttpService> {
  const schematics = new Set(options.schematics === "any" ? [] : options.schematics);
  let count = 0;
  return startHttpService((request) => {
    count += 1;
    const fault = options.fault?.(request, count);
    if (fault !== undefined) return fault;
    if (request.path === "/schematics" && request.method === "POST") return submit(request.text, schematics);
    if (request.path === "/token") return { status: 200, body: { token } };
    return manifest(request, schematics, options);
  });
}

function submit(text: string, schematics: Set<string>): ServiceAnswer {
  if (!text.includes("customization")) return { status: 400, body: "yaml: unmarshal errors" };
  const id = createHash("sha256").update(text).digest("hex");
  schematics.add(id);
  return { status: 201, body: { id } };
}

function manifest(
  request: ServiceRequest,
  schematics: ReadonlySet<string>,
  options: ImageFactoryOptions,
): ServiceAnswer {
  const path = /^\/v2\/(?<name>[a-z-]*installer[a-z-]*\/(?<id>[^/]+))\/manifests\/(?<version>[^/]+)$/.exec(
    request.path,
  )?.groups;
  const { name, id = "", version = "" } = path ?? {};
  if (name === undefined) return { status: 404 };
  if (options.wantsToken && request.headers.authorization !== `Bearer ${token}`) {
    const realm = `http://${request.headers.host}/token`;
    const challenge = `Bearer realm="${realm}",service="factory",scope="repository:${name}:pull"`;
    return { status: 401, headers: { "www-authenticate": challenge } };
  }
  const isKnown = options.schematics === "any" || schematics.has(id);
  const isThere = isKnown && options.versions.includes(version);
  return { status: isThere ? 200 : 404 };
}
