import { connect, type Socket } from "node:net";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";

/** A connection made while the code that will speak over it is still loaded. */
export interface AheadConnection {
  /** Gives it away once, if it stands; undefined else, and then one is dialled in the usual way. */
  take(): Socket | undefined;
  /** Lets go of it, unless it was taken. */
  drop(): void;
}

/** Dials an endpoint, without TLS yet. A failure is not told here: whoever dials next meets it too. */
export function dialAhead({ host, port }: Endpoint): AheadConnection {
  const socket = connect({ host, port });
  socket.on("error", () => undefined);
  let isGone = false;
  const drop = () => {
    if (!isGone) socket.destroy();
    isGone = true;
  };
  return {
    take() {
      if (isGone || socket.readyState !== "open") {
        drop();
        return undefined;
      }
      isGone = true;
      return socket;
    },
    drop,
  };
}
