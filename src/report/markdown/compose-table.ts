import type { SafeImage, SafeNodeDiff, SafePlan } from "../../redaction/redacted.ts";
import { plural } from "../summarize-plan.ts";
import { codeSpan } from "./code-span.ts";
import type { Piece, Wrapper } from "./pack-pieces.ts";

const header = "| Node | Role | Config | Reboot | Image |\n|---|---|---|---|---|\n";
const offlineHeader = "| Node | Role | Config |\n|---|---|---|\n";

/** One row a node, unchanged ones too. */
export function composeTable(plan: SafePlan): readonly Piece[] {
  const isOffline = plan.mode === "offline";
  const open = isOffline ? offlineHeader : header;
  const table: Wrapper = { open, reopen: open, close: "\n" };
  return plan.nodes.map((node) => {
    const cells = [codeSpan(node.name), roleText(node), stateText(node)];
    if (!isOffline) cells.push(rebootText(node), imageText("image" in node ? node.image : undefined));
    // In a table a backslash keeps a pipe inside its cell, even within code.
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |\n`, name: "rows of the table" };
  });
}

function roleText(node: SafeNodeDiff): string {
  if (!("role" in node)) return "–";
  return node.role === "controlplane" ? "control plane" : node.role;
}

function stateText(node: SafeNodeDiff): string {
  switch (node.kind) {
    case "unchanged":
      return "🟢 unchanged";
    case "changed":
      return `🟡 **${plural(node.documents.flatMap((document) => document.changes).length, "change")}**`;
    case "unreachable":
      return `⚪ ${node.reason}`;
    case "invalid":
      return "🔴 invalid";
    case "withheld":
      return `⚫ ${plural(node.changes, "change")}, withheld`;
    default:
      return node satisfies never;
  }
}

const reboots = { none: "no", automatic: "**automatic**", manual: "by hand" } as const;

function rebootText(node: SafeNodeDiff): string {
  return node.kind === "changed" ? reboots[node.reboot.kind] : "–";
}

function imageText(image: SafeImage | undefined): string {
  if (image === undefined) return "–";
  const live = codeSpan(image.liveVersion);
  switch (image.upgrade) {
    case "none":
      return live;
    case "version":
      return `${live} → **${codeSpan(image.desiredVersion ?? "unknown")}**`;
    case "schematic":
      return `${live}, **other schematic**`;
    case "version-and-schematic":
      return `${live} → **${codeSpan(image.desiredVersion ?? "unknown")}, other schematic**`;
    default:
      return image.upgrade satisfies never;
  }
}
