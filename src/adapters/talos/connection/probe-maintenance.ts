/** Tells a node in maintenance mode by the certificate that it shows to anybody. */
import { connect } from "node:tls";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";

/** Talos' name for the service that waits for a node's first configuration. */
const maintenanceName = "maintenance-service.talos.dev";

/** Looks at the certificate and hangs up: nothing is sent, nothing of the answer is trusted. */
export function isInMaintenance({ host, port }: Endpoint, { limitMs }: { readonly limitMs: number }): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, ALPNProtocols: ["h2"], rejectUnauthorized: false });
  const answer = (verdict: boolean) => {
    socket.destroy();
    resolve(verdict);
  };
  socket.once("secureConnect", () => answer(socket.getPeerCertificate().subject?.CN === maintenanceName));
  socket.once("error", () => answer(false));
  socket.once("close", () => answer(false));
  socket.setTimeout(limitMs, () => answer(false));
  return promise;
}
