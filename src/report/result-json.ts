import { formatDocumentId } from "../config/machine-config.ts";
import { formatPath } from "../config/tree/config-node.ts";
import type { SafeImage, SafeLocation, SafeNodeDiff, SafeNote, SafePlan, SafeText } from "../redaction/redacted.ts";

/** The plan for programs. Fields are added, never renamed, without a new `version`; all codes are stable. */
export interface PlanResult {
  readonly version: 1;
  readonly kind: "plan";
  readonly cluster: string;
  readonly revision: string;
  readonly command: string;
  readonly mode: "live" | "offline";
  /** Whether any node's config or image differs from the desired one. */
  readonly changed: boolean;
  /** Whether applying the plan reboots a node by itself. */
  readonly reboot: boolean;
  readonly nodes: readonly NodeResult[];
  readonly digest: string;
  readonly notes: readonly NoteResult[];
}

export interface NodeResult {
  readonly name: string;
  readonly state: SafeNodeDiff["kind"];
  readonly role?: string;
  readonly address?: string;
  /** Of an unreachable node: the problem's kind; of an invalid one: the error's code. */
  readonly reasonCode?: string;
  readonly message?: string;
  /** The next step. */
  readonly hint?: string;
  /** What an invalid node's error is about. */
  readonly location?: SafeLocation;
  readonly changes: readonly ChangeResult[];
  /** As many as differ, also where they are withheld. */
  readonly changeCount: number;
  readonly reboot?: { readonly kind: string; readonly paths: readonly string[] };
  readonly image?: SafeImage;
  readonly notes: readonly NoteResult[];
}

export interface ChangeResult {
  readonly kind: "added" | "removed" | "changed";
  readonly document: string;
  readonly path: string;
  readonly location?: SafeLocation;
}

export interface NoteResult {
  readonly code: string;
  readonly severity: SafeNote["severity"];
  readonly message: string;
  readonly hint?: string;
  readonly location?: SafeLocation;
}

export function resultJson(plan: SafePlan): PlanResult {
  const { cluster, revision, command, mode, digest } = plan;
  const nodes = plan.nodes.map(nodeResult);
  return {
    version: 1,
    kind: "plan",
    cluster,
    revision,
    command,
    mode,
    changed: nodes.some(
      ({ changeCount, image }) => changeCount > 0 || (image !== undefined && image.upgrade !== "none"),
    ),
    reboot: nodes.some((node) => node.reboot?.kind === "automatic"),
    nodes,
    digest,
    notes: plan.notes.map(noteResult),
  };
}

function nodeResult(node: SafeNodeDiff): NodeResult {
  const base = { name: node.name, state: node.kind, notes: node.notes.map(noteResult) };
  const nothing = { changes: [], changeCount: 0 };
  switch (node.kind) {
    case "unchanged":
      return { ...base, ...whereabouts(node), ...nothing, ...(node.image && { image: node.image }) };
    case "changed": {
      const changes = changeResults(node);
      return {
        ...base,
        ...whereabouts(node),
        changes,
        changeCount: changes.length,
        reboot: node.reboot,
        ...(node.image && { image: node.image }),
      };
    }
    case "unreachable":
      return { ...base, ...whereabouts(node), ...nothing, reasonCode: node.reason, ...problem(node) };
    case "invalid":
      return {
        ...base,
        ...nothing,
        reasonCode: node.code,
        ...problem(node),
        ...(node.location && { location: node.location }),
      };
    case "withheld":
      return { ...base, changes: [], changeCount: node.changes };
    default:
      return node satisfies never;
  }
}

function problem({ message, hint }: { readonly message: SafeText; readonly hint?: SafeText }) {
  return { message, ...(hint !== undefined && { hint }) };
}

function whereabouts(node: { readonly role: string; readonly address: string }): { role: string; address: string } {
  return { role: node.role, address: node.address };
}

function changeResults(node: Extract<SafeNodeDiff, { kind: "changed" }>): readonly ChangeResult[] {
  return node.documents.flatMap((document) =>
    document.changes.map(({ kind, path, origin }) => ({
      kind,
      document: formatDocumentId(document.id),
      path: formatPath(path),
      ...(origin && { location: origin }),
    })),
  );
}

function noteResult({ code, severity, message, hint, location }: SafeNote): NoteResult {
  return { code, severity, message, ...(hint !== undefined && { hint }), ...(location && { location }) };
}
