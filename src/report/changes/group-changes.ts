import { documentKey } from "../../config/machine-config.ts";
import { type ConfigPath, formatPath } from "../../config/tree/config-node.ts";
import type { SafeChange, SafeDocumentDiff, SafeDocumentId, SafePlan, SafeText } from "../../redaction/redacted.ts";
import { contextLines, type DiffBlock, diffDocument, sectionOf } from "./diff-document.ts";
import type { OutlineLine } from "./outline-yaml.ts";

export interface HunkLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

export interface Hunk {
  /** The keys that enclose the change, `machine.sysctls`; empty at a document's top. */
  readonly breadcrumb: string;
  readonly lines: readonly HunkLine[];
  readonly changes: readonly SafeChange[];
}

export interface DocumentHunks {
  readonly id: SafeDocumentId;
  readonly kind: SafeDocumentDiff["kind"];
  readonly hunks: readonly Hunk[];
}

/** What changes in the same way on exactly these nodes. */
export interface ChangeGroup {
  readonly nodes: readonly SafeText[];
  readonly documents: readonly DocumentHunks[];
  readonly changes: number;
  readonly added: number;
  readonly removed: number;
}

/** A plan is rendered for several places; its groups are the same for all. */
const known = new WeakMap<SafePlan, readonly ChangeGroup[]>();

/** Splits the changes of all nodes so that what several nodes share is told once; what most nodes share comes first. */
export function groupChanges(plan: SafePlan): readonly ChangeGroup[] {
  const groups = known.get(plan) ?? findGroups(plan);
  known.set(plan, groups);
  return groups;
}

function findGroups(plan: SafePlan): readonly ChangeGroup[] {
  const groups = new Map<string, { nodes: readonly SafeText[]; blocks: SharedBlock[] }>();
  for (const block of collectBlocks(plan)) {
    const key = JSON.stringify(block.nodes);
    const group = groups.get(key) ?? { nodes: block.nodes, blocks: [] };
    group.blocks.push(block);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => describeGroup(group.nodes, group.blocks))
    .sort((a, b) => b.nodes.length - a.nodes.length);
}

interface SharedBlock {
  readonly document: SafeDocumentDiff;
  readonly nodes: SafeText[];
  /** Where the first of the nodes has it. */
  readonly index: number;
  readonly block: DiffBlock;
  /** Context that all the nodes have in common. */
  before: readonly OutlineLine[];
  after: readonly OutlineLine[];
}

function collectBlocks(plan: SafePlan): readonly SharedBlock[] {
  const shared = new Map<string, SharedBlock>();
  for (const node of plan.nodes) {
    if (node.kind !== "changed") continue;
    for (const document of node.documents) {
      for (const [index, block] of diffDocument(document).entries()) {
        const key = blockKey(document, block);
        const known = shared.get(key);
        if (known === undefined) {
          shared.set(key, { document, nodes: [node.name], index, block, before: block.before, after: block.after });
        } else addNode(known, node.name, block);
      }
    }
  }
  return [...shared.values()];
}

function blockKey(document: SafeDocumentDiff, block: DiffBlock): string {
  const side = (lines: DiffBlock["added"]) => lines.map((line) => [formatPath(line.path), line.text]);
  return JSON.stringify([documentKey(document.id), document.kind, side(block.removed), side(block.added)]);
}

function addNode(shared: SharedBlock, name: SafeText, block: DiffBlock): void {
  shared.nodes.push(name);
  shared.before = commonStart([...shared.before].reverse(), [...block.before].reverse()).reverse();
  shared.after = commonStart(shared.after, block.after);
}

function commonStart(a: readonly OutlineLine[], b: readonly OutlineLine[]): OutlineLine[] {
  const differs = a.findIndex((line, index) => line.text !== b[index]?.text);
  return a.slice(0, differs < 0 ? a.length : differs);
}

function describeGroup(nodes: readonly SafeText[], blocks: readonly SharedBlock[]): ChangeGroup {
  const byDocument = Map.groupBy(blocks, (block) => block.document);
  const documents = [...byDocument].map(([document, ofDocument]) => ({
    id: document.id,
    kind: document.kind,
    hunks: joinNeighbours(ofDocument).map(describeHunk),
  }));
  return {
    nodes,
    documents,
    changes: count(blocks, (block) => block.block.changes),
    added: count(blocks, (block) => block.block.added),
    removed: count(blocks, (block) => block.block.removed),
  };
}

