import type { Cluster, Node } from "../cluster/cluster.ts";
import { isSchematicId, parseImageReference } from "../config/image-reference.ts";
import { installerImage } from "../config/install-image.ts";
import { schematicId } from "../config/schematic/schematic-id.ts";
import { formatTalosVersion, parseTalosVersion } from "../config/talos-version.ts";
import type { NodeEvidence } from "../diff/digest-plan.ts";
import { UserError } from "../errors.ts";
import type { NodeFacts } from "../health/observation.ts";
import type { UpgradeTarget } from "../operation/upgrade-node.ts";

export interface Wanted {
  readonly version?: string;
  readonly image?: string;
}

/**
 * What a node is upgraded to: the image that was asked for; the version that was asked for with the schematic that the node
 * runs; else the repository's image.
 *
 * @throws UserError `config_invalid`, `input_invalid` when that cannot be told
 */
export function upgradeTarget(
  { name }: Node,
  { version, image }: Wanted,
  cluster: Pick<Cluster, "factory">,
  facts: NodeFacts,
  evidence: NodeEvidence | undefined,
): UpgradeTarget {
  if (image !== undefined) return targetOf(image, `The image for ${name}`, facts.schematic, facts.schematicId);
  if (version !== undefined) {
    const reference = ownImage(version, cluster.factory, facts);
    return targetOf(reference, `The image for ${name}`, facts.schematic, facts.schematicId);
  }
  const desired = evidence?.desired;
  if (desired?.image === undefined) {
    throw new UserError(`Cannot upgrade ${name}: its configuration names no install image`, {
      code: "config_invalid",
      hint: "Write machine.install.image, or say which version: --version v1.13.9.",
    });
  }
  return targetOf(desired.image, `The install image of ${name}`, desired.schematic?.text, desired.schematic?.id);
}

/** Without the node's own schematic its extensions would be gone. */
function ownImage(version: string, factory: string, { platform, secureBoot, schematicId: booted }: NodeFacts): string {
  const parsed = parseTalosVersion(version);
  if (parsed === undefined) {
    throw new UserError("Cannot upgrade: what was given as version is none", {
      code: "input_invalid",
      hint: "Write it as v1.13.9.",
    });
  }
  const schematic = booted ?? plainSchematic();
  return installerImage({ factory, schematic, platform, secureBoot, version: formatTalosVersion(parsed) });
}

/** Of Talos as it is, without extensions. */
function plainSchematic(): string {
  const identity = schematicId("customization: {}\n", { file: "schematic" });
  if (identity.kind === "beyond") throw new Error("the empty schematic has an id");
  return identity.id;
}

function targetOf(image: string, what: string, text: string | undefined, textId: string | undefined): UpgradeTarget {
  const reference = parseImageReference(image);
  const version = parseTalosVersion(reference?.tag ?? "");
  if (reference === undefined || version === undefined) {
    throw new UserError(`${what} does not say which Talos version it holds`, {
      code: "config_invalid",
      hint: "Give it a tag such as v1.13.9; a digest may follow.",
    });
  }
  const schematic = reference.installer?.schematic;
  const id = schematic !== undefined && isSchematicId(schematic) ? schematic : undefined;
  return {
    image,
    version: formatTalosVersion(version),
    ...(id !== undefined && { schematicId: id }),
    ...(id !== undefined && id === textId && text !== undefined && { schematic: text }),
  };
}
