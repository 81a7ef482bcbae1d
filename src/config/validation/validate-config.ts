import type { Role } from "../../cluster/cluster.ts";
import type { Note } from "../../errors.ts";
import type { MachineConfig } from "../machine-config.ts";
import { checkDocuments } from "./check-documents.ts";
import { checkRootConflicts } from "./check-root-conflicts.ts";
import { checkRootKeys } from "./check-root-keys.ts";
import { checkTypes } from "./check-types.ts";
import { checkValues } from "./check-values.ts";
import { checkKubernetes } from "./kubernetes-matrix.ts";

export interface ValidationContext {
  /** The Talos version that will load the config, `v1.13.8` or `1.13`. */
  readonly talosVersion: string;
  /** What the settings say of the node. */
  readonly role?: Role;
}

/**
 * What Talos would refuse in a merged configuration, or act on otherwise than meant, as far as that can be told without
 * a node; each note points to the template line. Values that are references to secrets are taken as right.
 */
export function validateConfig(config: MachineConfig, context: ValidationContext): readonly Note[] {
  return [
    ...checkDocuments(config, context.talosVersion),
    ...checkRootConflicts(config),
    ...checkRootKeys(config),
    ...checkTypes(config),
    ...checkValues(config, context.role),
    ...checkKubernetes(context.talosVersion, config),
  ];
}
