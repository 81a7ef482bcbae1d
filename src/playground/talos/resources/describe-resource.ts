import { encodeProtoSpec, encodeYamlSpec, type SpecData, type SpecShape, type SpecValue } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";
import { type FilledType, type FilledTypeName, filledTypes } from "./spec-shapes.ts";

const noFields: SpecShape = {};

/** A resource whose spec is a map with the fields of its type. */
export function describeResource(type: FilledTypeName, id: string, data: SpecData): ResourceDescription {
  const { namespace, owner, shape = noFields }: FilledType = filledTypes[type];
  return { namespace, type, id, owner, protoSpec: encodeProtoSpec(data, shape), yamlSpec: encodeYamlSpec(data) };
}

/** A resource whose YAML is one bare value, which protobuf holds in the only field of the type. */
export function describeValue(type: FilledTypeName, id: string, value: SpecValue): ResourceDescription {
  const { namespace, owner, shape = noFields }: FilledType = filledTypes[type];
  const data = Object.fromEntries(Object.keys(shape).map((field) => [field, value]));
  return { namespace, type, id, owner, protoSpec: encodeProtoSpec(data, shape), yamlSpec: encodeYamlSpec(value) };
}
