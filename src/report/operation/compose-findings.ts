/** What gates object to, as alerts with their evidence; what several nodes have in common stands once. */
import type { GateFinding } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { hintText } from "../markdown/hint-text.ts";
import type { Piece } from "../markdown/pack-pieces.ts";

const alerts = { refuse: "CAUTION", warn: "WARNING" } as const;
const maxEvidence = 12;

/** Refusals come before warnings. */
export function composeFindings(findings: readonly Safe<GateFinding>[]): readonly Piece[] {
  return (["refuse", "warn"] as const).flatMap((verdict) =>
    findings.filter((finding) => finding.verdict === verdict).map(composeFinding),
  );
}

function composeFinding({ verdict, code, message, evidence, hint }: Safe<GateFinding>): Piece {
  const shown = evidence.slice(0, maxEvidence).map((line) => `> - ${escapeMarkdown(line)}`);
  const more = evidence.length - shown.length;
  const lines = [
    `> [!${alerts[verdict]}]`,
    `> **${escapeMarkdown(message)}** ${codeSpan(code)}`,
    ...(hint === undefined ? [] : [">", `> ${hintText(hint)}`]),
    ...(shown.length === 0 ? [] : [">", ...shown]),
    ...(more > 0 ? [`> - and ${more} more`] : []),
  ];
  return { wrappers: [], text: `${lines.join("\n")}\n\n`, name: "what gates object to" };
}
