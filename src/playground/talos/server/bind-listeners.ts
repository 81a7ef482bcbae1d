/** Loopback addresses for nodes: all of 127/8 is this machine on Linux, so every node has one of its own and all the same port. */
import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";

/** A server that listens already; closed, it can listen at the same place again. */
export interface Listener {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
}

type Network = (index: number) => string;

const tries = 5;

/** Port 0 asks for any that is free. Where only 127.0.0.1 can be bound, every listener has another port there. */
export async function bindListeners(count: number, port: number): Promise<readonly Listener[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bindOn(chooseNetwork(), count, port);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EADDRNOTAVAIL") return await bindOn(() => "127.0.0.1", count, undefined);
      if (code !== "EADDRINUSE" || attempt === tries) throw error;
    }
  }
}

/** Listens again after a close. */
export function reopen({ server, host, port }: Listener): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** One that clusters of other processes hardly ever choose too. */
function chooseNetwork(): Network {
  const [second, third] = [randomInt(1, 250), randomInt(0, 250)];
  return (index) => {
    const block = third + Math.floor(index / 250);
    return [127, (second + Math.floor(block / 250)) % 250, block % 250, (index % 250) + 2].join(".");
  };
}

/** With `port` undefined every listener has its own. */
async function bindOn(network: Network, count: number, port: number | undefined): Promise<readonly Listener[]> {
  const bound: Listener[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const shared = port === undefined ? 0 : (bound[0]?.port ?? port);
      bound.push(await bind(network(index), shared));
    }
    return bound;
  } catch (error) {
    for (const { server } of bound) server.close();
    throw error;
  }
}

async function bind(host: string, port: number): Promise<Listener> {
  const server = createServer();
  await reopen({ server, host, port });
  const address = server.address();
  return { server, host, port: typeof address === "object" && address !== null ? address.port : port };
}
