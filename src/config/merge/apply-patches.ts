import type { Note } from "../../errors.ts";
import type { MachineConfig } from "../machine-config.ts";
import { applyJsonPatch } from "./apply-json-patch.ts";
import { applyStrategicPatch } from "./apply-strategic-patch.ts";
import type { ConfigPatch } from "./config-patch.ts";

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
  const patched = patches.reduce((current, patch) => {
    if (patch.kind === "json6902") return applyJsonPatch(current, patch);
    return applyStrategicPatch(current, patch, { talosVersion: options.talosVersion, notes });
  }, config);
  return { config: patched, notes };
}
