import type { SafePlan } from "../redaction/redacted.ts";
import { composeFooter, composePlan, composeTitle } from "./markdown/compose-plan.ts";
import { leftOutText } from "./markdown/left-out-text.ts";
import { packPieces } from "./markdown/pack-pieces.ts";
import type { ReportContext } from "./report-context.ts";

export interface CommentContext extends ReportContext {
  /** Comments that a plan may take; what goes beyond them is in the job summary. 4 unless told. */
  readonly maxParts?: number;
}

/**
 * GitHub refuses a comment above 65,536 characters (counted in UTF-16 units here, which is never fewer) or 262,144 bytes.
 * The rest is for the hidden marker by which the comment is found again, title, footer and the word on what is left out.
 */
const maxUnits = 60_000;
const maxBytes = 240_000;
const maxLineLength = 1_000;

/** The plan as one comment, or as several when it is too long for one. */
export function renderComment(plan: SafePlan, context: CommentContext): readonly string[] {
  const pieces = composePlan(plan, context, { maxLineLength });
  const packing = packPieces(pieces, { maxUnits, maxBytes, maxParts: context.maxParts ?? 4 });
  const bodies = packing.parts.length === 0 ? [""] : packing.parts;
  return bodies.map((body, index) => {
    const [part, parts] = [index + 1, bodies.length];
    const isLast = part === parts;
    const number = parts === 1 ? "" : ` (${part}/${parts})`;
    return [
      `${composeTitle(plan)}${number}\n\n`,
      body,
      isLast
        ? leftOutText(packing.leftOut, `${context.maxParts ?? 4} comments`, summaryPlace(context))
        : `Continued in part ${part + 1} of ${parts}.\n\n`,
      composeFooter(plan, context),
    ].join("");
  });
}

function summaryPlace(context: CommentContext): string {
  return context.runUrl === undefined ? "the job summary" : `[the job summary](${context.runUrl})`;
}
