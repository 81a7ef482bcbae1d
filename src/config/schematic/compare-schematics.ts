import { UserError } from "../../errors.ts";
import type { ConfigNode } from "../tree/config-node.ts";
import { extensionName } from "./extension-name.ts";
import { parseSchematic } from "./parse-schematic.ts";
import type { Overlay, Schematic } from "./schematic.ts";

/**
 * Says why two schematics have different ids, in short sentences: what was added, removed or changed, or that only the
 * order differs. Values that may hold secrets (meta, embedded configuration, long kernel arguments) are not shown.
 *
 * @param live the booted schematic's YAML, undefined when the node does not tell it.
 * @returns no sentence when the two hold the same in the same order.
 */
export function compareSchematics(live: string | undefined, desired: string): readonly string[] {
  if (live === undefined) return ["what the booted schematic holds is not known"];
  const from = read(live);
  const to = read(desired);
  if (from === undefined) return ["the booted schematic has fields that are not known here"];
  if (to === undefined) return ["the desired schematic cannot be read"];
  return explain(from, to);
}

function read(text: string): Schematic | undefined {
  try {
    return parseSchematic(text, { file: "schematic" }).schematic;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function explain(from: Schematic, to: Schematic): readonly string[] {
  const extensions = compareExtensions(from.officialExtensions, to.officialExtensions);
  const kernelArguments = compareLists(from.extraKernelArgs, to.extraKernelArgs, describeArgument);
  const others = [
    ...changeOf("owner", from.owner, to.owner),
    ...compareOverlays(from.overlay, to.overlay),
    ...changeOf("bootloader", from.bootloader, to.bootloader, "none"),
    ...changeOf("secure boot key enrollment", from.enrollKeys, to.enrollKeys),
    ...compareFlags(from.includeWellKnownCertificates, to.includeWellKnownCertificates),
    ...changeOf("sector size", String(from.sectorSize), String(to.sectorSize), "0"),
    ...compareMeta(from, to),
    ...hiddenChange(
      "embedded machine configuration",
      from.embeddedMachineConfiguration,
      to.embeddedMachineConfiguration,
    ),
  ];
  const sentences = [...extensions.sentences, ...kernelArguments.sentences, ...others];
  const moved = [...(extensions.moved ? ["extensions"] : []), ...(kernelArguments.moved ? ["kernel arguments"] : [])];
  if (moved.length === 0) return sentences;
  if (sentences.length === 0) return [`same content in another order (${moved.join(" and ")})`];
  return [...sentences, `${moved.join(" and ")} in another order`];
}

interface ListComparison {
  readonly sentences: readonly string[];
  /** The entries that both have stand in another order. */
  readonly moved: boolean;
}

function compareExtensions(from: readonly string[], to: readonly string[]): ListComparison {
  const [before, after] = [new Set(from), new Set(to)];
  const isRenamed = (name: string) => {
    const current = extensionName(name);
    return current !== name && !after.has(name) && after.has(current) && !before.has(current);
  };
  const updated = from.map((name) => (isRenamed(name) ? extensionName(name) : name));
  const { sentences, moved } = compareLists(updated, to, (name) => name);
  return {
    sentences: [...from.filter(isRenamed).map((name) => `${name} is now called ${extensionName(name)}`), ...sentences],
    moved,
  };
}

function compareLists(
  from: readonly string[],
  to: readonly string[],
  describe: (item: string) => string,
): ListComparison {
  const added = without(to, from);
  const removed = without(from, to);
  const kept = without(from, removed);
  const moved = without(to, added).some((item, index) => item !== kept[index]);
  const [before, after] = [new Set(from), new Set(to)];
  return {
    sentences: [
      ...added.map((item) => `${describe(item)} added${before.has(item) ? " once more" : ""}`),
      ...removed.map((item) => `${describe(item)} removed${after.has(item) ? " once" : ""}`),
    ],
    moved,
  };
}

/** The items of a list that another one has not, counting repeated ones. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

/** The value of an argument may be a URL with a token, or a whole configuration. */
function describeArgument(argument: string): string {
  const [name = argument] = argument.split("=", 1);
  const value = argument.slice(name.length + 1);
  const isHarmless = value.length <= 32 && !value.includes("://") && !name.startsWith("talos.config");
  return `kernel argument ${isHarmless ? argument : `${name}=…`}`;
}

function compareOverlays(from: Overlay, to: Overlay): readonly string[] {
  const describe = (overlay: Overlay) => [overlay.name, overlay.image].filter((part) => part !== "").join(" of ");
  const options = new Set([from, to].flatMap((overlay) => [...(overlay.options?.entries.keys() ?? [])]));
  const changed = [...options].filter(
    (key) => print(from.options?.entries.get(key)) !== print(to.options?.entries.get(key)),
  );
  return [
    ...changeOf("overlay", describe(from), describe(to)),
    ...changed.map((key) => `overlay option ${key} changed`),
  ];
}

function print(node: ConfigNode | undefined): string {
  if (node === undefined) return "";
  if (node.kind === "scalar") return JSON.stringify([typeof node.value, node.text]);
  if (node.kind === "list") return `[${node.items.map(print).join()}]`;
  return `{${[...node.entries.keys()].sort().map((key) => `${JSON.stringify(key)}:${print(node.entries.get(key))}`)}}`;
}

function compareMeta(from: Schematic, to: Schematic): readonly string[] {
  const meta = (schematic: Schematic) => schematic.meta.map(({ key, value }) => `${key}=${value}`);
  const { sentences, moved } = compareLists(meta(from), meta(to), (item) => `meta value ${item.split("=", 1)[0]}`);
  return [...sentences, ...(moved ? ["meta values in another order"] : [])];
}

function compareFlags(from: boolean, to: boolean): readonly string[] {
  return from === to ? [] : [`well-known secure boot certificates ${to ? "added" : "removed"}`];
}

function changeOf(name: string, from: string, to: string, none = ""): readonly string[] {
  if (from === to) return [];
  if (from === none) return [`${name} ${to} added`];
  return to === none ? [`${name} ${from} removed`] : [`${name} changed from ${from} to ${to}`];
}

function hiddenChange(name: string, from: string, to: string): readonly string[] {
  if (from === to) return [];
  return [`${name} ${from === "" ? "added" : to === "" ? "removed" : "changed"}`];
}
