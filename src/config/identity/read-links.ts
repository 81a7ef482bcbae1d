import { type ConfigNode, formatPath, type MapNode } from "../tree/config-node.ts";

/** What the documents say of one network link, from either style of network configuration. */
export interface Link {
  /** Interface name, or its selector as text. */
  readonly name: string;
  /** Static addresses with their prefix length. */
  readonly addresses: readonly string[];
  readonly hasDefaultRoute: boolean;
  readonly hasVip: boolean;
  readonly usesDhcp: boolean;
}

/** Reads the links of v1alpha1 (`machine.network.interfaces`, Talos up to 1.14) and of the typed documents (from 1.12). */
export function readLinks(documents: readonly ConfigNode[]): readonly Link[] {
  const links = documents.flatMap((document) => [
    ...items(child(document, "machine", "network", "interfaces")).flatMap(readInterface),
    ...readTypedDocument(document),
  ]);
  return [...Map.groupBy(links, (link) => link.name)].map(([name, parts]) => join(name, parts));
}

function join(name: string, parts: readonly Link[]): Link {
  return {
    name,
    addresses: parts.flatMap((part) => part.addresses),
    hasDefaultRoute: parts.some((part) => part.hasDefaultRoute),
    hasVip: parts.some((part) => part.hasVip),
    usesDhcp: parts.some((part) => part.usesDhcp),
  };
}

function readInterface(entry: ConfigNode): readonly Link[] {
  const name = text(child(entry, "interface")) ?? selectorName(child(entry, "deviceSelector"));
  if (name === undefined) return [];
  const vlans = items(child(entry, "vlans")).map((vlan) =>
    readInterfaceLink(`${name}.${text(child(vlan, "vlanId")) ?? ""}`, vlan),
  );
  return [readInterfaceLink(name, entry), ...vlans];
}

function readInterfaceLink(name: string, entry: ConfigNode): Link {
  const legacyAddress = text(child(entry, "cidr"));
  return {
    name,
    addresses: [...texts(child(entry, "addresses")), ...(legacyAddress === undefined ? [] : [legacyAddress])],
    hasDefaultRoute: items(child(entry, "routes")).some((route) => isDefaultRoute(route, "network")),
    hasVip: text(child(entry, "vip", "ip")) !== undefined,
    usesDhcp: text(child(entry, "dhcp")) === "true",
  };
}

const linkKinds = new Set(["LinkConfig", "BondConfig", "VLANConfig", "BridgeConfig"]);

function readTypedDocument(document: ConfigNode): readonly Link[] {
  const kind = text(child(document, "kind")) ?? "";
  const name = text(child(document, "name")) ?? "";
  const empty = { addresses: [], hasDefaultRoute: false, hasVip: false, usesDhcp: false };
  if (kind === "DHCPv4Config" || kind === "DHCPv6Config") return [{ ...empty, name, usesDhcp: true }];
  if (kind === "Layer2VIPConfig") return [{ ...empty, name: text(child(document, "link")) ?? "", hasVip: true }];
  if (!linkKinds.has(kind)) return [];
  const addresses = items(child(document, "addresses")).flatMap((entry) => text(child(entry, "address")) ?? []);
  const hasDefaultRoute = items(child(document, "routes")).some((route) => isDefaultRoute(route, "destination"));
  return [{ ...empty, name, addresses, hasDefaultRoute }];
}

/** A route of another table does not lead to the node's own traffic. */
function isDefaultRoute(route: ConfigNode, target: string): boolean {
  const destination = text(child(route, target)) ?? "";
  const table = text(child(route, "table")) ?? "main";
  const isDefault = ["", "0.0.0.0/0", "::/0"].includes(destination);
  return isDefault && ["main", "254"].includes(table) && text(child(route, "gateway")) !== undefined;
}

function selectorName(selector: ConfigNode | undefined): string | undefined {
  if (selector?.kind !== "map") return undefined;
  const parts = [...selector.entries].map(([key, value]) => `${formatPath([key])}=${text(value) ?? ""}`);
  return parts.sort().join(",");
}

/** The value below a chain of map keys. */
export function child(node: ConfigNode | undefined, ...path: readonly string[]): ConfigNode | undefined {
  return path.reduce<ConfigNode | undefined>(
    (found, key) => (found?.kind === "map" ? (found as MapNode).entries.get(key) : undefined),
    node,
  );
}

/** A scalar's text as written; undefined for nothing, for null and for the empty text. */
export function text(node: ConfigNode | undefined): string | undefined {
  if (node?.kind !== "scalar" || (node.value === null && !node.quoted) || node.text === "") return undefined;
  return node.text;
}

export function items(node: ConfigNode | undefined): readonly ConfigNode[] {
  return node?.kind === "list" ? node.items : [];
}

export function texts(node: ConfigNode | undefined): readonly string[] {
  return items(node).flatMap((item) => text(item) ?? []);
}
