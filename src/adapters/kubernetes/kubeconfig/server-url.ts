/** A control plane's address as settings write it in, the URL of its Kubernetes API out. */
import { isIPv6 } from "node:net";

const apiPort = 6443;

/** `10.0.0.11`, `10.0.0.11:6443`, `fd00::11`, `node.example.com` or a URL. */
export function serverUrl(address: string): string {
  if (address.includes("://")) return new URL(address).href;
  const url = new URL(`https://${isIPv6(address) ? `[${address}]` : address}`);
  if (url.port === "") url.port = String(apiPort);
  return url.href;
}
