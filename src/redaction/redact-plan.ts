import type { DocumentId, MachineConfig } from "../config/machine-config.ts";
import type { MapNode } from "../config/tree/config-node.ts";
import type { Change, DocumentDiff, ImageComparison, NodeDiff } from "../diff/node-diff.ts";
import type { Plan } from "../diff/plan.ts";
import type { Note } from "../errors.ts";
import { redactHint, redactLocation } from "./redact-error.ts";
import type {
  SafeChange,
  SafeDocumentDiff,
  SafeDocumentId,
  SafeImage,
  SafeNodeDiff,
  SafeNote,
  SafePlan,
  SafeText,
  SafeTree,
} from "./redacted.ts";

export interface PlanRedaction {
  readonly text: (text: string) => SafeText;
  readonly tree: (document: MapNode, id: DocumentId) => SafeTree;
  /** A node's own document: hidden too is what it has where the repository wants a secret. */
  readonly liveTree: (document: MapNode, id: DocumentId, desired: MapNode | undefined) => SafeTree;
  /** A map key, as `tree` writes it. */
  readonly key: (key: string) => SafeText;
  readonly learn: (config: MachineConfig) => void;
  /** Remembers older secrets of a node: what stands where the repository wants a secret. Learn all of that before. */
  readonly learnLive: (
    document: MapNode,
    id: DocumentId,
    desired: MapNode | undefined,
    names: ReadonlySet<string>,
  ) => void;
  /** Names a random-looking token that is no secret. */
  readonly allow: (token: string) => void;
}

/** Learns all that the plan itself holds, then redacts node by node: what fails for one node leaves the others readable. */
export function redactPlan(plan: Plan, redaction: PlanRedaction): SafePlan {
  const { text } = redaction;
  const unlearned = new Set(plan.nodes.filter((node) => !learnNode(node, redaction)));
  const names = new Set([plan.cluster, ...plan.nodes.map(({ node }) => node.name)]);
  for (const node of plan.nodes) if (!learnFormer(node, names, redaction)) unlearned.add(node);
  allowDigests(plan, redaction);
  return {
    cluster: text(plan.cluster),
    revision: text(plan.revision),
    command: text(plan.command),
    mode: plan.mode,
    nodes: plan.nodes.map((node) => (unlearned.has(node) ? withhold(node, text) : redactOrWithhold(node, redaction))),
    digest: plan.digest.value,
    digestParts: plan.digest.parts,
    notes: plan.notes.map((note) => redactNote(note, text)),
  };
}

function learnNode(node: NodeDiff, { learn }: PlanRedaction): boolean {
  try {
    if (node.kind !== "changed") return true;
    for (const { id, desired, live } of node.documents) {
      const roots = [desired, live].filter((root) => root !== undefined);
      learn({ documents: roots.map((root) => ({ id, root })) });
    }
    return true;
  } catch {
    return false;
  }
}

function learnFormer(node: NodeDiff, names: ReadonlySet<string>, { learnLive }: PlanRedaction): boolean {
  try {
    if (node.kind !== "changed") return true;
    for (const { id, desired, live } of node.documents) if (live !== undefined) learnLive(live, id, desired, names);
    return true;
  } catch {
    return false;
  }
}

function allowDigests(plan: Plan, { allow }: PlanRedaction): void {
  const images = plan.nodes.map((node) => ("image" in node ? node.image : undefined));
  const schematics = images.flatMap((image) => [image?.liveSchematic, image?.desiredSchematic]);
  const digests = [plan.revision, plan.digest.value, ...Object.values(plan.digest.parts), ...schematics];
  for (const digest of digests) if (digest !== undefined && /^[0-9a-f]{40,64}$/.test(digest)) allow(digest);
}

function redactOrWithhold(node: NodeDiff, redaction: PlanRedaction): SafeNodeDiff {
  try {
    return redactNode(node, redaction);
  } catch {
    return withhold(node, redaction.text);
  }
}

/** No error text either: it may quote what could not be redacted. */
function withhold(node: NodeDiff, text: (text: string) => SafeText): SafeNodeDiff {
  const changes = node.kind === "changed" ? node.documents.flatMap((document) => document.changes).length : 0;
  return { kind: "withheld", name: text(node.node.name), changes, notes: [] };
}

function redactNode(node: NodeDiff, redaction: PlanRedaction): SafeNodeDiff {
  const { text } = redaction;
  const name = text(node.node.name);
  if (node.kind === "invalid") {
    const { code, message, hint, location } = node.error;
    const shown = { message: text(message), ...redactHint(hint, text), ...redactLocation(location, text) };
    return { kind: "invalid", name, code, ...shown, notes: [] };
  }
  const base = {
    name,
    role: node.node.role,
    address: text(node.node.address),
    notes: node.notes.map((note) => redactNote(note, text)),
  };
  if (node.kind === "unreachable") {
    const { kind, message, hint } = node.problem;
    return { kind: "unreachable", ...base, reason: kind, message: text(message), ...redactHint(hint, text) };
  }
  const image = node.image === undefined ? {} : { image: redactImage(node.image, text) };
  if (node.kind === "unchanged") return { kind: "unchanged", ...base, ...image };
  const paths = node.reboot.kind === "none" ? [] : node.reboot.paths.map(text);
  return {
    kind: "changed",
    ...base,
    ...image,
    documents: node.documents.map((document) => redactDocument(document, redaction)),
    reboot: { kind: node.reboot.kind, paths },
  };
}

function redactDocument(document: DocumentDiff, { text, key, tree, liveTree }: PlanRedaction): SafeDocumentDiff {
  const { id, kind, desired, live, changes } = document;
  return {
    id: redactId(id, text),
    kind,
    ...(desired === undefined ? {} : { desired: tree(desired, id) }),
    ...(live === undefined ? {} : { live: liveTree(live, id, desired) }),
    changes: changes.map((change) => redactChange(change, { text, key })),
  };
}

function redactId(id: DocumentId, text: (text: string) => SafeText): SafeDocumentId {
  return {
    ...(id.apiVersion === undefined ? {} : { apiVersion: text(id.apiVersion) }),
    ...(id.kind === undefined ? {} : { kind: text(id.kind) }),
    ...(id.name === undefined ? {} : { name: text(id.name) }),
  };
}

function redactChange(change: Change, { text, key }: Pick<PlanRedaction, "text" | "key">): SafeChange {
  const { kind, path, origin } = change;
  const { location } = redactLocation(origin, text);
  const steps = path.map((step) => (typeof step === "number" ? step : key(step)));
  return { kind, path: steps, ...(location === undefined ? {} : { origin: location }) };
}

function redactImage(image: ImageComparison, text: (text: string) => SafeText): SafeImage {
  const { liveVersion, desiredVersion, liveSchematic, desiredSchematic, desiredImage, upgrade, reasons } = image;
  return {
    liveVersion: text(liveVersion),
    ...(desiredVersion === undefined ? {} : { desiredVersion: text(desiredVersion) }),
    ...(liveSchematic === undefined ? {} : { liveSchematic: text(liveSchematic) }),
    ...(desiredSchematic === undefined ? {} : { desiredSchematic: text(desiredSchematic) }),
    ...(desiredImage === undefined ? {} : { desiredImage: text(desiredImage) }),
    upgrade,
    reasons: reasons.map(text),
  };
}

function redactNote({ code, severity, message, hint, location }: Note, text: (text: string) => SafeText): SafeNote {
  return { code, severity, message: text(message), ...redactHint(hint, text), ...redactLocation(location, text) };
}
