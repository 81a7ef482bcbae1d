import { formatDocumentId } from "../config/machine-config.ts";
import { formatPath } from "../config/tree/config-node.ts";
import type { SafeLocation, SafeNote, SafePlan, SafeText } from "../redaction/redacted.ts";
import { composeDiffs } from "./markdown/compose-diffs.ts";
import { composeFooter, composeOverview } from "./markdown/compose-plan.ts";
import { leftOutText } from "./markdown/left-out-text.ts";
import { type Piece, packPieces } from "./markdown/pack-pieces.ts";
import { nameNodes } from "./name-nodes.ts";
import type { ReportContext } from "./report-context.ts";
import { plural, summarizePlan } from "./summarize-plan.ts";
import { visibleText } from "./visible-text.ts";

/** A remark on a line of a file. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

export interface CheckRunOutput {
  /** `failure` when a node's config is invalid, `neutral` when a node could not be compared; changes are a success. */
  readonly conclusion: "success" | "neutral" | "failure";
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  /** Markdown, at most 65,535 characters: the diffs. */
  readonly text: string;
  /** At most 250, problems first; the summary says how many more there are. */
  readonly annotations: readonly Annotation[];
}

const maxUnits = 60_000;
const maxLineLength = 1_000;
/** GitHub takes 50 at a time, a second apart: a long template must not keep the run busy for minutes. */
const maxAnnotations = 250;

/** The plan as a check run shows it: verdict, overview, diffs, and a remark at each template line that causes a change. */
export function checkRunOutput(plan: SafePlan, context: ReportContext): CheckRunOutput {
  const annotations = [...problemAnnotations(plan), ...noteAnnotations(plan), ...changeAnnotations(plan)];
  const surplus = annotations.length - maxAnnotations;
  const leftOut = surplus > 0 ? `${plural(surplus, "more place")} without a remark of its own.\n\n` : "";
  return {
    conclusion: conclude(plan),
    title: summarizePlan(plan).verdict,
    summary: pack(composeOverview(plan, context)) + leftOut + composeFooter(plan, context),
    text: pack(composeDiffs(plan, context, maxLineLength)),
    annotations: annotations.slice(0, maxAnnotations),
  };
}

function conclude(plan: SafePlan): CheckRunOutput["conclusion"] {
  const { invalid, unreachable, withheld } = summarizePlan(plan);
  const notes = [...plan.notes, ...plan.nodes.flatMap((node) => node.notes)];
  if (invalid > 0 || notes.some((note) => note.severity === "error")) return "failure";
  return unreachable + withheld > 0 ? "neutral" : "success";
}

function pack(pieces: readonly Piece[]): string {
  const packing = packPieces(pieces, { maxUnits, maxBytes: 4 * maxUnits, maxParts: 1 });
  return (packing.parts[0] ?? "") + leftOutText(packing.leftOut, "a check run", "the job summary");
}

function problemAnnotations(plan: SafePlan): readonly Annotation[] {
  return plan.nodes.flatMap((node) => {
    if (node.kind !== "invalid") return [];
    return annotate(node.location, "failure", `${node.name} is invalid`, withHint(node.message, node.hint));
  });
}

const levels = { error: "failure", warning: "warning", info: "notice" } as const;

function noteAnnotations(plan: SafePlan): readonly Annotation[] {
  const notes: readonly SafeNote[] = [...plan.notes, ...plan.nodes.flatMap((node) => node.notes)];
  const distinct = new Map(notes.map((note) => [JSON.stringify(note), note]));
  return [...distinct.values()].flatMap((note) =>
    annotate(note.location, levels[note.severity], note.code, withHint(note.message, note.hint)),
  );
}

/** One remark a line, however many values and nodes it feeds. */
function changeAnnotations(plan: SafePlan): readonly Annotation[] {
  const byLine = Map.groupBy(locatedChanges(plan), ({ origin }) => JSON.stringify([origin.file, origin.line]));
  return [...byLine.values()].flatMap((changes) => {
    const nodes = [...new Set(changes.map((change) => change.node))];
    const paths = [...new Set(changes.map((change) => change.path))];
    const title = `Changes ${nameNodes(nodes, plan).short}`;
    return annotate(changes[0]?.origin, "notice", title, paths.slice(0, maxPaths).join("\n"));
  });
}

interface LocatedChange {
  readonly node: SafeText;
  readonly path: string;
  readonly origin: SafeLocation;
}

function locatedChanges(plan: SafePlan): readonly LocatedChange[] {
  const documents = plan.nodes.flatMap((node) =>
    node.kind === "changed" ? node.documents.map((document) => ({ node: node.name, ...document })) : [],
  );
  return documents.flatMap(({ node, id, changes }) =>
    changes.flatMap(({ path, origin }) => {
      const prefix = id.kind === undefined ? "" : `${formatDocumentId(id)} `;
      return origin === undefined ? [] : [{ node, path: `${prefix}${formatPath(path)}`.trim(), origin }];
    }),
  );
}

const maxPaths = 20;

function withHint(message: SafeText, hint: SafeText | undefined): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

function annotate(
  location: SafeLocation | undefined,
  level: Annotation["level"],
  title: string,
  message: string,
): readonly Annotation[] {
  if (location?.line === undefined) return [];
  const { file, line } = location;
  return [
    {
      path: file,
      startLine: line,
      endLine: line,
      level,
      title: visibleText(title).slice(0, 255),
      message: visibleText(message).slice(0, 4_000) || "changes",
    },
  ];
}
