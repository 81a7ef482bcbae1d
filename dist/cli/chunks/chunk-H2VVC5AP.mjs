import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseSchematic
} from "./chunk-ND5FSVL4.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/config/schematic/extension-name.ts
var renamed = /* @__PURE__ */ new Map([
  ["siderolabs/amdgpu-firmware", "siderolabs/amdgpu"],
  ["siderolabs/gasket", "siderolabs/gasket-driver"],
  ["siderolabs/i915-ucode", "siderolabs/i915"],
  ["siderolabs/nonfree-kmod-nvidia", "siderolabs/nonfree-kmod-nvidia-lts"],
  ["siderolabs/nvidia-container-toolkit", "siderolabs/nvidia-container-toolkit-lts"],
  ["siderolabs/nvidia-fabricmanager", "siderolabs/nvidia-fabric-manager-lts"],
  ["siderolabs/nvidia-open-gpu-kernel-modules", "siderolabs/nvidia-open-gpu-kernel-modules-lts"],
  ["siderolabs/talos-vmtoolsd", "siderolabs/vmtoolsd-guest-agent"],
  ["siderolabs/usb-modem", "siderolabs/usb-modem-drivers"],
  ["siderolabs/v4l-uvc", "siderolabs/v4l-uvc-drivers"],
  ["siderolabs/xe-guest-utilities", "siderolabs/xen-guest-agent"]
]);
function extensionName(name) {
  return renamed.get(name) ?? name;
}

// src/config/schematic/compare-schematics.ts
function compareSchematics(live, desired) {
  if (live === void 0) return ["what the booted schematic holds is not known"];
  const from = read(live);
  const to = read(desired);
  if (from === void 0) return ["the booted schematic has fields that are not known here"];
  if (to === void 0) return ["the desired schematic cannot be read"];
  return explain(from, to);
}
function read(text) {
  try {
    return parseSchematic(text, { file: "schematic" }).schematic;
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}
function explain(from, to) {
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
      to.embeddedMachineConfiguration
    )
  ];
  const sentences = [...extensions.sentences, ...kernelArguments.sentences, ...others];
  const moved = [...extensions.moved ? ["extensions"] : [], ...kernelArguments.moved ? ["kernel arguments"] : []];
  if (moved.length === 0) return sentences;
  if (sentences.length === 0) return [`same content in another order (${moved.join(" and ")})`];
  return [...sentences, `${moved.join(" and ")} in another order`];
}
function compareExtensions(from, to) {
  const [before, after] = [new Set(from), new Set(to)];
  const isRenamed = (name) => {
    const current = extensionName(name);
    return current !== name && !after.has(name) && after.has(current) && !before.has(current);
  };
  const updated = from.map((name) => isRenamed(name) ? extensionName(name) : name);
  const { sentences, moved } = compareLists(updated, to, (name) => name);
  return {
    sentences: [...from.filter(isRenamed).map((name) => `${name} is now called ${extensionName(name)}`), ...sentences],
    moved
  };
}
function compareLists(from, to, describe) {
  const added = without(to, from);
  const removed = without(from, to);
  const kept = without(from, removed);
  const moved = without(to, added).some((item, index) => item !== kept[index]);
  const [before, after] = [new Set(from), new Set(to)];
  return {
    sentences: [
      ...added.map((item) => `${describe(item)} added${before.has(item) ? " once more" : ""}`),
      ...removed.map((item) => `${describe(item)} removed${after.has(item) ? " once" : ""}`)
    ],
    moved
  };
}
function without(list, other) {
  const left = /* @__PURE__ */ new Map();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
function describeArgument(argument) {
  const [name = argument] = argument.split("=", 1);
  const value = argument.slice(name.length + 1);
  const isHarmless = value.length <= 32 && !value.includes("://") && !name.startsWith("talos.config");
  return `kernel argument ${isHarmless ? argument : `${name}=\u2026`}`;
}
function compareOverlays(from, to) {
  const describe = (overlay) => [overlay.name, overlay.image].filter((part) => part !== "").join(" of ");
  const options = new Set([from, to].flatMap((overlay) => [...overlay.options?.entries.keys() ?? []]));
  const changed = [...options].filter(
    (key) => print(from.options?.entries.get(key)) !== print(to.options?.entries.get(key))
  );
  return [
    ...changeOf("overlay", describe(from), describe(to)),
    ...changed.map((key) => `overlay option ${key} changed`)
  ];
}
function print(node) {
  if (node === void 0) return "";
  if (node.kind === "scalar") return JSON.stringify([typeof node.value, node.text]);
  if (node.kind === "list") return `[${node.items.map(print).join()}]`;
  return `{${[...node.entries.keys()].sort().map((key) => `${JSON.stringify(key)}:${print(node.entries.get(key))}`)}}`;
}
function compareMeta(from, to) {
  const meta = (schematic) => schematic.meta.map(({ key, value }) => `${key}=${value}`);
  const { sentences, moved } = compareLists(meta(from), meta(to), (item) => `meta value ${item.split("=", 1)[0]}`);
  return [...sentences, ...moved ? ["meta values in another order"] : []];
}
function compareFlags(from, to) {
  return from === to ? [] : [`well-known secure boot certificates ${to ? "added" : "removed"}`];
}
function changeOf(name, from, to, none = "") {
  if (from === to) return [];
  if (from === none) return [`${name} ${to} added`];
  return to === none ? [`${name} ${from} removed`] : [`${name} changed from ${from} to ${to}`];
}
function hiddenChange(name, from, to) {
  if (from === to) return [];
  return [`${name} ${from === "" ? "added" : to === "" ? "removed" : "changed"}`];
}

export {
  extensionName,
  compareSchematics
};
