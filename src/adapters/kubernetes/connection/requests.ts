/**
 * What is asked of Kubernetes, made by the official client. Its request factories are imported alone: the client's front
 * door brings every API there is, twice over, and the means for logins and proxies that a control plane's kubeconfig
 * never has.
 */
import type { Configuration, RequestContext } from "@kubernetes/client-node";
import { CoordinationV1ApiRequestFactory } from "@kubernetes/client-node/dist/gen/apis/CoordinationV1Api.js";
import { CoreV1ApiRequestFactory } from "@kubernetes/client-node/dist/gen/apis/CoreV1Api.js";
import { PolicyV1ApiRequestFactory } from "@kubernetes/client-node/dist/gen/apis/PolicyV1Api.js";
import { VersionApiRequestFactory } from "@kubernetes/client-node/dist/gen/apis/VersionApi.js";
import { HttpMethod } from "@kubernetes/client-node/dist/gen/http/http.js";
import { ServerConfiguration } from "@kubernetes/client-node/dist/gen/servers.js";

/** Stands for whichever server will be asked. */
const server = new ServerConfiguration("https://kubernetes", {});

const configuration: Configuration = {
  baseServer: server,
  httpApi: {
    send() {
      throw new Error("requests are only made here, not sent");
    },
  },
  middleware: [],
  authMethods: {},
};

export const core = new CoreV1ApiRequestFactory(configuration);
export const coordination = new CoordinationV1ApiRequestFactory(configuration);
export const policy = new PolicyV1ApiRequestFactory(configuration);
export const version = new VersionApiRequestFactory(configuration);

/** For paths that only the cluster knows. */
export function get(path: string, query: Readonly<Record<string, string>> = {}): RequestContext {
  const request = server.makeRequestContext(path, HttpMethod.GET);
  request.setHeaderParam("Accept", "application/json");
  for (const [name, value] of Object.entries(query)) request.setQueryParam(name, value);
  return request;
}

/** RFC 7386: what is named becomes so, what is null is taken out. The factories' own choice is JSON Patch. */
export function asMergePatch(request: RequestContext): RequestContext {
  request.setHeaderParam("Content-Type", "application/merge-patch+json");
  return request;
}

/** Who we are in `managedFields`. */
export const fieldManager = "talos-chatops";

export const pageSize = 500;
