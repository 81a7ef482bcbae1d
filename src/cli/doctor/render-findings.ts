import { logText } from "../../report/log-text.ts";
import { type Colour, paint } from "../../report/paint.ts";
import type { TerminalOptions } from "../../report/render-terminal.ts";
import { wrapText } from "../../report/wrap-text.ts";
import { areas, type Finding } from "./finding.ts";

const colours: Readonly<Record<Finding["severity"], Colour>> = {
  ok: "green",
  unknown: "dim",
  warning: "yellow",
  error: "red",
};

const markWidth = Math.max(...Object.keys(colours).map(({ length }) => length));
const indent = " ".repeat(markWidth + 4);

/** Area by area, each finding with its mend below. */
export function renderFindings(
  { title, findings }: { readonly title: string; readonly findings: readonly Finding[] },
  options: TerminalOptions,
): string {
  const sections = areas
    .map((area) => ({ area, of: findings.filter((finding) => finding.area === area) }))
    .filter(({ of }) => of.length > 0)
    .map(({ area, of }) => [area, ...of.flatMap((finding) => findingLines(finding, options))].join("\n"));
  const head = paint(`${logText(title)}: ${verdictOf(findings)}`, "bold", options);
  return `${[head, ...sections].join("\n\n")}\n`;
}

/** Whether nothing has to be mended. */
export function isWell(findings: readonly Finding[], { strict }: { readonly strict: boolean }): boolean {
  return !findings.some(({ severity }) => severity === "error" || (strict && severity === "warning"));
}

function verdictOf(findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, unknowns] = [count("error"), count("warning"), count("unknown")];
  const parts = [
    ...(errors > 0 ? [`${errors} to be mended`] : ["nothing has to be mended"]),
    ...(warnings > 0 ? [warnings === 1 ? "1 warning" : `${warnings} warnings`] : []),
    ...(unknowns > 0 ? [`${unknowns} not known`] : []),
  ];
  return parts.join(", ");
}

function findingLines({ severity, code, message, hint }: Finding, options: TerminalOptions): readonly string[] {
  const mark = paint(severity.padEnd(markWidth), colours[severity], options);
  const suffix = severity === "ok" ? "" : ` ${paint(`(${code})`, "dim", options)}`;
  return [
    wrapText(`  ${mark}  ${prose(message)}${suffix}`, options.width, indent),
    ...(hint === undefined
      ? []
      : [wrapText(`${indent}${paint("mend:", "cyan", options)} ${prose(hint)}`, options.width, indent)]),
  ];
}

function prose(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}
