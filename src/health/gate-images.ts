import type { GateFinding } from "./gate.ts";
import type { OperationIntent } from "./intent.ts";
import type { ImageRegistry, Waiting } from "./probes.ts";

/** Asks once for each installer image of the intent whether it can be pulled. */
export async function gateImages(
  intent: OperationIntent,
  registry: ImageRegistry,
  { signal }: Waiting,
): Promise<readonly GateFinding[]> {
  const images = new Set(intent.nodes.flatMap(({ target }) => target?.image ?? []));
  const findings = await Promise.all([...images].map((image) => judge(image, registry, signal)));
  return findings.flat();
}

async function judge(image: string, registry: ImageRegistry, signal: AbortSignal): Promise<readonly GateFinding[]> {
  const found = await registry.hasImage(image, { signal });
  if (found === true) return [];
  if (found === undefined) {
    const message = `Whether the image ${image} can be pulled is not known: its registry does not answer`;
    return [{ code: "image_unverified", verdict: "warn", message, evidence: [image] }];
  }
  const message = `The image ${image} does not exist, or its registry cannot build it`;
  const hint = "Check version and schematic: not every extension exists for every Talos version.";
  return [{ code: "image_missing", verdict: "refuse", message, evidence: [image], hint }];
}
