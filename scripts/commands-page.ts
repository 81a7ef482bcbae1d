import type { Risk } from "../src/chatops/command.ts";
import type { CommandSpec } from "../src/chatops/command-spec.ts";
import { clusterFlag, commandTable } from "../src/chatops/command-table.ts";
import {
  argumentForm,
  commitDescription,
  commitForm,
  fallbackOf,
  flagForm,
  labelForm,
  usageOf,
} from "../src/chatops/describe-command.ts";

const doors = { comment: "comments", label: "labels", cli: "the command line", dispatch: "workflow_dispatch" };
const risks: Readonly<Record<Risk, string>> = {
  none: "says something about talos-chatops itself; for everybody who may ask for anything",
  verdict: "lets another person's request go on, or ends it; for who has the right to that request's command",
  read: "changes nothing",
  change: "changes the cluster, one node at a time, after approval",
  destroy: "takes something away for good: the node is named again with `--confirm`",
};

/** The text of docs/commands.md. */
export function commandsPage(): string {
  const rows = commandTable.map(
    (entry) =>
      `| [\`${escapePipes(usageOf(entry))}\`](#${anchorOf(entry)}) | ${entry.risk} | ${labelCell(entry)} | ${entry.summary} |`,
  );
  return `${`${[
    "# Commands",
    "",
    "<!-- Written by scripts/commands-docs.ts from src/chatops/command-table.ts. -->",
    "",
    "A line of a comment that begins with `/talos` is a command; each such line is a request of its own. What stands in code,",
    "quotes or HTML comments is none. The same commands are given to `talos-chatops` on the [command line](cli.md).",
    "",
    "| command | risk | as a label | does |",
    "|---|---|---|---|",
    ...rows,
    "",
    "| risk | |",
    "|---|---|",
    ...Object.entries(risks).map(([risk, text]) => `| ${risk} | ${text} |`),
    "",
    "**Nodes** are names, globs (`talos-m*`), `all`, `controlplane`, `workers`, each also behind `<cluster>/`, separated by spaces or",
    "commas. Where a repository holds several clusters the command names one: `main/talos-m01` or `--cluster main`.",
    "",
    "**Flags** are written `--flag value` or `--flag=value`, before or behind the arguments, each once. A text of several words",
    'stands in quotes: `--reason "switch is being replaced"`. A version has three numbers, `v1.13.9` or `1.13.9`; a duration is',
    "`90s`, `5m` or `1h30m`.",
    "",
    "**Labels.** With the bot a label on the pull request is the same command: `talos/upgrade/talos-m02`. It is read with the commit",
    "that was the head when it was set, counts for whoever set it, and is taken off at once; setting it again asks again. The node is",
    "a name, a glob or a group as in a comment, `<cluster>/<node>` where there are several clusters, and a command that is for no node",
    "takes the cluster alone: `talos/health/main`. A name of two words is written with a dash. What destroys, decides or needs further",
    "words is typed. A label that comes near to no command, such as `talos/docs`, is left alone; GitHub's labels hold 50 characters.",
    "",
    "A line that cannot be understood is answered with the word at fault and what was probably meant:",
    "",
    "```text",
    "/talos upgrde all",
    "       ^^^^^^",
    "There is no such command. Did you mean upgrade?",
    "```",
    "",
    `Every command but \`can\` also takes \`${flagForm(clusterFlag)}\`: ${clusterFlag.description.replaceAll("<", "&lt;")}.`,
    "",
    `What goes by the pull request's commit also takes \`${commitForm}\`, anywhere behind its name: ${commitDescription}.`,
    "Who types it cannot be overtaken by a push that nobody has seen: `/talos upgrade all @3f9a1c2`. The other commands (`help`,",
    "`whoami`, `can`, `approve`, `reject`, and those about the lock) go by no commit and refuse one; a plan is named by its digest.",
    "",
    ...commandTable.flatMap(section),
  ].join("\n")}`.trimEnd()}\n`;
}

function section(entry: CommandSpec): readonly string[] {
  const { name, aliases, risk, description, examples } = entry;
  const also = aliases.length === 0 ? "" : ` Also written ${aliases.map((alias) => `\`${alias}\``).join(", ")}.`;
  return [
    `## ${name}`,
    "",
    "```text",
    ...examples.map(({ line }) => `/talos ${line}`),
    "```",
    "",
    `${description}${also} Risk: ${risk}; from ${entry.doors.map((door) => doors[door]).join(", ")}.`,
    "",
    ...table(entry),
  ];
}

function table({ args, flags }: CommandSpec): readonly string[] {
  const rows = [
    ...args.map((arg) => `| \`${argumentForm(arg)}\` | ${arg.description.replaceAll("<", "&lt;")} |`),
    ...flags.map((flag) => {
      const fallback = fallbackOf(flag);
      const unless = fallback === undefined ? "" : `; \`${fallback}\` unless told`;
      return `| \`${escapePipes(flagForm(flag))}\` | ${flag.description.replaceAll("<", "&lt;")}${unless} |`;
    }),
  ];
  return rows.length === 0 ? [] : ["| | |", "|---|---|", ...rows, ""];
}

function labelCell(entry: CommandSpec): string {
  return entry.doors.includes("label") ? `\`${labelForm(entry)}\`` : "";
}

function escapePipes(text: string): string {
  return text.replaceAll("|", "\\|");
}

function anchorOf({ name }: CommandSpec): string {
  return name.replaceAll(" ", "-");
}
