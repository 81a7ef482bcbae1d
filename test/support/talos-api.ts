import { connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import type { DescService } from "@bufbuild/protobuf";
import { type CallOptions, type Client, createClient, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { onTestFinished } from "vitest";
import { State } from "../../src/adapters/talos/proto/cosi/resource/state_pb.ts";
import { MachineService } from "../../src/adapters/talos/proto/machine/machine_pb.ts";
import { StorageService } from "../../src/adapters/talos/proto/storage/storage_pb.ts";
import type { CertificatePair } from "../../src/playground/certificates/authority.ts";
import type { SimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";

export interface RawTalosApi {
  readonly machine: Client<typeof MachineService>;
  readonly state: Client<typeof State>;
  readonly storage: Client<typeof StorageService>;
  /** A client of any other service. */
  client<Service extends DescService>(service: Service): Client<Service>;
  /** Breaks the connection, and with it every call. */
  close(): void;
}

export interface RawTalosOptions {
  /** Name of the node to connect to; the first one unless told. */
  readonly endpoint?: string;
  readonly roles?: readonly string[];
  /** `null`: no client certificate, and any server certificate will do. */
  readonly client?: CertificatePair | null;
}

/** Plain generated clients over one connection, without anything of the product's own: what is on the wire is what the test sees. */
export function openTalosApi(cluster: SimulatedCluster, options: RawTalosOptions = {}): RawTalosApi {
  const node = options.endpoint === undefined ? cluster.nodes[0] : cluster.node(options.endpoint);
  if (node === undefined) throw new RangeError("The cluster has no nodes");
  const pair = options.client ?? cluster.authority.issueClient({ roles: options.roles ?? ["os:admin"] });
  const baseUrl = `https://${node.endpoint}`;
  const credentials =
    options.client === null
      ? { rejectUnauthorized: false }
      : { ca: cluster.authority.certificate, cert: pair.certificate, key: pair.key };
  const sessionManager = new Http2SessionManager(baseUrl, undefined, credentials);
  onTestFinished(() => sessionManager.abort());
  const transport: Transport = createGrpcTransport({ baseUrl, sessionManager, nodeOptions: credentials });
  return {
    machine: createClient(MachineService, transport),
    state: createClient(State, transport),
    storage: createClient(StorageService, transport),
    client: (service) => createClient(service, transport),
    close: () => sessionManager.abort(),
  };
}

/** An empty request to any path, known to the generated code or not; gives the status of the reply. */
export function callByPath(
  cluster: SimulatedCluster,
  path: string,
  options: { readonly headers?: OutgoingHttpHeaders; readonly roles?: readonly string[] } = {},
): Promise<{ readonly code: number; readonly message: string }> {
  const [node] = cluster.nodes;
  const client = cluster.authority.issueClient({ roles: options.roles ?? ["os:admin"] });
  const credentials = { ca: cluster.authority.certificate, cert: client.certificate, key: client.key };
  const session = connect(`https://${node?.endpoint}`, credentials);
  onTestFinished(() => session.destroy());
  const fixed = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
  const stream = session.request({ ...fixed, ...options.headers });
  stream.end(Buffer.alloc(5)).resume();
  return new Promise((resolve, reject) => {
    const take = (headers: IncomingHttpHeaders, flags: number) => {
      if (headers["grpc-status"] === undefined) return;
      const endStream = 0x1;
      if ((flags & endStream) === 0) reject(new Error("The status came in headers that do not end the stream"));
      resolve({ code: Number(headers["grpc-status"]), message: decodeURIComponent(String(headers["grpc-message"])) });
    };
    stream.on("response", take).on("trailers", take);
    session.on("error", reject);
    stream.on("error", reject);
  });
}

/** Call options that name the node, or the nodes, to ask. */
export function forNode(node: string, ...more: readonly string[]): CallOptions {
  return { headers: more.length === 0 ? { node } : { nodes: [node, ...more].join(",") } };
}
