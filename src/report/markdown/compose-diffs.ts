import { formatDocumentId } from "../../config/machine-config.ts";
import type { SafePlan } from "../../redaction/redacted.ts";
import { type ChangeGroup, type DocumentHunks, groupChanges, type Hunk } from "../changes/group-changes.ts";
import { cutText } from "../cut-text.ts";
import { nameNodes } from "../name-nodes.ts";
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
    const name = `the diff of ${nameNodes(group.nodes, plan).short}`;
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

function detailsOf(group: ChangeGroup, plan: SafePlan, isOpen: boolean): Wrapper {
  const { short, list } = nameNodes(group.nodes, plan, (node) => `<code>${htmlText(node)}</code>`);
  const who = `${short.slice(0, 1).toUpperCase()}${short.slice(1)}`;
  const title = `<b>${who}</b> · ${plural(group.changes, "change")} · +${group.added} −${group.removed}`;
  const start = isOpen ? "<details open>" : "<details>";
  return {
    open: `${start}<summary>${title}</summary>\n\n${list === undefined ? "" : `On ${list}\n\n`}`,
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
    const line = `${sign}${cutText(visibleText(text), maxLineLength)}`;
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
  return cutText(visibleText(`${place} @@${source}`).replaceAll("\n", " "), 300);
}