function count(blocks: readonly SharedBlock[], list: (block: SharedBlock) => readonly unknown[]): number {
  return blocks.reduce((sum, block) => sum + list(block).length, 0);
}

/** Blocks whose contexts touch are read together, but not across `machine.network` and `machine.sysctls`. */
function joinNeighbours(blocks: readonly SharedBlock[]): readonly SharedBlock[][] {
  const hunks: SharedBlock[][] = [];
  let last: SharedBlock | undefined;
  for (const block of blocks) {
    const touches =
      last !== undefined &&
      block.index === last.index + 1 &&
      section(block) === section(last) &&
      block.block.gap <= Math.min(last.after.length + block.before.length, 2 * contextLines);
    if (touches) hunks.at(-1)?.push(block);
    else hunks.push([block]);
    last = block;
  }
  return hunks;
}

function section({ document, block }: SharedBlock): string {
  const [line] = [...block.removed, ...block.added];
  return line === undefined ? "" : sectionOf(document, line);
}

function describeHunk(blocks: readonly SharedBlock[]): Hunk {
  const paths = blocks.flatMap(({ block }) => [...block.removed, ...block.added].map((line) => line.path));
  const lines: HunkLine[] = [];
  for (const [position, { block, before, after }] of blocks.entries()) {
    // Between two blocks the context after the first is shown; of the one before the second what that leaves.
    const shown = position === 0 ? before.length : Math.max(0, block.gap - (blocks[position - 1]?.after.length ?? 0));
    lines.push(...context(before.slice(before.length - shown)), ...changed(block), ...context(after));
  }
  return {
    breadcrumb: formatPath(enclosingPath(paths)),
    lines: dedent(trimContext(lines)),
    changes: blocks.flatMap(({ block }) => block.changes),
  };
}

function changed({ removed, added }: DiffBlock): HunkLine[] {
  return [
    ...removed.map(({ text }) => ({ sign: "-", text }) as const),
    ...added.map(({ text }) => ({ sign: "+", text }) as const),
  ];
}

function context(lines: readonly OutlineLine[]): HunkLine[] {
  return lines.map(({ text }) => ({ sign: " ", text }));
}

/** Lines further out than the change belong to other keys, or say what the breadcrumb says. */
function trimContext(lines: readonly HunkLine[]): readonly HunkLine[] {
  const column = smallest(lines.filter((line) => line.sign !== " ").map(columnOf));
  const first = lines.findIndex((line) => line.sign !== " ");
  const last = lines.findLastIndex((line) => line.sign !== " ");
  const isOutside = (line: HunkLine) => columnOf(line) < column;
  const inside = lines.slice(0, first).findLastIndex(isOutside) + 1;
  // Nor does it begin in the midst of a neighbour's branch.
  const from = inside + lines.slice(inside).findIndex((line) => line.sign !== " " || columnOf(line) === column);
  const end = lines.slice(last + 1).findIndex(isOutside);
  return lines.slice(from, end < 0 ? undefined : last + 1 + end);
}

/** Where the text behind indentation and list dashes begins. */
function columnOf(line: HunkLine): number {
  return /^ *(?:- )*/.exec(line.text)?.[0].length ?? 0;
}

/** What all changed lines stand in: the common start of their paths, or the parent of a single one. */
function enclosingPath(paths: readonly ConfigPath[]): ConfigPath {
  const [first = [], ...others] = paths;
  const differs = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  const common = differs < 0 ? first : first.slice(0, differs);
  return common.length > 0 && paths.some((path) => path.length === common.length) ? common.slice(0, -1) : common;
}

function dedent(lines: readonly HunkLine[]): readonly HunkLine[] {
  const indents = lines.filter((line) => line.text.trim() !== "").map((line) => line.text.search(/\S/));
  const indent = smallest(indents);
  return lines.map((line) => ({ sign: line.sign, text: line.text.slice(indent) }));
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}
