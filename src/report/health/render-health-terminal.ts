/** A cluster's report for a terminal or a log: the nodes, what was found, or etcd's members. */
import type { ClusterReport, EtcdMemberReport, NodeReport } from "../../health/cluster-report.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { logText } from "../log-text.ts";
import { type Colour, paint } from "../paint.ts";
import type { TerminalOptions } from "../render-terminal.ts";
import { type Cell, tableLines } from "../table-lines.ts";
import { wrapText } from "../wrap-text.ts";
import { bytesText } from "./bytes-text.ts";
import { etcdText, roleText, schematicText, versionText } from "./node-cells.ts";
import { describeStates, type Tone, toneOf } from "./state-words.ts";
import { describeAreas, etcdVerdict, healthVerdict, isOfEtcd, lockText, nodesVerdict } from "./summarize-cluster.ts";

type Report = Safe<ClusterReport>;

const colours: Readonly<Record<Tone, Colour>> = { good: "green", notice: "yellow", bad: "red" };

/** `status`: what the chosen nodes run and how they are. */
export function renderStatusTerminal(report: Report, options: TerminalOptions): string {
  const notes = report.nodes.flatMap(({ name, notes }) =>
    notes.map((note) => (note.startsWith(name) ? note : `${name}: ${note}`)),
  );
  return sections([
    title(report, nodesVerdict(report), options),
    tableLines(statusHeader, report.nodes.map(statusRow), options).join("\n"),
    notes.map((note) => wrapText(prose(note), options.width)).join("\n"),
    wrapText(paint(prose(lockText(report) ?? ""), "yellow", options), options.width),
    report.findings.some(({ verdict }) => verdict === "refuse")
      ? paint(`the cluster is ${healthVerdict(report)}; health tells more`, "red", options)
      : "",
  ]);
}

/** `health`: everything that was judged, and what is wrong. */
export function renderHealthTerminal(report: Report, options: TerminalOptions): string {
  const areas = describeAreas(report).map(({ name, text, tone }) => {
    const mark = { good: "ok", notice: "note", bad: "bad" }[tone];
    return [{ text: mark, colour: colours[tone] }, { text: name }, { text: prose(text) }];
  });
  return sections([
    title(report, healthVerdict(report), options),
    tableLines(["", "", ""], areas, options).slice(1).join("\n"),
    ...report.findings.map((finding) => findingText(finding, options)),
  ]);
}

/** `etcd status`: every member, by what it says of itself. */
export function renderEtcdTerminal(report: Report, options: TerminalOptions): string {
  return sections([
    title(report, etcdVerdict(report), options),
    tableLines(etcdHeader, report.etcd.members.map(etcdRow), options).join("\n"),
    ...report.findings.filter(isOfEtcd).map((finding) => findingText(finding, options)),
  ]);
}

function title({ cluster }: Report, verdict: string, options: TerminalOptions): string {
  return paint(`${logText(cluster)}: ${verdict}`, "bold", options);
}

const statusHeader = ["NODE", "ROLE", "STATE", "TALOS", "SCHEMATIC", "KUBERNETES", "ETCD"];

function statusRow(node: Safe<NodeReport>): readonly Cell[] {
  return [
    { text: logText(node.name) },
    { text: roleText(node) },
    { text: describeStates(node), colour: colours[toneOf(node)] },
    { text: logText(versionText(node)) },
    { text: logText(schematicText(node)) },
    { text: logText(node.kubernetesVersion ?? "") },
    { text: etcdText(node), ...((node.etcd === "none" || node.etcd === "unhealthy") && { colour: "red" as const }) },
  ];
}

const etcdHeader = ["MEMBER", "ID", "STATE", "DATABASE", "INDEX", "NOT APPLIED", "BEHIND", "ALARMS"];

function etcdRow(member: Safe<EtcdMemberReport>): readonly Cell[] {
  return [
    { text: logText(member.name === "" ? "not started" : member.name) },
    { text: logText(member.id) },
    { text: memberState(member), colour: member.healthy ? "green" : "red" },
    { text: member.databaseBytes === undefined ? "" : bytesText(member.databaseBytes) },
    { text: logText(member.raftIndex ?? "") },
    { text: String(member.unapplied ?? "") },
    { text: String(member.behind ?? "") },
    { text: member.alarms.join(", "), colour: "red" },
  ];
}

function memberState({ healthy, leader, learner, trouble }: Safe<EtcdMemberReport>): string {
  const role = leader ? "leader" : learner ? "learner" : "member";
  return healthy ? role : logText(`${role}: ${trouble ?? "not healthy"}`);
}

function findingText({ verdict, code, message, evidence, hint }: Safe<GateFinding>, options: TerminalOptions): string {
  const label = verdict === "refuse" ? paint("error:", "red", options) : paint("warning:", "yellow", options);
  const lines = [
    wrapText(`${label} ${prose(message)} ${paint(`(${code})`, "dim", options)}`, options.width),
    ...evidence.map((line) => wrapText(`  - ${prose(line)}`, options.width)),
    ...(hint === undefined ? [] : [wrapText(`  ${paint("hint:", "cyan", options)} ${prose(hint)}`, options.width)]),
  ];
  return lines.join("\n");
}

function prose(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}

function sections(texts: readonly string[]): string {
  return `${texts.filter((text) => text !== "").join("\n\n")}\n`;
}
