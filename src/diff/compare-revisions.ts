import type { DesiredNode } from "../config/desired-node.ts";
import { readInstallImage } from "../config/install-image.ts";
import type { MachineConfig } from "../config/machine-config.ts";
import { type Note, UserError } from "../errors.ts";
import { compareConfigs } from "./compare-configs.ts";
import { forecastReboot } from "./forecast-reboot.ts";
import type { DocumentDiff, NodeDiff } from "./node-diff.ts";

const nothing: MachineConfig = { documents: [] };

/**
 * What one revision of the repository changes against another, with no node asked: references to secrets are
 * compared as references. At least one of the two has the node; a base that cannot be built is mended by the head, of
 * which all is new then.
 */
export function compareRevisions(head: DesiredNode | undefined, base: DesiredNode | UserError | undefined): NodeDiff {
  if (head === undefined) {
    if (base === undefined || base instanceof UserError) throw new Error("no revision has the node");
    return describeWhole(base, compareConfigs(nothing, base.config), [removed]);
  }
  if (base === undefined || base instanceof UserError) {
    const why = base === undefined ? added : unbuiltBase(base);
    return describeWhole(head, compareConfigs(head.config, nothing), [...head.notes, why]);
  }
  const { node, notes } = head;
  const documents = compareConfigs(head.config, base.config);
  if (documents.length === 0) return { kind: "unchanged", node, notes };
  // Without a node to ask, the version that the base installs decides the rules.
  const version = readInstallImage(base.config)?.tag;
  const reboot = version === undefined ? ({ kind: "none" } as const) : forecastReboot(documents, version);
  return { kind: "changed", node, documents, reboot, notes };
}

const added: Note = { code: "node_added", severity: "info", message: "The node is new: the base does not have it" };

const removed: Note = {
  code: "node_removed",
  severity: "info",
  message: "The node is taken out of the repository; the machine itself is neither reset nor shut down by that",
};

/** All of a config that only one revision has. Nothing runs it otherwise, so nothing reboots. */
function describeWhole({ node }: DesiredNode, documents: readonly DocumentDiff[], notes: readonly Note[]): NodeDiff {
  return { kind: "changed", node, documents, reboot: { kind: "none" }, notes };
}

function unbuiltBase({ message, location }: UserError): Note {
  return {
    code: "base_invalid",
    severity: "info",
    message: `All of it is shown as new, since the base cannot be built: ${message}`,
    ...(location && { location }),
  };
}
