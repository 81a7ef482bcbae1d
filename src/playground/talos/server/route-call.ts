/** What apid decides of every call before a service sees it: for whom it is, and whether the caller may make it. */
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { TLSSocket } from "node:tls";
import { Code, ConnectError } from "@connectrpc/connect";
import type { VersionProfile } from "../version-profile.ts";
import { authorize } from "./authorize.ts";
import type { Backend } from "./backend.ts";
import { type ForwardedCall, forwardToMany, forwardToOne, type Target } from "./forward-call.ts";
import { endWithError, metadataValues } from "./grpc-wire.ts";

export interface RoutingNode {
  readonly profile: VersionProfile;
  readonly maintenance: boolean;
  /** Off only where Talos ≤1.11 is told so: every valid certificate is an admin's. */
  readonly rbac: boolean;
  /** Control planes can forward, workers cannot. */
  readonly forwards: boolean;
  isLocal(target: string): boolean;
  backend(target: string): Backend;
  /** Undefined when the node's version does not know the method; else whether its reply is a stream. */
  isStreaming(path: string): boolean | undefined;
  /** Hands the call to the node's own services. */
  serve(request: Http2ServerRequest, response: Http2ServerResponse, roles: readonly string[]): void;
}

type Route =
  | { readonly kind: "local" }
  | { readonly kind: "one"; readonly target: string }
  | { readonly kind: "many"; readonly targets: readonly string[] }
  | { readonly kind: "refused"; readonly error: ConnectError };

const manyPrefixes = ["machine.MachineService", "cluster.ClusterService", "inspect.InspectService"]
  .concat("storage.StorageService", "time.TimeService")
  .map((service) => `/${service}/`);

export async function routeCall(
  node: RoutingNode,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
): Promise<void> {
  const roles = callerRoles(node, request);
  const route = chooseRoute(node, request);
  const call: ForwardedCall = { request, response, roles };
  switch (route.kind) {
    case "local":
      return serveLocally(node, call);
    case "one":
      return await forwardToOne(call, toTarget(node, route.target));
    case "many": {
      const targets = route.targets.map((target) => toTarget(node, target));
      return await forwardToMany(call, targets, isStreamed(node, request.url));
    }
    case "refused":
      return endWithError(response, route.error);
    default:
      return route satisfies never;
  }
}

/** The organizations of the caller's certificate, or what an impersonating node vouches for. */
export function callerRoles(node: RoutingNode, request: Http2ServerRequest): readonly string[] {
  if (node.maintenance) return ["os:reader"];
  const socket = request.stream.session?.socket;
  const organizations = socket instanceof TLSSocket ? socket.getPeerCertificate().subject?.O : undefined;
  const roles = organizations === undefined ? [] : [organizations].flat();
  const claimed = roles.includes("os:impersonator") ? (metadataValues(request, "talos-role") ?? []) : roles;
  return node.rbac ? claimed : ["os:admin"];
}

function chooseRoute(node: RoutingNode, request: Http2ServerRequest): Route {
  if (node.maintenance || request.headers["proxyfrom"] !== undefined) return { kind: "local" };
  let [one, many] = [metadataValues(request, "node"), metadataValues(request, "nodes")];
  if (one !== undefined && one.length !== 1) {
    return refuse(Code.InvalidArgument, "node metadata must be single-valued");
  }
  if (!node.forwards && one?.every((target) => node.isLocal(target))) one = undefined;
  if (!node.forwards && many?.length === 1 && many.every((target) => node.isLocal(target))) many = undefined;
  if (many !== undefined && !supportsMany(node.profile, request.url)) {
    return refuse(Code.InvalidArgument, `one-2-many proxying is not supported for method ${request.url}`);
  }
  const targets = many ?? one;
  if (targets === undefined) return { kind: "local" };
  if (!node.forwards) return refuse(Code.PermissionDenied, "no request forwarding");
  const invalid = targets.find((target) => target === "" || hasPort(target));
  if (invalid !== undefined) return refuse(Code.Internal, `invalid target ${JSON.stringify(invalid)}`);
  return many === undefined ? { kind: "one", target: targets[0] ?? "" } : { kind: "many", targets };
}

/** Streams that nodes have and this simulator has not; a proxy must tell them from unary calls all the same. */
const otherStreams = new Set(
  ["Copy", "DiskUsage", "ImageList", "List", "PacketCapture"].map((name) => `/machine.MachineService/${name}`),
);

const isStreamed = (node: RoutingNode, path: string): boolean => node.isStreaming(path) ?? otherStreams.has(path);

function supportsMany(profile: VersionProfile, path: string): boolean {
  if (!profile.shortOneToManyList) return !path.startsWith("/cosi.");
  return manyPrefixes.some((prefix) => path.startsWith(prefix));
}

const hasPort = (target: string): boolean => /^[^:]*:\d+$|\]:\d+$/.test(target);

function serveLocally(node: RoutingNode, { request, response, roles }: ForwardedCall): void {
  const isKnown = node.isStreaming(request.url) !== undefined;
  const caller = { roles, maintenance: node.maintenance };
  const refusal = isKnown ? authorize(request.url, caller, node.profile) : unknownMethod(request.url);
  if (refusal === undefined) node.serve(request, response, roles);
  else endWithError(response, refusal);
}

function unknownMethod(path: string): ConnectError {
  const [, service = "", method = ""] = path.split("/");
  return new ConnectError(`unknown method ${method} for service ${service}`, Code.Unimplemented);
}

const toTarget = (node: RoutingNode, name: string): Target => ({ name, backend: node.backend(name) });

const refuse = (code: Code, message: string): Route => ({ kind: "refused", error: new ConnectError(message, code) });
