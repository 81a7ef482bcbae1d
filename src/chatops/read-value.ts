/** A word in, what it means as a value out: versions, images, durations, partitions, names. */
import { nearestName } from "../nearest-name.ts";
import type { ArgumentSpec, FlagValue } from "./command-spec.ts";

export type ReadValue<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "problem"; readonly message: string; readonly nearest?: string; readonly hint?: string };

type ValueKind = Exclude<FlagValue["kind"], "switch">;

/** Reads the value of a flag that has one. */
export function readFlagValue(
  text: string,
  value: Extract<FlagValue, { readonly kind: ValueKind }>,
): ReadValue<string | number | readonly string[]> {
  switch (value.kind) {
    case "choice":
      return readChoice(text, value.choices);
    case "partitions":
      return readPartitions(text);
    case "cluster":
      return names.test(text) ? good(text) : bad("This is no name of a cluster");
    case "image":
      return readImage(text);
    case "node":
      return readNode(text);
    case "seconds":
      return readSeconds(text);
    case "text":
      return readText(text);
    case "version":
      return readVersion(text);
    default:
      return value satisfies never;
  }
}

/** Reads a word that stands by itself. */
export function readArgument(text: string, kind: Exclude<ArgumentSpec["kind"], "command" | "line">): ReadValue<string> {
  if (kind === "version") return readVersion(text);
  if (kind === "node") return readNode(text);
  if (kind === "plan") return readPlan(text);
  return selectors.test(text) ? good(text) : bad("This names no nodes", { hint: selectorHint });
}

const clusterPart = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?";
const names = new RegExp(`^${clusterPart}$`);
const nodes = new RegExp(`^(?:${clusterPart}/)?[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$`);
const selectors = new RegExp(`^(?:${clusterPart}/)?[A-Za-z0-9*?][A-Za-z0-9*?._:-]{0,252}$`);
const selectorHint = "Write names, globs such as talos-m*, all, controlplane or workers, or <cluster>/<node>.";
const groups = new Set(["all", "controlplane", "workers"]);

function readNode(text: string): ReadValue<string> {
  if (groups.has(text.slice(text.indexOf("/") + 1)) || /[*?,]/.test(text)) {
    return bad("This is for one node", { hint: "Give one command for each node, by its name." });
  }
  return nodes.test(text) ? good(text) : bad("This is no name of a node");
}

function readPlan(text: string): ReadValue<string> {
  const digits = text.toLowerCase();
  return /^[0-9a-f]{6,64}$/.test(digits)
    ? good(digits)
    : bad("This names no plan", { hint: "Write 6 or more digits of its digest, as they were shown with it." });
}

function readChoice(text: string, choices: readonly string[]): ReadValue<string> {
  if (choices.includes(text)) return good(text);
  const nearest = nearestName(text, choices);
  return bad(`It has to be one of ${choices.join(", ")}`, nearest === undefined ? {} : { nearest });
}

const version = /^v?(\d{1,4}\.\d{1,4}\.\d{1,4}(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?)$/;

function readVersion(text: string): ReadValue<string> {
  const [, plain] = version.exec(text) ?? [];
  return plain === undefined
    ? bad("This is no version", { hint: "Write all of it, such as v1.13.9." })
    : good(`v${plain}`);
}

const name = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const image = new RegExp(
  `^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?/)?${name}(?:/${name})*(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,128})?$`,
);

function readImage(text: string): ReadValue<string> {
  const example = "Write it as registry/path:tag or registry/path@sha256:….";
  if (text.length > 512 || !image.test(text)) return bad("This is no reference to an image", { hint: example });
  const isPinned = /[:@]/.test(text.slice(text.lastIndexOf("/") + 1));
  return isPinned ? good(text) : bad("The image has neither a tag nor a digest", { hint: example });
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const longest = 24 * 3600;

function readSeconds(text: string): ReadValue<number> {
  if (!/^(?:\d{1,6}[smh])+$/.test(text)) return bad("This is no duration", { hint: "Write it as 90s, 5m or 1h30m." });
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  const seconds = parts.reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitSeconds[unit] ?? 0), 0);
  return seconds >= 1 && seconds <= longest ? good(seconds) : bad("The duration has to be between 1s and 24h");
}

const systemPartitions = ["STATE", "EPHEMERAL", "META"];

/** Never the boot partitions: without them the machine has no system. Volumes of the user are labelled `u-<name>`, `r-…`, `s-…`. */
function readPartitions(text: string): ReadValue<readonly string[]> {
  const labels = text.split(",").filter((label) => label !== "");
  if (labels.length === 0) return bad("No partition is named", { hint: "Name them: STATE,EPHEMERAL." });
  const wrong = labels.find((label) => !systemPartitions.includes(label) && !/^[urs]-[A-Za-z0-9-]{1,34}$/.test(label));
  if (wrong === undefined) return good([...new Set(labels)]);
  const nearest = nearestName(wrong, systemPartitions);
  return bad(
    "Partitions are STATE, EPHEMERAL, META, and volumes such as u-<name>",
    nearest === undefined ? {} : { nearest },
  );
}

const longestText = 200;

/** What is kept and shown to others: nothing that a terminal or a browser would not show as it is. */
function readText(text: string): ReadValue<string> {
  if (text.trim() === "") return bad("The text is empty");
  if (text.length > longestText) return bad(`The text is longer than ${longestText} characters`);
  return /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text)
    ? bad("The text holds characters that cannot be shown")
    : good(text);
}

function good<T>(value: T): ReadValue<T> {
  return { kind: "value", value };
}

function bad(message: string, more: { readonly nearest?: string; readonly hint?: string } = {}): ReadValue<never> {
  return { kind: "problem", message, ...more };
}
