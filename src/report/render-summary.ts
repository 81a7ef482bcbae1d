import type { SafePlan } from "../redaction/redacted.ts";
import { composeFooter, composePlan, composeTitle } from "./markdown/compose-plan.ts";
import { leftOutText } from "./markdown/left-out-text.ts";
import { packPieces } from "./markdown/pack-pieces.ts";
import type { ReportContext } from "./report-context.ts";

/** A job summary holds 1 MiB per step; a step may have written something before. */
const maxBytes = 900_000;
const maxLineLength = 20_000;

/** The whole plan for the job summary, as Markdown. */
export function renderSummary(plan: SafePlan, context: ReportContext): string {
  const pieces = composePlan(plan, context, { maxLineLength });
  const packing = packPieces(pieces, { maxUnits: maxBytes, maxBytes, maxParts: 1 });
  return [
    `${composeTitle(plan)}\n\n`,
    packing.parts[0] ?? "",
    leftOutText(packing.leftOut, "a job summary", "the output of `talos-chatops diff` on a terminal"),
    composeFooter(plan, context),
  ].join("");
}
