/** One endpoint of a talosconfig in, the host and port to dial out. */
import { isIPv6 } from "node:net";
import { UserError } from "../../../errors.ts";

export interface Endpoint {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** `host:port`, with brackets around an IPv6 address: how people read it. */
  readonly label: string;
}

const talosPort = 50_000;

/**
 * Understands `host`, `host:port`, IPv6 with or without brackets, and URLs (`https` without a port means 443).
 * @throws UserError `talosconfig_invalid`
 */
export function parseEndpoint(text: string): Endpoint {
  const trimmed = text.trim();
  if (isAddress(trimmed)) return endpointOf(trimmed, talosPort);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  const authority = scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3).replace(/[/?#].*$/s, "");
  const [, bracketed, name, port] = /^(?:\[([^\]]+)\]|([^:\s/@]+))(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const host = bracketed ?? name;
  if (host === undefined || (bracketed !== undefined && !isAddress(bracketed)) || !isPort(port)) {
    throw new UserError(
      `Cannot use the endpoint ${JSON.stringify(text)} of the talosconfig: it is no host or host:port`,
      {
        code: "talosconfig_invalid",
      },
    );
  }
  return endpointOf(host, port === undefined ? (scheme === "https" ? 443 : talosPort) : Number(port));
}

function endpointOf(host: string, port: number): Endpoint {
  return { host, port, label: isV6(host) ? `[${host}]:${port}` : `${host}:${port}` };
}

const isPort = (text: string | undefined): boolean => text === undefined || (Number(text) > 0 && Number(text) < 65_536);

/** An IPv6 address without a zone (`%eth0`), which a URL cannot carry. */
const isAddress = (text: string): boolean => isV6(text) && !text.includes("%");

/** Node's own test compiles a pattern that takes milliseconds: most endpoints have no colon to begin with. */
const isV6 = (text: string): boolean => text.split(":").length > 2 && isIPv6(text);
