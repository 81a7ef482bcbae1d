/** A bare Talos API server on a loopback port, for what only a real connection can show. */
import { createSecureServer, type ServerHttp2Session } from "node:http2";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { State } from "../../../src/adapters/talos/proto/cosi/resource/state_pb.ts";
import { MachineService } from "../../../src/adapters/talos/proto/machine/machine_pb.ts";
import { MachineConfigSpecSchema } from "../../../src/adapters/talos/proto/resource/config/config_pb.ts";
import {
  type Authority,
  type CertificatePair,
  createAuthority,
} from "../../../src/playground/certificates/authority.ts";
import { formatTalosconfig } from "../../../src/playground/talosconfig.ts";

export const config = "version: v1alpha1 # kept\nmachine:\n  type: controlplane\n";

/** `namespace/type/id` → YAML of the spec, or the bytes of a machine config. */
export type Resources = Readonly<Record<string, string | Uint8Array>>;

export interface ServerOptions {
  readonly authority: Authority;
  readonly certificate?: CertificatePair;
  readonly host?: string;
  readonly resources?: Resources;
  /** Runs before every call; throws to fail it. */
  readonly before?: (context: HandlerContext) => void | Promise<void>;
}

export interface TalosServer extends AsyncDisposable {
  readonly endpoint: string;
  /** The metadata of every call, oldest first. */
  readonly calls: readonly Headers[];
  /** Breaks every connection. */
  cut(): void;
  /** Settles when a client asks by a ping whether we are alive. */
  readonly pinged: Promise<void>;
}

const activeConfig = "config/MachineConfigs.config.talos.dev/v1alpha1";

export async function startTalosServer(options: ServerOptions): Promise<TalosServer> {
  const { authority, host = "127.0.0.1" } = options;
  const certificate = options.certificate ?? authority.issueServer({ alternativeNames: [host] });
  const calls: Headers[] = [];
  const resources: Resources = { [activeConfig]: Buffer.from(config), ...options.resources };
  const before = async (context: HandlerContext) => {
    calls.push(context.requestHeader);
    await options.before?.(context);
  };
  const server = createSecureServer(
    {
      cert: certificate.certificate,
      key: certificate.key,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    },
    connectNodeAdapter({ routes: (router) => serve(router, resources, before) }),
  );
  const sessions = new Set<ServerHttp2Session>();
  const pinged = Promise.withResolvers<void>();
  server.on("session", (session) => sessions.add(session.on("ping", () => pinged.resolve())));
  const port = await listen(server, host);
  const cut = () => {
    for (const session of sessions) session.destroy();
  };
  const endpoint = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return { endpoint, calls, cut, pinged: pinged.promise, ...closing(server, cut) };
}

function serve(router: ConnectRouter, resources: Resources, before: (context: HandlerContext) => Promise<void>): void {
  router.service(MachineService, {
    async version(_, context) {
      await before(context);
      return { messages: [{ version: { tag: "v1.13.8" }, platform: { name: "metal" } }] };
    },
    async hostname(_, context) {
      await before(context);
      return { messages: [{ hostname: "talos-m01" }] };
    },
    async systemStat(_, context) {
      await before(context);
      return { messages: [{ bootTime: 1_760_000_000n }] };
    },
  });
  router.service(State, {
    async get({ namespace, type, id }, context) {
      await before(context);
      const content = resources[`${namespace}/${type}/${id}`];
      if (content === undefined) throw new ConnectError("resource doesn't exist", Code.NotFound);
      return { resource: { metadata: { namespace, type, id }, spec: specOf(content) } };
    },
    async *list({ namespace, type }, context) {
      await before(context);
      const prefix = `${namespace}/${type}/`;
      for (const [key, content] of Object.entries(resources).filter(([key]) => key.startsWith(prefix))) {
        yield { resource: { metadata: { namespace, type, id: key.slice(prefix.length) }, spec: specOf(content) } };
      }
    },
  });
}

function specOf(content: string | Uint8Array) {
  if (typeof content === "string") return { yamlSpec: content };
  const spec = create(MachineConfigSpecSchema, { yamlMarshalled: content });
  return { protoSpec: toBinary(MachineConfigSpecSchema, spec), yamlSpec: "version: v1alpha1\n" };
}

/** Accepts connections and does with them as told. */
export async function startTcpServer(
  onSocket: (socket: Socket) => void,
  server: Server = createServer(),
): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
    onSocket(socket);
  });
  const port = await listen(server, "127.0.0.1");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return { endpoint: `127.0.0.1:${port}`, ...closing(server, cut) };
}

async function listen(server: Server, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(0, host, resolve);
  await promise;
  // A listening TCP server has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

function closing(server: Server, cut: () => void): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      cut();
      await promise;
    },
  };
}

/** Passes bytes on to `target` until it is frozen: then connections stay open and carry nothing any more. */
export async function startProxy(
  target: string,
): Promise<AsyncDisposable & { readonly endpoint: string; freeze(): void }> {
  let frozen = false;
  const [host = "", port] = target.split(":");
  const proxy = await startTcpServer((client) => {
    const upstream = connect(Number(port), host).on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
    client.on("data", (bytes) => frozen || upstream.write(bytes));
    upstream.on("data", (bytes) => frozen || client.write(bytes));
  });
  return {
    endpoint: proxy.endpoint,
    freeze: () => {
      frozen = true;
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

/** A port of this machine that nobody listens on. */
export async function deadEndpoint(): Promise<string> {
  await using server = await startTcpServer(() => {});
  return server.endpoint;
}

/** A talosconfig for an administrator, with the endpoints given. */
export function talosconfigFor(
  endpoints: readonly string[],
  {
    authority = createAuthority(),
    roles = ["os:admin"],
    ...rest
  }: { authority?: Authority; roles?: string[]; client?: CertificatePair } = {},
): string {
  const client = rest.client ?? authority.issueClient({ roles });
  return formatTalosconfig([{ name: "main", endpoints, authority: authority.certificate, client }]);
}
