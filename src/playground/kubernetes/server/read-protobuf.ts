/**
 * Objects in the protobuf form of Kubernetes, which Go's typed clients send: the magic bytes, then a runtime.Unknown with the
 * object in it (https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl).
 */
import { BinaryReader, type WireType } from "@bufbuild/protobuf/wire";
import type { Json, JsonObject } from "../objects/json.ts";

type Fields = ReadonlyMap<number, readonly Uint8Array[]>;

const magic = Buffer.from("k8s\0");

/** @returns undefined for what is none, or a kind that is not played in this form */
export function readProtobuf(bytes: Uint8Array): JsonObject | undefined {
  if (!magic.equals(bytes.subarray(0, magic.length))) return undefined;
  const unknown = readFields(bytes.subarray(magic.length));
  const type = readFields(first(unknown, 1));
  const [apiVersion, kind] = [textOf(type, 1), textOf(type, 2)];
  if (apiVersion !== "v1" || kind !== "ConfigMap") return undefined;
  const object = readFields(first(unknown, 2));
  const data = textsOf(object, 2);
  return {
    ...{ apiVersion, kind, metadata: readMetadata(readFields(first(object, 1))) },
    ...(Object.keys(data).length > 0 && { data }),
  };
}

function readMetadata(metadata: Fields): JsonObject {
  const texts: readonly (readonly [string, Json])[] = [
    ["name", textOf(metadata, 1)],
    ["namespace", textOf(metadata, 3)],
    ["uid", textOf(metadata, 5)],
    ["resourceVersion", textOf(metadata, 6)],
  ];
  return {
    ...Object.fromEntries(texts.filter(([, text]) => text !== "")),
    ...{ labels: textsOf(metadata, 11), annotations: textsOf(metadata, 12) },
  };
}

/** What is no text and no message is skipped. */
function readFields(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const fields = new Map<number, Uint8Array[]>();
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === lengthDelimited) fields.set(number, [...(fields.get(number) ?? []), reader.bytes()]);
    else reader.skip(wireType, number);
  }
  return fields;
}

const lengthDelimited: WireType = 2;

const first = (fields: Fields, number: number): Uint8Array => fields.get(number)?.[0] ?? new Uint8Array();

const textOf = (fields: Fields, number: number): string => Buffer.from(first(fields, number)).toString();

/** map<string, string> */
function textsOf(fields: Fields, number: number): Readonly<Record<string, string>> {
  const entries = (fields.get(number) ?? []).map(readFields);
  return Object.fromEntries(entries.map((entry) => [textOf(entry, 1), textOf(entry, 2)]));
}
