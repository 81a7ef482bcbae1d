import type { DesiredNode } from "../config/desired-node.ts";
import { readInstallImage } from "../config/install-image.ts";
import type { MachineConfig } from "../config/machine-config.ts";
import { type Note, UserError } from "../errors.ts";
import { compareConfigs } from "./compare-configs.ts";
import { forecastReboot } from "./forecast-reboot.ts";
import type { NodeDiff } from "./node-diff.ts";

const nothing: MachineConfig = { documents: [] };

/**
 * What one revision of the repository changes against another, with no node asked: references to secrets are
 * compared as references. At least one of the two has the node; a base that cannot be built is mended by the head, of
 * which all is new then.
 */
export function compareRevisions(head: DesiredNode | undefined, base: DesiredNode | UserError | undefined): NodeDiff {
  if (base instanceof UserError) return withNote(compareRevisions(head, undefined), unbuiltBase(base));
  const node = (head ?? base)?.node;
  if (node === undefined) throw new Error("no revision has the node");
  const documents = compareConfigs(head?.config ?? nothing, base?.config ?? nothing);
  const notes = head?.notes ?? [];
  if (documents.length === 0) return { kind: "unchanged", node, notes };
  // Without a node to ask, the version that the base installs decides the rules.
  const version = base && readInstallImage(base.config)?.tag;
  const reboot = version === undefined ? ({ kind: "none" } as const) : forecastReboot(documents, version);
  return { kind: "changed", node, documents, reboot, notes };
}

function withNote(diff: NodeDiff, note: Note): NodeDiff {
  return diff.kind === "invalid" ? diff : { ...diff, notes: [...diff.notes, note] };
}

function unbuiltBase({ message, location }: UserError): Note {
  return {
    code: "base_invalid",
    severity: "info",
    message: `All of it is shown as new, since the base cannot be built: ${message}`,
    ...(location && { location }),
  };
}
