/** What all parts of a request's view are made from. */
import type { RequestProgress } from "../../chatops/judge-progress.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";

export interface RequestState {
  readonly record: RequestRecord;
  readonly truth: RequestTruth;
  readonly progress: RequestProgress;
}

/** It was approved, or begun, before this run: what the run plans only checks that it is still the same. */
export function isUnderway({ run, verdict }: RequestTruth): boolean {
  return verdict?.verdict === "approved" || (run?.kind === "found" && run.goesOn);
}

const maxNames = 6;

/** `bob, carol or acme/infra`; foreign text still. */
export function nameAll(names: readonly string[], write: (name: string) => string = (name) => name): string {
  const shown = names.slice(0, maxNames).map(write);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  const last = all.at(-1) ?? "";
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} or ${last}` : last;
}

/** `a runner with labels self-hosted, talos-plan`; foreign text still. */
export function runnerOf(
  { run }: RequestTruth,
  phase: "plan" | "operate",
  write: (label: string) => string = (label) => label,
): string {
  const labels = run?.kind === "found" ? (run[phase]?.labels ?? []) : [];
  if (labels.length === 0) return "a runner";
  return `a runner with ${labels.length === 1 ? "label" : "labels"} ${labels.slice(0, maxNames).map(write).join(", ")}`;
}

/** A login or team. */
export function personText(name: string): string {
  return `**${escapeMarkdown(name)}**`;
}

/** Foreign text as code inside of a table. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}
