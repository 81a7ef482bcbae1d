/** An operation that is ready to start in, what a person at a terminal decides by out. */
import { logText } from "../log-text.ts";
import { paint } from "../paint.ts";
import { footerText, roleText, type TerminalOptions, terminalChanges } from "../render-terminal.ts";
import { plural } from "../summarize-plan.ts";
import { wrapText } from "../wrap-text.ts";
import type { OperationPlan } from "./operation-plan.ts";
import { type Cell, terminalColumns } from "./terminal-columns.ts";
import { terminalFindings } from "./terminal-findings.ts";

export function renderTerminalOperation(operation: OperationPlan, options: TerminalOptions): string {
  const { plan, findings } = operation;
  const sections = [
    paint(titleText(operation), "bold", options),
    orderLines(operation, options).join("\n"),
    ...terminalChanges(plan, options),
    ...terminalFindings(findings, options),
    consequenceText(operation, options),
    paint(footerText(plan), "dim", options),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function titleText({ command, plan, nodes }: OperationPlan): string {
  const working = nodes.filter(({ unchanged }) => !unchanged);
  const disrupted = working.filter(({ disruptive }) => disruptive).length;
  const how = working.length > 1 ? ", one after another" : "";
  const rest = disrupted === 0 ? "none of them disrupted" : `${disrupted} disrupted`;
  const what = working.length === 0 ? "nothing to do" : `${plural(working.length, "node")}${how}, ${rest}`;
  return `${logText(command)} on ${logText(plan.cluster)}${nodes.length === 0 ? "" : `: ${what}`}`;
}

function orderLines({ nodes }: OperationPlan, options: TerminalOptions): readonly string[] {
  let number = 0;
  const rows = nodes.map(({ name, role, summary, disruptive, unchanged }): readonly Cell[] => {
    if (!unchanged) number += 1;
    const text = logText(summary.replace(/\s+/g, " "));
    return [
      { text: unchanged ? "–" : String(number) },
      { text: logText(name) },
      { text: roleText(role) },
      unchanged ? { text, colour: "dim" } : disruptive ? { text, colour: "yellow" } : { text },
    ];
  });
  return terminalColumns(rows, options);
}

function consequenceText({ consequences, risk }: OperationPlan, options: TerminalOptions): string {
  if (consequences.length === 0) return "";
  const title = risk === "destroy" ? "This cannot be taken back:" : "What it takes:";
  const lines = consequences.map((line) =>
    wrapText(`  - ${logText(line.replace(/\s+/g, " "))}`, options.width, "    "),
  );
  return [paint(title, risk === "destroy" ? "red" : "bold", options), ...lines].join("\n");
}
