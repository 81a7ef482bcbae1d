import { formatDocumentId } from "../../config/machine-config.ts";
import type { SafePlan, SafeText } from "../../redaction/redacted.ts";
import { type ChangeGroup, type DocumentHunks, groupChanges, type Hunk } from "../changes/group-changes.ts";
import type { ReportContext } from "../report-context.ts";
import { formatSources, sourceLines } from "../source-lines.ts";
import { plural } from "../summarize-plan.ts";
import { visibleText } from "../visible-text.ts";
import { codeSpan } from "./code-span.ts";
import { fenceFor } from "./fence.ts";
import { htmlText } from "./html-text.ts";
import { linkSources } from "./link-source.ts";
import type { Piece, Wrapper } from "./pack-pieces.ts";

/** A unified diff for each group of nodes that change alike, folded, with links to the template lines behind it. */
export function composeDiffs(plan: SafePlan, context: ReportContext, maxLineLength: number): readonly Piece[] {
  const groups = groupChanges(plan);
  let shown = 0;
  return groups.flatMap((group) => {
    shown += group.added + group.removed;
    const details = detailsOf(group, plan, shown <= maxOpenLines);
    const name = `the diff of ${nameNodes(group.nodes)}`;
    return group.documents.flatMap((document) =>
      composeDocument(document, { plan, context, maxLineLength, details, name }),
    );
  });
}

/** Up to so many changed lines are readable without folding. */
const maxOpenLines = 60;

interface DocumentOptions {
  readonly plan: SafePlan;
  readonly context: ReportContext;
  readonly maxLineLength: number;
  readonly details: Wrapper;
  readonly name: string;
}

const maxNames = 6;

/** Three names, or six and how many more. */
export function nameNodes(nodes: readonly SafeText[]): string {
  if (nodes.length <= maxNames) return nodes.join(", ");
  return `${nodes.slice(0, maxNames).join(", ")} and ${nodes.length - maxNames} more`;
}

function detailsOf(group: ChangeGroup, plan: SafePlan, isOpen: boolean): Wrapper {
  const isAll = group.nodes.length === plan.nodes.length && group.nodes.length > 1;
  const names = group.nodes.slice(0, maxNames).map((node) => `<code>${htmlText(node)}</code>`);
  const more = group.nodes.length > maxNames ? ` and ${group.nodes.length - maxNames} more` : "";
  const who = isAll ? `All ${group.nodes.length} nodes` : `${names.join(", ")}${more}`;
  const size = `+${group.added} −${group.removed}`;
  const title = `<b>${who}</b> · ${plural(group.changes, "change")} · ${size}`;
  const start = isOpen ? "<details open>" : "<details>";
  return {
    open: `${start}<summary>${title}</summary>\n\n`,
    reopen: `${start}<summary>${title} (continued)</summary>\n\n`,
    close: "</details>\n\n",
  };
}

const actions = { added: "new document", removed: "document removed", changed: "" } as const;

function composeDocument(document: DocumentHunks, options: DocumentOptions): readonly Piece[] {
  const { plan, context, maxLineLength, details, name } = options;
  const action = actions[document.kind];
  const title = `**${codeSpan(formatDocumentId(document.id))}**${action === "" ? "" : ` – ${action}`}`;
  const heading: Wrapper = { open: `${title}\n\n`, reopen: `${title} (continued)\n\n`, close: "" };
  const chunks = document.hunks.flatMap((hunk) => hunkChunks(hunk, document.kind, maxLineLength));
  const ticks = fenceFor(chunks.join(""));
  const fence: Wrapper = { open: `${ticks}diff\n`, reopen: `${ticks}diff\n`, close: `${ticks}\n\n` };
  const pieces = chunks.map((text): Piece => ({ wrappers: [details, heading, fence], text, name }));
  const sources = sourceLines(document.hunks.flatMap((hunk) => hunk.changes.map((change) => change.origin)));
  if (sources.length === 0) return pieces;
  const text = `<sub>Written in ${linkSources(sources, plan, context)}</sub>\n\n`;
  return [...pieces, { wrappers: [details, heading], text, name }];
}

const chunkLines = 150;
const chunkLength = 8_000;

/** A hunk as it stands in a fence; a very long one in chunks between which a comment may end. */
function hunkChunks(hunk: Hunk, kind: DocumentHunks["kind"], maxLineLength: number): readonly string[] {
  const header = hunkHeader(hunk, kind);
  const chunks: string[] = [];
  let chunk: string[] = [`@@ ${header}`];
  let length = 0;
  for (const { sign, text } of hunk.lines) {
    const line = `${sign}${cutLine(visibleText(text), maxLineLength)}`;
    if (chunk.length > chunkLines || length + line.length > chunkLength) {
      chunks.push(`${chunk.join("\n")}\n`);
      chunk = [];
      length = 0;
    }
    chunk.push(line);
    length += line.length + 1;
  }
  return [...chunks, `${chunk.join("\n")}\n`];
}

function hunkHeader(hunk: Hunk, kind: DocumentHunks["kind"]): string {
  const place = hunk.breadcrumb === "" ? (kind === "changed" ? "top level" : "whole document") : hunk.breadcrumb;
  const sources = formatSources(sourceLines(hunk.changes.map((change) => change.origin)));
  const source = sources === "" ? "" : ` ${sources}`;
  return cutLine(visibleText(`${place} @@${source}`).replaceAll("\n", " "), 300);
}

/** Long lines are cut openly. */
export function cutLine(line: string, maxLength: number): string {
  if (line.length <= maxLength) return line;
  return `${line.slice(0, maxLength).toWellFormed()} … (${line.length - maxLength} more characters)`;
}
