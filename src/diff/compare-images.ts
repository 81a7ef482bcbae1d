import type { DesiredNode } from "../config/desired-node.ts";
import { readInstallImage } from "../config/install-image.ts";
import { compareSchematics } from "../config/schematic/compare-schematics.ts";
import { checkVersionPath } from "../config/validation/version-path.ts";
import type { Note } from "../errors.ts";
import type { LiveNode } from "./live-nodes.ts";
import type { ImageComparison } from "./node-diff.ts";

export interface ImageFindings {
  readonly image?: ImageComparison;
  readonly notes: readonly Note[];
}

/** Compares what is booted with the image and schematic that the repository wants. */
export function compareImages(desired: DesiredNode, live: LiveNode): ImageFindings {
  const image = readInstallImage(desired.config);
  const desiredVersion = image?.tag;
  const desiredSchematic = image?.schematic ?? desired.schematic?.id;
  const version = desiredVersion !== undefined && desiredVersion !== live.version;
  const schematic = desiredSchematic !== undefined && desiredSchematic !== live.schematicId;
  const comparison: ImageComparison = {
    liveVersion: live.version,
    ...(desiredVersion !== undefined && { desiredVersion }),
    ...(live.schematicId !== undefined && { liveSchematic: live.schematicId }),
    ...(desiredSchematic !== undefined && { desiredSchematic }),
    ...(image !== undefined && { desiredImage: image.reference }),
    upgrade: version ? (schematic ? "version-and-schematic" : "version") : schematic ? "schematic" : "none",
    reasons: schematic ? explainSchematics(desired, desiredSchematic, live) : [],
  };
  return { image: comparison, notes: imageNotes(desired, live, comparison) };
}

/** The reasons can only be told when the text behind the desired id is known. */
function explainSchematics(desired: DesiredNode, desiredId: string, live: LiveNode): readonly string[] {
  if (live.schematicId === undefined) return ["the booted image came from no image factory"];
  if (desired.schematic?.id !== desiredId) return [];
  return compareSchematics(live.schematic, desired.schematic.text);
}

function imageNotes(desired: DesiredNode, live: LiveNode, image: ImageComparison): readonly Note[] {
  const { node } = desired;
  const notes: Note[] = [];
  if (live.secureBoot && image.desiredImage !== undefined && !image.desiredImage.includes("-secureboot")) {
    notes.push({
      code: "secureboot_installer_lost",
      severity: "error",
      message: `${node.name} booted with secure boot, but its install image is not a secure-boot installer`,
      hint: "Use the installer whose name ends in -secureboot.",
    });
  }
  if (image.desiredVersion !== undefined) notes.push(...checkVersionPath(live.version, image.desiredVersion));
  return notes;
}
