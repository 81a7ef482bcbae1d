import type { Note } from "../../errors.ts";
import { isIpAddress } from "../identity/ip-prefix.ts";
import { type MachineConfig, rootDocument } from "../machine-config.ts";
import { Secret } from "../secrets/secret.ts";
import { type ConfigNode, formatPath, type ScalarNode } from "../tree/config-node.ts";
import { selectNodes } from "../tree/select-nodes.ts";
import { finding } from "./finding.ts";
import { type KnownType, knownTypes } from "./known-types.ts";

/** Values of the v1alpha1 document whose type Talos would refuse. */
export function checkTypes(config: MachineConfig): readonly Note[] {
  const root = rootDocument(config)?.root;
  if (root === undefined) return [];
  return typeNames.flatMap((type) =>
    knownTypes[type].flatMap((pattern) =>
      selectNodes(root, pattern)
        .filter(({ node }) => !isOf(type, node))
        .map(({ path, node }) => wrongType(formatPath(path), type, node)),
    ),
  );
}

const typeNames: readonly KnownType[] = [
  "map",
  "list",
  "text",
  "bool",
  "integer",
  "duration",
  "ip",
  "prefix",
  "address",
];

const descriptions: Readonly<Record<KnownType, { readonly name: string; readonly hint: string }>> = {
  map: { name: "a map", hint: "Write keys and values, one a line, indented below it." },
  list: { name: "a list", hint: "Write each entry on a line of its own with a dash." },
  text: { name: "a text", hint: "Write it on one line, or as a block after |." },
  bool: { name: "true or false", hint: "Write true or false, without quotes." },
  integer: { name: "a whole number", hint: "Write digits, without quotes." },
  duration: { name: "a duration", hint: "Write it as 30s, 5m or 24h." },
  ip: { name: "an IP address", hint: "Write it without a prefix length." },
  prefix: { name: "an IP prefix", hint: "Write it as 10.244.0.0/16." },
  address: { name: "an IP address with or without prefix length", hint: "Write it as 192.168.5.10/24." },
};

function wrongType(path: string, type: KnownType, node: ConfigNode): Note {
  const { name, hint } = descriptions[type];
  const found = node.kind === "scalar" ? "another value" : `a ${node.kind}`;
  return finding("error", "type_wrong", `${path} must be ${name}, it is ${found}`, { written: node, hint });
}

function isOf(type: KnownType, node: ConfigNode): boolean {
  if (type === "map" || type === "list") return node.kind === type || isNothing(node);
  if (node.kind !== "scalar") return false;
  return isNothing(node) || isSecret(node) || scalarChecks[type](node);
}

function isNothing(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** Resolved, or still a reference such as `ak://talos/TOKEN`: what it stands for is not known here. */
function isSecret(node: ScalarNode): boolean {
  return node.value instanceof Secret || node.text.includes("://");
}

/** As Go's yaml decodes: the words of YAML 1.1 are booleans, a quoted number is none. */
const scalarChecks: Readonly<Record<Exclude<KnownType, "map" | "list">, (node: ScalarNode) => boolean>> = {
  text: () => true,
  bool: ({ quoted, text }) => !quoted && booleanWords.has(text),
  integer: ({ quoted, text }) => !quoted && isWholeNumber(text),
  duration: ({ text }) => text === "0" || /^[-+]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text),
  ip: ({ text }) => text === "" || isIpAddress(text),
  prefix: ({ text }) => text === "" || isPrefix(text),
  address: ({ text }) => isIpAddress(text) || isPrefix(text),
};

/** The words of YAML 1.1 in the spellings that it allows. */
const booleanWords = new Set(
  ["true", "false", "yes", "no", "on", "off", "y", "n"].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
  ]),
);

/** None of the numbers looked at may be negative; 1.0 and 1e3 are whole. */
function isWholeNumber(text: string): boolean {
  if (/^\+?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(text)) return true;
  return /^[0-9.]+([eE][+-]?[0-9]+)?$/.test(text) && Number.isInteger(Number(text));
}

function isPrefix(text: string): boolean {
  const [address = "", length = "", ...more] = text.split("/");
  return (
    more.length === 0 &&
    isIpAddress(address) &&
    /^\d{1,3}$/.test(length) &&
    Number(length) <= (address.includes(":") ? 128 : 32)
  );
}
