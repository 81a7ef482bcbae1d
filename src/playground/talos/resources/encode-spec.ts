/** Specs as COSI sends them: protobuf for clients that know the type, YAML for all others. */
import { isIPv4 } from "node:net";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { stringify } from "yaml";

export type SpecValue =
  | string
  | number
  | boolean
  | readonly SpecValue[]
  | { readonly [key: string]: SpecValue | undefined };

/** How a field is written in protobuf; lists repeat the field. */
export type FieldKind =
  | "string"
  | "bool"
  | "int"
  /** common.NetIP and common.NetIPPrefix. */
  | "address"
  | "prefix"
  /** map<string, string> */
  | "labels"
  /** google.protobuf.Struct */
  | "struct"
  | { readonly enum: Readonly<Record<string, number>> }
  | { readonly message: SpecShape };

/** YAML key → protobuf field number and kind; the YAML keys stand in this order. */
export type SpecShape = Readonly<Record<string, readonly [number: number, kind: FieldKind]>>;

export type SpecData = Readonly<Record<string, SpecValue | undefined>>;

export function encodeYamlSpec(value: SpecValue): string {
  return stringify(value, { indent: 4, lineWidth: 0, aliasDuplicateObjects: false });
}

export function encodeProtoSpec(data: SpecData, shape: SpecShape): Uint8Array {
  return writeMessage(new BinaryWriter(), data, shape).finish();
}

function writeMessage(writer: BinaryWriter, data: SpecData, shape: SpecShape): BinaryWriter {
  for (const [key, [number, kind]] of Object.entries(shape)) {
    const value = data[key];
    if (value === undefined) continue;
    if (kind === "labels" || !Array.isArray(value)) writeField(writer, number, kind, value);
    else for (const item of value) writeField(writer, number, kind, item);
  }
  return writer;
}

function writeField(writer: BinaryWriter, number: number, kind: FieldKind, value: SpecValue): void {
  if (typeof kind === "object") {
    if ("enum" in kind) writer.tag(number, WireType.Varint).int32(kind.enum[String(value)] ?? 0);
    else nested(writer, number, (inner) => writeMessage(inner, asMap(value), kind.message));
    return;
  }
  switch (kind) {
    case "string":
      writer.tag(number, WireType.LengthDelimited).string(String(value));
      return;
    case "bool":
      writer.tag(number, WireType.Varint).bool(value === true);
      return;
    case "int":
      writer.tag(number, WireType.Varint).int64(String(value));
      return;
    case "address":
      nested(writer, number, (inner) => inner.tag(1, WireType.LengthDelimited).bytes(addressBytes(String(value))));
      return;
    case "prefix":
      nested(writer, number, (inner) => writePrefix(inner, String(value)));
      return;
    case "labels":
      for (const [key, text] of Object.entries(asMap(value))) {
        nested(writer, number, (inner) => {
          inner.tag(1, WireType.LengthDelimited).string(key).tag(2, WireType.LengthDelimited).string(String(text));
        });
      }
      return;
    case "struct":
      nested(writer, number, (inner) => writeStruct(inner, asMap(value)));
      return;
    default:
      kind satisfies never;
  }
}

function nested(writer: BinaryWriter, number: number, write: (inner: BinaryWriter) => void): void {
  writer.tag(number, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function writePrefix(writer: BinaryWriter, prefix: string): void {
  const [address = "", length = "0"] = prefix.split("/");
  writer.tag(1, WireType.LengthDelimited).bytes(addressBytes(address));
  writer.tag(2, WireType.Varint).int32(Number(length));
}

/** Field numbers of google.protobuf.Struct, Value and ListValue. */
function writeStruct(writer: BinaryWriter, map: SpecData): void {
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    nested(writer, 1, (entry) => {
      entry.tag(1, WireType.LengthDelimited).string(key);
      nested(entry, 2, (inner) => writeStructValue(inner, value));
    });
  }
}

function writeStructValue(writer: BinaryWriter, value: SpecValue): void {
  if (typeof value === "number") writer.tag(2, WireType.Bit64).double(value);
  else if (typeof value === "string") writer.tag(3, WireType.LengthDelimited).string(value);
  else if (typeof value === "boolean") writer.tag(4, WireType.Varint).bool(value);
  else if (Array.isArray(value)) {
    nested(writer, 6, (list) => {
      for (const item of value) nested(list, 1, (inner) => writeStructValue(inner, item));
    });
  } else nested(writer, 5, (inner) => writeStruct(inner, asMap(value)));
}

function asMap(value: SpecValue): SpecData {
  return typeof value === "object" && !Array.isArray(value) ? (value as SpecData) : {};
}

function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split("."), Number);
  const [head = "", tail = ""] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [left, right] = [groups(head), groups(tail)];
  const all = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return Buffer.from(all.map((group) => group.padStart(4, "0")).join(""), "hex");
}
