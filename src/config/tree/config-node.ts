/** A parsed YAML document as data: every value knows the text it was written as and the template line it came from. */
import type { SourceLocation } from "../../errors.ts";
import type { Secret } from "../secrets/secret.ts";

/** The template file and line that wrote a value. */
export type Origin = SourceLocation;

export type ScalarValue = string | number | bigint | boolean | null | Secret;

export interface ScalarNode {
  readonly kind: "scalar";
  /** Read by the YAML 1.2 core schema. */
  readonly value: ScalarValue;
  /** As written, without quotes: `0644` stays `0644`, which Go reads as octal and YAML 1.2 does not. */
  readonly text: string;
  readonly quoted: boolean;
  readonly origin?: Origin;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly ConfigNode[];
  readonly origin?: Origin;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, ConfigNode>;
  readonly origin?: Origin;
}

export type ConfigNode = ScalarNode | ListNode | MapNode;

/** Map keys and list positions from a document's root. */
export type ConfigPath = readonly (string | number)[];

/** `machine.network.interfaces[0].mtu`; a key that holds a dot or bracket is quoted. */
export function formatPath(path: ConfigPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const key = /^[^.[\]"]+$/.test(step) ? step : JSON.stringify(step);
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
