import type { DesiredNode } from "../config/desired-node.ts";
import { readInstallImage } from "../config/install-image.ts";
import { UserError } from "../errors.ts";
import type { NodeTarget } from "./intent.ts";

/** What the repository wants a node to run, as far as it says; references to secrets need not be resolved. */
export function desiredTarget({ config, schematic }: DesiredNode): NodeTarget {
  const image = readImage(config);
  const schematicId = image?.schematic ?? schematic?.id;
  return {
    ...(image?.tag !== undefined && { version: image.tag }),
    ...(image !== undefined && { image: image.reference }),
    ...(schematicId !== undefined && { schematicId }),
    // the text is that of the image only where both name the same schematic
    ...(schematic !== undefined && schematic.id === schematicId && { schematic: schematic.text }),
  };
}

/** An image that is written wrong is told of where configurations are checked. */
function readImage(config: DesiredNode["config"]): ReturnType<typeof readInstallImage> {
  try {
    return readInstallImage(config);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
