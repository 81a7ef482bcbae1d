/** The cluster's own address, as a virtual IP or a load balancer gives it: whoever connects is led to a server that runs. */
import { createServer } from "node:net";
import { type Listener, reopen } from "../../talos/server/bind-listeners.ts";
import type { ApiServer } from "./api-server.ts";

export interface VirtualEndpoint {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Takes the address, on the port where that is free. */
export async function openVirtualEndpoint(
  host: string,
  port: number,
  servers: () => readonly ApiServer[],
): Promise<VirtualEndpoint> {
  const listener = await listenOn(host, port);
  listener.server.on("connection", (socket) => {
    const server = servers().find(({ isRunning }) => isRunning);
    if (server === undefined) socket.destroy();
    else server.take(socket);
  });
  const close = () => new Promise<void>((resolve) => listener.server.close(() => resolve()));
  return { host: listener.host, port: listener.port, close };
}

/** On any port where that one is taken. */
export async function listenOn(host: string, port: number): Promise<Listener> {
  const server = createServer();
  await reopen({ server, host, port }).catch(() => reopen({ server, host, port: 0 }));
  const address = server.address();
  return { server, host, port: typeof address === "object" && address !== null ? address.port : port };
}
