import type { NodeFacts } from "../health/observation.ts";

/** Version and schematic in one text, for the journal: `v1.13.8 3765…`. */
export function whatRuns({ version, schematicId }: NodeFacts): string {
  return schematicId === undefined ? version : `${version} ${schematicId}`;
}
