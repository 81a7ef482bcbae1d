import type { PlanDigest } from "../diff/plan.ts";
import type { StepName } from "../operation/operation.ts";
import type { OperationRecord } from "../operation/operation-record.ts";
import type { Approval } from "./operate-request.ts";

/**
 * What of a plan is another than what was approved.
 *
 * @returns names of parts, such as `live/talos-m01`; `digest` where the approval does not tell its parts; nothing when equal
 */
export function changedParts({ digest, parts }: Approval, now: PlanDigest): readonly string[] {
  if (digest === now.value) return [];
  const changed = parts === undefined ? [] : differing(parts, now.parts);
  return changed.length === 0 ? ["digest"] : changed;
}

/** Steps after which a node's configuration and image are still what they were. */
const harmless: ReadonlySet<StepName> = new Set(["check", "cordon", "drain", "pull", "snapshot"]);

/**
 * The same for an operation that goes on: what is live of a node that was changed has changed by the operation itself.
 * Everything that the repository says has to be as it was.
 */
export function changedSince({ digestParts, nodes }: OperationRecord, now: PlanDigest): readonly string[] {
  const begun = new Set(nodes.flatMap(({ name, step }) => (step === undefined || harmless.has(step) ? [] : [name])));
  return differing(digestParts, now.parts).filter((part) => {
    const slash = part.indexOf("/");
    const [kind, node] = [part.slice(0, slash), part.slice(slash + 1)];
    return slash === -1 || kind === "desired" || kind === "place" || !begun.has(node);
  });
}

function differing(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}

/** For people: `the live configuration of talos-m01, the commit`. */
export function describeParts(parts: readonly string[]): string {
  return parts.map(describePart).join(", ");
}

function describePart(part: string): string {
  const slash = part.indexOf("/");
  const node = part.slice(slash + 1);
  switch (slash === -1 ? part : part.slice(0, slash)) {
    case "revision":
      return "the commit";
    case "command":
      return "the command";
    case "nodes":
      return "the choice of nodes";
    case "desired":
      return `the wanted configuration of ${node}`;
    case "kubernetes":
      return `the Kubernetes components of ${node}`;
    case "live":
      return `the live configuration of ${node}`;
    case "secrets":
      return `secrets of ${node}`;
    case "place":
      return `the role or the address of ${node}`;
    case "image":
      return `the image of ${node}`;
    default:
      return "the plan";
  }
}
