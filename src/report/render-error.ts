import { formatLocation } from "../errors.ts";
import type { SafeError } from "../redaction/redacted.ts";
import { logText } from "./log-text.ts";
import { codeSpan } from "./markdown/code-span.ts";
import { escapeMarkdown } from "./markdown/escape-markdown.ts";
import { hintText } from "./markdown/hint-text.ts";
import { paint } from "./paint.ts";
import type { ReportContext } from "./report-context.ts";

/** An error as a comment; of a bug only where its log is, since its own text may hold a secret. */
export function renderErrorComment(error: SafeError, context: ReportContext): string {
  const run = context.runUrl === undefined ? "the workflow run" : `[the workflow run](${context.runUrl})`;
  if (error.kind === "bug") {
    return `> [!CAUTION]\n> **Something went wrong in talos-chatops itself.** Its log is in ${run}.\n`;
  }
  const lines = [`> [!CAUTION]`, `> **${escapeMarkdown(error.message)}**`];
  if (error.location !== undefined) lines.push(">", `> In ${codeSpan(formatLocation(error.location))}`);
  if (error.hint !== undefined) lines.push(">", `> ${hintText(error.hint)}`);
  const source = context.runUrl === undefined ? "" : ` · ${run}`;
  return `${lines.join("\n")}\n\n<sub>${codeSpan(error.code)}${source}</sub>\n`;
}

/** An error for a terminal or a log, without a line feed at the end. */
export function renderErrorText(error: SafeError, options: { readonly color: boolean }): string {
  const label = paint("error:", "red", options);
  if (error.kind === "bug") return `${label} Something went wrong in talos-chatops itself; see the log.`;
  const lines = [`${label} ${logText(error.message)}`];
  if (error.location !== undefined)
    lines.push(`  ${paint("at", "dim", options)} ${logText(formatLocation(error.location))}`);
  if (error.hint !== undefined) lines.push(`  ${paint("hint:", "cyan", options)} ${logText(error.hint)}`);
  return lines.join("\n");
}
