/** The resources about resources, from which a client learns what types there are and how to print them. */
import type { VersionProfile } from "../version-profile.ts";
import { encodeProtoSpec, encodeYamlSpec, type SpecData } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";
import { type ResourceType, resourceTypes } from "./resource-types.ts";
import { type FilledType, filledTypes } from "./spec-shapes.ts";

const byProfile = new Map<VersionProfile, readonly ResourceDescription[]>();

/** Definitions and namespaces of a version; the same objects every time, since no machine changes them. */
export function describeResourceTypes(profile: VersionProfile): readonly ResourceDescription[] {
  const known = byProfile.get(profile) ?? describeAll([...resourceTypes(profile).values()]);
  byProfile.set(profile, known);
  return known;
}

function describeAll(types: readonly ResourceType[]): readonly ResourceDescription[] {
  const namespaces = new Set(types.map((type) => type.namespace));
  return [...types.map(describeDefinition), ...Array.from(namespaces, describeNamespace)];
}

function describeDefinition({ type, namespace, sensitive }: ResourceType): ResourceDescription {
  const filled: FilledType | undefined = Object.entries(filledTypes).find(([name]) => name === type)?.[1];
  const [name = type, ...suffix] = type.split(".");
  const displayType = singular(name);
  const aliases = [...(filled?.aliases ?? []), displayType.toLowerCase(), ...initials(name)];
  const stems = suffix.slice(0, -1).map((_, index) => [name.toLowerCase(), ...suffix.slice(0, index + 1)].join("."));
  const data: SpecData = {
    type,
    displayType,
    defaultNamespace: namespace,
    aliases,
    allAliases: [name.toLowerCase(), ...stems, ...aliases],
    printColumns: Object.entries(filled?.columns ?? {}).map(([header, jsonPath]) => ({ name: header, jsonPath })),
    ...(sensitive ? { sensitivity: "sensitive" } : {}),
  };
  return {
    namespace: "meta",
    type: "ResourceDefinitions.meta.cosi.dev",
    id: type.toLowerCase(),
    owner: "",
    protoSpec: encodeProtoSpec(data, filledTypes["ResourceDefinitions.meta.cosi.dev"].shape),
    yamlSpec: encodeYamlSpec(data),
  };
}

function describeNamespace(namespace: string): ResourceDescription {
  const data = { description: `The namespace ${namespace}.` };
  const { shape } = filledTypes["Namespaces.meta.cosi.dev"];
  return {
    namespace: "meta",
    type: "Namespaces.meta.cosi.dev",
    id: namespace,
    owner: "",
    protoSpec: encodeProtoSpec(data, shape),
    yamlSpec: encodeYamlSpec(data),
  };
}

function singular(name: string): string {
  if (/Statuses$|Addresses$|Classes$/.test(name)) return name.slice(0, -2);
  if (/ies$/.test(name)) return `${name.slice(0, -3)}y`;
  return name.replace(/s$/, "");
}

/** `MachineConfigs` is also `mc` and `mcs`. */
function initials(name: string): readonly string[] {
  const letters = name.replace(/[^A-Z]/g, "").toLowerCase();
  if (letters.length < 2) return [];
  return letters.endsWith("s") ? [letters] : [letters, `${letters}s`];
}
