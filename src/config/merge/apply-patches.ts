import type { Note } from "../../errors.ts";
import { type MachineConfig, rootDocument } from "../machine-config.ts";
import { applyJsonPatch } from "./apply-json-patch.ts";
import { applyStrategicPatch } from "./apply-strategic-patch.ts";
import type { ConfigPatch } from "./config-patch.ts";
import { saysNothing } from "./read-patch-document.ts";
import { rulesFor } from "./rules-for.ts";

export interface PatchOptions {
  /** The Talos version whose merge rules apply, `v1.13.8` or `1.13`. */
  readonly talosVersion: string;
}

export interface PatchedConfig {
  readonly config: MachineConfig;
  /** What a reader of the patches would not expect: doubled entries, blanked or cleared values. */
  readonly notes: readonly Note[];
}

/**
 * Applies patches in order, as `talosctl machineconfig patch` of that version does.
 *
 * @throws UserError `patch_failed` naming the patch's file, the path and the line.
 */
export function applyPatches(
  config: MachineConfig,
  patches: readonly ConfigPatch[],
  options: PatchOptions,
): PatchedConfig {
  const notes: Note[] = [];
  const strategic = { talosVersion: options.talosVersion, rules: rulesFor(options.talosVersion), notes };
  const patched = patches.reduce((current, patch) => {
    if (patch.kind === "json6902") return applyJsonPatch(current, patch);
    return applyStrategicPatch(current, patch, strategic);
  }, config);
  return { config: patches.length === 0 ? config : withoutEmptyRoot(patched), notes };
}

/** Deletions may leave nothing of the root document; Talos could not load what is left. */
function withoutEmptyRoot(config: MachineConfig): MachineConfig {
  const root = rootDocument(config);
  if (root === undefined || !saysNothing(root.root)) return config;
  return { documents: config.documents.filter((document) => document !== root) };
}
