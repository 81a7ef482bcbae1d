import { type SourceLocation, UserError } from "../../errors.ts";
import { type DocumentId, formatDocumentId } from "../machine-config.ts";
import { type ConfigPath, formatPath, type Origin } from "../tree/config-node.ts";

export interface PatchPlace {
  /** The patch's file. */
  readonly file: string;
  readonly document?: DocumentId;
  readonly path?: ConfigPath;
  readonly origin?: Origin | undefined;
}

/** A `patch_failed` that names file, document, path and line. */
export function patchError(place: PatchPlace, reason: string, hint?: string): UserError {
  return new UserError(`Cannot apply the patch ${place.file}: ${formatPlace(place)}${reason}`, {
    code: "patch_failed",
    location: locationOf(place),
    ...(hint === undefined ? {} : { hint }),
  });
}

export function locationOf(place: PatchPlace): SourceLocation {
  return place.origin ?? { file: place.file };
}

/** `machine.network.mtu ` or `VolumeConfig EPHEMERAL provisioning.minSize `, with a space after it when not empty. */
export function formatPlace(place: PatchPlace): string {
  const document = place.document?.kind === undefined ? [] : [formatDocumentId(place.document)];
  const path = place.path === undefined || place.path.length === 0 ? [] : [formatPath(place.path)];
  return [...document, ...path, ""].join(" ");
}
