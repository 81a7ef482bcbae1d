import type { ConfigNode } from "../tree/config-node.ts";
import { isInPrefix } from "./ip-prefix.ts";
import { child, type Link, readLinks, texts } from "./read-links.ts";

export type AddressFinding =
  | { readonly kind: "found"; readonly address: string }
  | { readonly kind: "none" }
  /** Several would do, and nothing tells which. */
  | { readonly kind: "ambiguous"; readonly addresses: readonly string[] };

/**
 * The address under which a node is reached: a static one that its own patches give, inside the kubelet's `validSubnets`
 * where the shared base names them. The link with the default route comes first, then the one with the shared VIP, then
 * one that DHCP serves as well. A lone address of another link counts only when no link has a better claim.
 */
export function findAddress(own: readonly ConfigNode[], shared: readonly ConfigNode[]): AddressFinding {
  const subnets = [...own, ...shared].flatMap((document) =>
    texts(child(document, "machine", "kubelet", "nodeIP", "validSubnets")),
  );
  const ownAddresses = new Set(readLinks(own).flatMap((link) => link.addresses));
  const links = readLinks([...shared, ...own]);
  const usable = (link: Link) =>
    link.addresses.filter((address) => ownAddresses.has(address) && isWanted(withoutLength(address), subnets));
  for (const claim of claims) {
    const claiming = links.filter(claim);
    const [address] = claiming.flatMap(usable);
    if (address !== undefined) return { kind: "found", address: withoutLength(address) };
  }
  const rest = links.flatMap(usable).map(withoutLength);
  if (rest.length > 1) return { kind: "ambiguous", addresses: rest };
  const isReachedOtherwise = subnets.length === 0 && links.some((link) => claims.some((claim) => claim(link)));
  const [only] = rest;
  return only === undefined || isReachedOtherwise ? { kind: "none" } : { kind: "found", address: only };
}

const claims: readonly ((link: Link) => boolean)[] = [
  (link) => link.hasDefaultRoute,
  (link) => link.hasVip,
  (link) => link.usesDhcp,
];

/** Subnets that begin with `!` exclude; with no others every address is wanted. */
function isWanted(address: string, subnets: readonly string[]): boolean {
  const excluded = subnets.filter((subnet) => subnet.startsWith("!")).map((subnet) => subnet.slice(1));
  const included = subnets.filter((subnet) => !subnet.startsWith("!"));
  if (excluded.some((subnet) => isInPrefix(address, subnet))) return false;
  return included.length === 0 || included.some((subnet) => isInPrefix(address, subnet));
}

function withoutLength(address: string): string {
  return address.split("/", 1)[0] ?? address;
}
