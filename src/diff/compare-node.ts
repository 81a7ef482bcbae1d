/** Desired × live → what differs on one node, what applying it would do, and what a person should know. */
import type { DesiredNode } from "../config/desired-node.ts";
import type { Note } from "../errors.ts";
import { checkIdentity } from "./check-identity.ts";
import { compareConfigs } from "./compare-configs.ts";
import { compareImages } from "./compare-images.ts";
import { forecastReboot } from "./forecast-reboot.ts";
import type { LiveNode } from "./live-nodes.ts";
import type { NodeDiff } from "./node-diff.ts";
import type { LiveConfig } from "./parse-live-config.ts";

export function compareNode(desired: DesiredNode, live: LiveNode, liveConfig: LiveConfig): NodeDiff {
  const documents = compareConfigs(desired.config, liveConfig.config);
  const { image, notes } = compareImages(desired, live);
  const common = {
    node: desired.node,
    ...(image && { image }),
    notes: [...desired.notes, ...checkIdentity(desired, live), ...notes, ...stagedNote(desired, liveConfig)],
  };
  if (documents.length === 0) return { kind: "unchanged", ...common };
  return { kind: "changed", documents, reboot: forecastReboot(documents, live.version), ...common };
}

/** A staged config, or a pending try, makes active and persistent differ: the diff is against the active one. */
function stagedNote({ node }: DesiredNode, { config, persistent }: LiveConfig): readonly Note[] {
  if (persistent === undefined || compareConfigs(persistent, config).length === 0) return [];
  return [
    {
      code: "config_staged",
      severity: "warning",
      message: `${node.name} has a configuration on disk that differs from the active one (staged, or a try not yet confirmed)`,
      hint: "It becomes active at the next boot. The difference shown is against the active one.",
    },
  ];
}
