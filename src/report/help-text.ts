import type { CommandName, Risk } from "../chatops/command.ts";
import type { CommandSpec } from "../chatops/command-spec.ts";
import { commandTable, findCommand, flagsOf } from "../chatops/command-table.ts";
import {
  argumentForm,
  commitDescription,
  commitForm,
  fallbackOf,
  flagForm,
  labelForm,
  usageOf,
} from "../chatops/describe-command.ts";
import { codeSpan } from "./markdown/code-span.ts";
import { escapeMarkdown } from "./markdown/escape-markdown.ts";

const titles: Readonly<Record<Risk, string>> = {
  none: "About this",
  read: "Reading",
  change: "Changing",
  destroy: "Destroying: the node has to be named again with `--confirm`",
  verdict: "Deciding about another person's plan that waits for a comment (with the bot)",
};

/** What `/talos help` answers, as Markdown: the commands that can be commented, or everything about one. */
export function helpText(topic: CommandName | undefined): string {
  const entry = topic === undefined ? undefined : findCommand(topic);
  return entry === undefined ? listText() : entryText(entry);
}

function listText(): string {
  const risks: readonly Risk[] = ["read", "change", "destroy", "verdict", "none"];
  const lists = risks.map((risk) => {
    const entries = commandTable.filter((entry) => entry.risk === risk && entry.doors.includes("comment"));
    const lines = entries.map((entry) => `- ${codeSpan(`/talos ${usageOf(entry)}`)}: ${entry.summary}`);
    return `**${titles[risk]}**\n\n${lines.join("\n")}\n`;
  });
  const nodes = "Nodes are names, globs (`talos-m*`), `all`, `controlplane`, `workers`, and `<cluster>/<node>`.";
  const labels =
    "With the bot a label does what a comment does: `talos/<command>`, `talos/<command>/<node>`, `talos/<command>/<cluster>/<node>`.";
  return `${lists.join("\n")}\n${nodes} ${labels} \`/talos help <command>\` describes one command.\n\n`;
}

function entryText(entry: CommandSpec): string {
  const { aliases, args, description, examples } = entry;
  const rows = [
    ...args.map((arg) => `| ${codeSpan(argumentForm(arg))} | ${escapeMarkdown(arg.description)} |`),
    ...flagsOf(entry).map((flag) => {
      const fallback = fallbackOf(flag);
      const unless = fallback === undefined ? "" : `; ${codeSpan(fallback)} unless told`;
      return `| ${codeSpan(flagForm(flag)).replaceAll("|", "\\|")} | ${escapeMarkdown(flag.description)}${unless} |`;
    }),
    ...(entry.goesByCommit ? [`| ${codeSpan(commitForm)} | ${escapeMarkdown(commitDescription)} |`] : []),
  ];
  const also = aliases.length === 0 ? "" : ` Also: ${aliases.map(codeSpan).join(", ")}.`;
  const lines = examples.map(({ line, does }) => `- ${codeSpan(`/talos ${line}`)}: ${does}`);
  const label = entry.doors.includes("label") ? ` As a label: ${codeSpan(labelForm(entry))}.` : "";
  return [
    `${codeSpan(`/talos ${usageOf(entry)}`)}: ${entry.summary}.${also}${label}\n`,
    `${description}\n`,
    `| | |\n|---|---|\n${rows.join("\n")}\n`,
    `${lines.join("\n")}\n\n`,
  ].join("\n");
}
