import { createHash, createHmac } from "node:crypto";
import type { DesiredNode } from "../config/desired-node.ts";
import { documentKey } from "../config/machine-config.ts";
import type { ConfigNode } from "../config/tree/config-node.ts";
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
  /** What else is bound, by the name of its part. */
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * Binds revision, command, node list, desired and live config, secrets and target image of every node. Equal input gives
 * an equal digest; `parts` tell which of them changed.
 *
 * Digests are published, and whoever wrote the config knows all of it but the secrets: so these count under a key that
 * only readers of the live config know, and not at all for a node that was not read.
 */
export function digestPlan({ revision, command, nodes, more = {} }: DigestInput): PlanDigest {
  const parts = Object.fromEntries([
    ["revision", sha256(revision)],
    ["command", sha256(command)],
    ["nodes", sha256(JSON.stringify(nodes.map(({ name }) => name)))],
    ...nodes.flatMap(nodeParts),
    ...Object.entries(more).map(([name, text]) => [name, sha256(text)] as const),
  ]);
  return { value: sha256(JSON.stringify(parts)), parts };
}

function nodeParts({ name, desired, live }: NodeEvidence): readonly (readonly [string, string])[] {
  return [
    [
      `desired/${name}`,
      sha256(
        desired === undefined
          ? ""
          : desired.config.documents.map(({ root }) => canonicalText(root, "names")).join("\n"),
      ),
    ],
    [`live/${name}`, sha256(live === undefined ? "" : live.config)],
    [`secrets/${name}`, desired === undefined || live === undefined ? sha256("") : secretsPart(desired, live)],
    [
      `image/${name}`,
      sha256(JSON.stringify([desired?.image, desired?.schematic?.id, live?.version, live?.schematicId])),
    ],
  ];
}

/** The key is another hash of the live config than the one that is published. */
function secretsPart(desired: DesiredNode, live: LiveNode): string {
  const key = createHash("sha256").update("talos-chatops secrets of a plan\n").update(live.config).digest();
  const secrets = desired.config.documents.map(({ id, root }) => [documentKey(id), ...secretValues(root)]);
  return createHmac("sha256", key).update(JSON.stringify(secrets)).digest("hex");
}

function secretValues(node: ConfigNode): readonly string[] {
  if (node.kind === "list") return node.items.flatMap(secretValues);
  if (node.kind === "map") {
    const entries = [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.flatMap(([, value]) => secretValues(value));
  }
  return typeof node.value === "object" && node.value !== null ? [node.value.reveal()] : [];
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
