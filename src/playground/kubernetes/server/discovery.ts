/** What a server tells of itself: versions, groups, and the resources of each. */
import type { JsonObject } from "../objects/json.ts";
import { apiVersionOf, type ResourceKind } from "../objects/resource-kind.ts";
import { subresources } from "./parse-request.ts";

export interface ServerFacts {
  /** `v1.34.1` */
  readonly version: string;
  readonly kinds: readonly ResourceKind[];
  readonly address: string;
}

/** The document at a path, undefined when there is none. */
export function discover({ version, kinds, address }: ServerFacts, path: string): JsonObject | undefined {
  const trimmed = path.replace(/\/$/, "");
  const [, root, group = "", groupVersion, ...rest] = trimmed.split("/");
  if (trimmed === "/version") return describeVersion(version);
  if (trimmed === "/api") return describeCore(address);
  if (trimmed === "/api/v1") return describeResources(kinds, "", "v1");
  if (trimmed === "/apis")
    return {
      kind: "APIGroupList",
      apiVersion: "v1",
      groups: groupsOf(kinds).map((name) => describeGroup(kinds, name)),
    };
  if (root !== "apis" || rest.length > 0 || !groupsOf(kinds).includes(group)) return undefined;
  if (groupVersion === undefined) return { kind: "APIGroup", apiVersion: "v1", ...describeGroup(kinds, group) };
  return versionsOf(kinds, group).includes(groupVersion) ? describeResources(kinds, group, groupVersion) : undefined;
}

function describeVersion(gitVersion: string): JsonObject {
  const [, major = "", minor = ""] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion,
    gitCommit: "0000000000000000000000000000000000000000",
    gitTreeState: "clean",
    buildDate: "2026-01-01T00:00:00Z",
    goVersion: "go1.25.0",
    compiler: "gc",
    platform: "linux/amd64",
  };
}

const describeCore = (address: string): JsonObject => ({
  kind: "APIVersions",
  versions: ["v1"],
  serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: address }],
});

const groupsOf = (kinds: readonly ResourceKind[]): readonly string[] => [
  ...new Set(kinds.map(({ group }) => group).filter((group) => group !== "")),
];

const versionsOf = (kinds: readonly ResourceKind[], group: string): readonly string[] => [
  ...new Set(kinds.filter((kind) => kind.group === group).map(({ version }) => version)),
];

function describeGroup(kinds: readonly ResourceKind[], name: string): JsonObject {
  const versions = versionsOf(kinds, name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] ?? null };
}

const verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

function describeResources(kinds: readonly ResourceKind[], group: string, version: string): JsonObject {
  const own = kinds.filter((kind) => kind.group === group && kind.version === version);
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: apiVersionOf({ group, version }),
    resources: own.flatMap((kind) => [
      describeResource(kind),
      ...subresources(kind).map((name) => describeSubresource(kind, name)),
    ]),
  };
}

const describeResource = ({
  plural,
  singular,
  namespaced,
  kind,
  shortNames,
  categories,
}: ResourceKind): JsonObject => ({
  name: plural,
  singularName: singular,
  namespaced,
  kind,
  verbs,
  ...(shortNames.length > 0 && { shortNames }),
  ...(categories.length > 0 && { categories }),
});

function describeSubresource({ plural, namespaced, kind }: ResourceKind, name: string): JsonObject {
  const common = { name: `${plural}/${name}`, singularName: "", namespaced };
  if (name === "eviction") return { ...common, group: "policy", version: "v1", kind: "Eviction", verbs: ["create"] };
  return { ...common, kind, verbs: ["get", "patch", "update"] };
}
