import { parseImageReference } from "../../config/image-reference.ts";
import { extensionName } from "../../config/schematic/extension-name.ts";
import { parseSchematic } from "../../config/schematic/parse-schematic.ts";
import { UserError } from "../../errors.ts";
import type { GateFinding } from "../gate.ts";
import type { Consents, NodeIntent } from "../intent.ts";
import type { NodeFacts } from "../observation.ts";

/** What an upgrade must not take away from a node: its extensions, and secure boot. */
export function gateImageChange(
  facts: NodeFacts,
  { node, target }: NodeIntent,
  { allowExtensionChange }: Consents,
): readonly GateFinding[] {
  if (target === undefined) return [];
  const { image } = target;
  return [
    ...(image === undefined ? [] : judgeSecureBoot(node.name, facts, image)),
    ...judgeExtensions(node.name, facts, target, allowExtensionChange),
  ];
}

function judgeSecureBoot(name: string, { secureBoot }: NodeFacts, image: string): readonly GateFinding[] {
  const isSecure = parseImageReference(image)?.installer?.secureBoot ?? image.includes("-secureboot");
  if (isSecure === secureBoot) return [];
  const message = secureBoot
    ? `${name} booted with secure boot, but ${image} is no secure-boot installer`
    : `${name} booted without secure boot, but ${image} is a secure-boot installer`;
  const evidence = [`${name}: secure boot ${secureBoot ? "on" : "off"}`, image];
  const hint = secureBoot
    ? "Use the installer whose name ends in -secureboot."
    : "Use the installer without -secureboot.";
  return [{ code: "secure_boot_installer", verdict: "refuse", message, evidence, hint, node: name }];
}

function judgeExtensions(
  name: string,
  facts: NodeFacts,
  target: NonNullable<NodeIntent["target"]>,
  allowed: boolean,
): readonly GateFinding[] {
  const changes = target.image !== undefined || target.schematicId !== undefined;
  if (!changes || facts.extensions.length === 0) return [];
  if (target.schematicId !== undefined && target.schematicId === facts.schematicId) return [];
  const verdict = allowed ? "warn" : "refuse";
  const hint = allowed ? undefined : "Add them to the schematic, or --allow-extension-change if they may go.";
  const base = { code: "schematic_drops_extensions", node: name, ...(hint !== undefined && { hint }) } as const;
  const runs = `${name} runs ${facts.extensions.map((extension) => extension.name).join(", ")}`;
  if (target.schematic === undefined) {
    // An image that no factory made by a schematic holds what its maker put in.
    const what = target.schematicId === undefined ? (target.image ?? "") : `schematic ${target.schematicId}`;
    const message = `Whether ${what} keeps the extensions of ${name} is not known`;
    return [{ ...base, verdict, message, evidence: [runs] }];
  }
  const wanted = officialExtensions(target.schematic);
  const lost = lostExtensions(facts, wanted);
  if (lost.length === 0) return [];
  const message = `The new image of ${name} lacks extensions that it runs: ${lost.join(", ")}`;
  return [{ ...base, verdict, message, evidence: [runs, `the new schematic has ${wanted?.join(", ") || "none"}`] }];
}

/** By the names of the booted schematic where the node tells it; else by the names that extensions give themselves. */
function lostExtensions(facts: NodeFacts, wanted: readonly string[] | undefined): readonly string[] {
  if (wanted === undefined) return facts.extensions.map(({ name }) => name);
  const booted = facts.schematic === undefined ? undefined : officialExtensions(facts.schematic);
  const kept = new Set(wanted.map(extensionName));
  if (booted !== undefined) return booted.filter((name) => !kept.has(extensionName(name)));
  const names = new Set([...kept].map((name) => name.slice(name.lastIndexOf("/") + 1)));
  return facts.extensions.map(({ name }) => name).filter((name) => !names.has(name));
}

function officialExtensions(schematic: string): readonly string[] | undefined {
  try {
    return parseSchematic(schematic, { file: "schematic" }).schematic.officialExtensions;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
