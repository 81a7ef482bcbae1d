import type { Note } from "../errors.ts";
import type { DesiredSchematic } from "./desired-node.ts";
import type { InstallImage } from "./install-image.ts";

/** Warns of an install image with another schematic than the one that the repository writes: an upgrade would lose extensions. */
export function checkInstallSchematic(
  image: InstallImage | undefined,
  schematic: DesiredSchematic | undefined,
): readonly Note[] {
  if (schematic === undefined || image?.schematic === undefined || schematic.id === image.schematic) return [];
  return [
    {
      code: "image_not_of_schematic",
      severity: "warning",
      message: `The install image names schematic ${short(image.schematic)}, but ${schematic.file} gives ${short(schematic.id)}`,
      hint: "Write the image with the variable that holds the schematic id.",
      location: image.origin ?? { file: schematic.file },
    },
  ];
}

/** In full an id looks like a secret, and reports hide those. */
function short(id: string): string {
  return `${id.slice(0, 8)}…`;
}
