/** The gRPC services of one node, as far as its version and its mode have them. */

import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { DescService } from "@bufbuild/protobuf";
import { Code, ConnectError, createContextValues } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { State } from "../../../adapters/talos/proto/cosi/resource/state_pb.ts";
import { ImageService } from "../../../adapters/talos/proto/machine/image_pb.ts";
import { LifecycleService } from "../../../adapters/talos/proto/machine/lifecycle_pb.ts";
import { MachineService } from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { StorageService } from "../../../adapters/talos/proto/storage/storage_pb.ts";
import { endWithError } from "../server/grpc-wire.ts";
import type { Machine } from "../state/machine.ts";
import { callerRolesKey } from "./call-context.ts";
import { answerHealthCheck, healthCheckPath } from "./cluster-service.ts";
import { createImageService } from "./image-service.ts";
import { createLifecycleService } from "./lifecycle-service.ts";
import { createMachineService, type NodeControls } from "./machine-service.ts";
import { createStateService } from "./state-service.ts";
import { createStorageService } from "./storage-service.ts";

/** The limit that Talos' server and client share. */
const maxMessageBytes = 32 * 1024 * 1024;

export interface NodeServices {
  serve(request: Http2ServerRequest, response: Http2ServerResponse, roles: readonly string[]): void;
  /** Undefined for a method that this node does not have now; else whether its reply is a stream. */
  isStreaming(path: string): boolean | undefined;
}

/** Before 1.13 a machine that waits for its configuration answers these only. */
const oldMaintenanceMethods = new Set([
  "/cosi.resource.State/Get",
  "/cosi.resource.State/List",
  "/cosi.resource.State/Watch",
  "/machine.MachineService/ApplyConfiguration",
  "/storage.StorageService/Disks",
]);

/** There since 1.13. */
const newPrefixes = [ImageService, LifecycleService].map(({ typeName }) => `/${typeName}/`);

/** Known to every node and refused to everyone. */
const writes = new Set(["Create", "Update", "Destroy"].map((name) => `/cosi.resource.State/${name}`));

export function createNodeServices(machine: Machine, controls: NodeControls): NodeServices {
  const callers = new WeakMap<object, readonly string[]>();
  const handler = connectNodeAdapter({
    connect: false,
    grpcWeb: false,
    acceptCompression: [],
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
    contextValues: (request) => createContextValues().set(callerRolesKey, callers.get(request) ?? []),
    routes: (router) => {
      router.service(MachineService, createMachineService(machine, controls));
      router.service(State, createStateService(machine));
      router.service(StorageService, createStorageService(machine));
      router.service(ImageService, createImageService(machine));
      router.service(LifecycleService, createLifecycleService(machine));
    },
  });
  const streaming = new Map([
    ...methodKinds([MachineService, State, StorageService, ImageService, LifecycleService]),
    [healthCheckPath, true],
  ]);
  return {
    serve: (request, response, roles) => {
      if (writes.has(request.url)) return endWithError(response, writeRefused());
      if (request.url === healthCheckPath) return answerHealthCheck(machine, response);
      callers.set(request, roles);
      handler(request, response);
    },
    isStreaming: (path) => {
      const restricted = machine.inMaintenance && !machine.profile.ordinaryMaintenance;
      if (writes.has(path)) return false;
      if (!machine.profile.imageService && newPrefixes.some((prefix) => path.startsWith(prefix))) return undefined;
      return restricted && !oldMaintenanceMethods.has(path) ? undefined : streaming.get(path);
    },
  };
}

const writeRefused = () => new ConnectError("write access is not allowed", Code.PermissionDenied);

function methodKinds(services: readonly DescService[]): ReadonlyMap<string, boolean> {
  return new Map(
    services.flatMap((service) =>
      service.methods.map((method) => [
        `/${service.typeName}/${method.name}`,
        method.methodKind === "server_streaming" || method.methodKind === "bidi_streaming",
      ]),
    ),
  );
}
