import type { DesiredNode } from "../config/desired-node.ts";
import { type MachineConfig, rootDocument } from "../config/machine-config.ts";
import { nodeAt } from "../config/tree/select-nodes.ts";
import type { Note } from "../errors.ts";
import type { LiveNode } from "./live-nodes.ts";

/** A warning when a node does not go by the host name that its configuration gives it: it may be another node. */
export function checkIdentity({ node, config }: DesiredNode, live: LiveNode): readonly Note[] {
  const wanted = desiredHostname(config);
  // Some nodes go by their full name, with the domain.
  if (wanted === undefined || live.hostname === "" || firstLabel(wanted) === firstLabel(live.hostname)) return [];
  return [
    {
      code: "hostname_differs",
      severity: "warning",
      message: `${node.name} calls itself ${live.hostname.slice(0, 253)}, its configuration names it ${wanted}`,
      hint: "Unless it is to be renamed, look whether its address is right: this may be another node.",
    },
  ];
}

function desiredHostname(config: MachineConfig): string | undefined {
  const document = config.documents.find(({ id }) => id.kind === "HostnameConfig")?.root;
  const found = nodeAt(document, "hostname") ?? nodeAt(rootDocument(config)?.root, "machine.network.hostname");
  return found?.kind === "scalar" && typeof found.value === "string" && found.value !== "" ? found.value : undefined;
}

function firstLabel(hostname: string): string {
  return (hostname.split(".")[0] ?? "").toLowerCase();
}
