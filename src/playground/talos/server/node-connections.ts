import type { Authority } from "../../certificates/authority.ts";
import { type Backend, type BackendOptions, createBackend, createUnknownBackend } from "./backend.ts";

/** What a connection has to know of a node. */
export interface Peer {
  readonly name: string;
  readonly address: string;
  readonly host: string;
  readonly port: number;
}

const connectTimeoutMs = 20_000;

/** The connections by which control planes reach other nodes, each made once. */
export function createConnections(authority: Authority, clocks: BackendOptions["clocks"], maxBackOffMs: number) {
  const backends = new Map<string, Backend>();
  const client = authority.issueClient({ roles: ["os:impersonator"] });
  return {
    connect: (nodes: readonly Peer[], from: Peer, target: string): Backend => {
      const to = nodes.find((node) => [node.address, node.host, node.name].includes(target));
      if (to === undefined) return createUnknownBackend(target);
      const key = JSON.stringify([from.name, to.name]);
      const trusted = { authority: authority.certificate, client, clocks, connectTimeoutMs, maxBackOffMs };
      const backend = backends.get(key) ?? createBackend({ ...trusted, host: to.host, port: to.port, target });
      backends.set(key, backend);
      return backend;
    },
    close: () => {
      for (const backend of backends.values()) backend.close();
    },
  };
}
