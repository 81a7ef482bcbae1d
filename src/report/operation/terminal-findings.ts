import type { GateFinding } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { logText } from "../log-text.ts";
import { paint } from "../paint.ts";
import { wrapText } from "../wrap-text.ts";

interface TextOptions {
  readonly color: boolean;
  readonly width: number;
}

const labels = { refuse: ["refused:", "red"], warn: ["warning:", "yellow"] } as const;
const maxEvidence = 8;

/** What gates object to, refusals before warnings: sentence, evidence and hint of each. */
export function terminalFindings(findings: readonly Safe<GateFinding>[], options: TextOptions): readonly string[] {
  return (["refuse", "warn"] as const).flatMap((verdict) =>
    findings.filter((finding) => finding.verdict === verdict).map((finding) => findingText(finding, options)),
  );
}

function findingText({ verdict, message, code, evidence, hint }: Safe<GateFinding>, options: TextOptions): string {
  const [label, colour] = labels[verdict];
  const more = evidence.length - maxEvidence;
  const wrap = (line: string) => wrapText(line, options.width, "    ");
  return [
    wrap(`${paint(label, colour, options)} ${plain(message)} ${paint(`(${code})`, "dim", options)}`),
    ...evidence.slice(0, maxEvidence).map((line) => `  - ${plain(line)}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...(hint === undefined ? [] : [wrap(`  ${paint("hint:", "cyan", options)} ${plain(hint)}`)]),
  ].join("\n");
}

function plain(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}
