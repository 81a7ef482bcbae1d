/** How lists of built-in kinds are merged, by the name of their field: what the types' patch and list markers say. */

export type ListRule =
  /** Items are told apart by these fields. */
  | { readonly kind: "map"; readonly keys: readonly string[]; readonly defaults?: Readonly<Record<string, string>> }
  /** Plain values, each once. */
  | { readonly kind: "set" }
  /** Replaced as a whole. */
  | { readonly kind: "atomic" };

const byName: ListRule = { kind: "map", keys: ["name"] };
const byType: ListRule = { kind: "map", keys: ["type"] };
const atomic: ListRule = { kind: "atomic" };

const metadataRules: Readonly<Record<string, ListRule>> = {
  ownerReferences: { kind: "map", keys: ["uid"] },
  finalizers: { kind: "set" },
};

const rules: Readonly<Record<string, ListRule>> = {
  ...metadataRules,
  addresses: byType,
  conditions: byType,
  containers: byName,
  env: byName,
  ephemeralContainers: byName,
  hostAliases: { kind: "map", keys: ["ip"] },
  imagePullSecrets: byName,
  initContainers: byName,
  podCIDRs: { kind: "set" },
  secrets: byName,
  topologySpreadConstraints: { kind: "map", keys: ["topologyKey", "whenUnsatisfiable"] },
  volumeDevices: { kind: "map", keys: ["devicePath"] },
  volumeMounts: { kind: "map", keys: ["mountPath"] },
  volumes: byName,
};

const containerPorts: ListRule = { kind: "map", keys: ["containerPort", "protocol"], defaults: { protocol: "TCP" } };
const servicePorts: ListRule = { kind: "map", keys: ["port", "protocol"], defaults: { protocol: "TCP" } };

/** For server-side apply. `path` holds the names of the fields on the way, the list's own last. */
export function applyRule(path: readonly string[], custom: boolean): ListRule {
  const field = path.at(-1) ?? "";
  if (custom)
    return path[0] === "metadata" ? (metadataRules[field] ?? atomic) : field === "conditions" ? byType : atomic;
  if (field === "ports")
    return path.includes("containers") || path.includes("initContainers") ? containerPorts : servicePorts;
  return rules[field] ?? atomic;
}

/** For strategic merge patches: as for server-side apply, but for what has one key only, and taints. */
export function strategicRule(path: readonly string[]): ListRule {
  if (path.at(-1) === "taints") return { kind: "map", keys: ["key"] };
  const rule = applyRule(path, false);
  return rule.kind === "map" && rule.keys.length > 1 ? { kind: "map", keys: rule.keys.slice(0, 1) } : rule;
}
