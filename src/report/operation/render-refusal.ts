import type { SafeError, SafeText } from "../../redaction/redacted.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { renderErrorComment } from "../render-error.ts";
import type { ReportContext } from "../report-context.ts";

export interface Refusal {
  readonly command: SafeText;
  readonly cluster?: SafeText;
  readonly error: SafeError;
}

/** An operation that was not begun, and why. */
export function renderRefusal({ command, cluster, error }: Refusal, context: ReportContext): string {
  const where = cluster === undefined ? "" : ` on ${codeSpan(cluster)}`;
  const title = `## ${codeSpan(`/talos ${command}`)}${where}: ⛔ not carried out`;
  return `${title}\n\nNothing was changed.\n\n${renderErrorComment(error, context)}`;
}
