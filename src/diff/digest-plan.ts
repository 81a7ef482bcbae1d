import { createHash } from "node:crypto";
import type { DesiredNode } from "../config/desired-node.ts";
import { canonicalText } from "./compare-trees.ts";
import type { LiveNode } from "./live-nodes.ts";
import type { PlanDigest } from "./plan.ts";

/** What was known of a node when it was compared; a side that could not be read is left out. */
export interface NodeEvidence {
  readonly name: string;
  readonly desired?: DesiredNode;
  readonly live?: LiveNode;
}

export interface DigestInput {
  readonly revision: string;
  readonly command: string;
  readonly nodes: readonly NodeEvidence[];
}

/**
 * Binds revision, command, node list, desired and live config and target image of every node. Equal input gives an
 * equal digest; `parts` tell which of them changed.
 */
export function digestPlan({ revision, command, nodes }: DigestInput): PlanDigest {
  const parts = Object.fromEntries([
    ["revision", sha256(revision)],
    ["command", sha256(command)],
    ["nodes", sha256(JSON.stringify(nodes.map(({ name }) => name)))],
    ...nodes.flatMap(nodeParts),
  ]);
  return { value: sha256(JSON.stringify(parts)), parts };
}

function nodeParts({ name, desired, live }: NodeEvidence): readonly (readonly [string, string])[] {
  return [
    [
      `desired/${name}`,
      sha256(desired === undefined ? "" : desired.config.documents.map(({ root }) => canonicalText(root)).join("\n")),
    ],
    [`live/${name}`, sha256(live === undefined ? "" : live.config)],
    [
      `image/${name}`,
      sha256(JSON.stringify([desired?.image, desired?.schematic?.id, live?.version, live?.schematicId])),
    ],
  ];
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
