import type { OperationResult, SuggestedChange } from "../../operate.ts";
import type { KeptSnapshot } from "../../operation/snapshot-store.ts";
import { type OperationResultJson, operationJson } from "../../report/operation/operation-json.ts";
import type { OperationPlan } from "../../report/operation/operation-plan.ts";
import { renderTerminalResult } from "../../report/operation/terminal-result.ts";
import type { CommandCall, ExitCode } from "../command.ts";

const defaultWidth = 100;

/** Writes what became of an operation to stdout. */
export function showResult({ output }: CommandCall, result: OperationResult, plan: OperationPlan): ExitCode {
  const { progress, snapshot: kept, suggestedChange } = result;
  if (kept !== undefined && !kept.encrypted) output.say(`warning: ${unprotected(kept)}`);
  if (output.json) {
    const extras = { ...(kept && { snapshot: kept }), ...(suggestedChange && { suggestedChange }) };
    output.writeJson(operationJson(progress, plan, extras) satisfies OperationResultJson);
  } else {
    const lines = [...(kept ? [snapshotText(kept)] : []), ...(suggestedChange ? suggestionLines(suggestedChange) : [])];
    const options = { color: output.color.stdout, width: output.columns ?? defaultWidth };
    output.write(renderTerminalResult(progress, { lines }, options));
  }
  return progress.state === "succeeded" ? 0 : 1;
}

function unprotected({ path }: KeptSnapshot): string {
  return `${path} is not encrypted, and it holds every Secret of the cluster; snapshots.recipients of the settings encrypts`;
}

function snapshotText({ path, bytes, sha256, encrypted }: KeptSnapshot): string {
  const size = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return `Snapshot: ${path} (${size}, ${encrypted ? "encrypted" : "not encrypted"}, SHA-256 ${sha256.slice(0, 16)}…)`;
}

/** What a person should commit, so that the repository says what the cluster runs. */
function suggestionLines({ changes, unplaced }: SuggestedChange): readonly string[] {
  return [
    "To be committed, so that the repository says what the cluster runs:",
    ...changes.flatMap(({ file, line, before, after }) => [`  ${file}:${line}`, `  -${before}`, `  +${after}`]),
    ...unplaced.map(({ path, value }) => `  ${path}: ${value}`),
  ];
}
