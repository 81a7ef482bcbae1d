/** A cluster's report as Markdown: the nodes, what was found, or etcd's members. */
import type { ClusterReport, EtcdMemberReport, NodeReport } from "../../health/cluster-report.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import type { Piece, Wrapper } from "../markdown/pack-pieces.ts";
import { composeFindings } from "../operation/compose-findings.ts";
import { bytesText } from "./bytes-text.ts";
import { etcdText, roleText, schematicText, versionText } from "./node-cells.ts";
import { describeStates, type Tone, toneOf } from "./state-words.ts";
import { describeAreas, etcdVerdict, healthVerdict, isOfEtcd, lockText, nodesVerdict } from "./summarize-cluster.ts";

type Report = Safe<ClusterReport>;

const signs: Readonly<Record<Tone, string>> = { good: "🟢", notice: "🟡", bad: "🔴" };

/** `status` */
export function composeStatus(report: Report): readonly Piece[] {
  const rows = report.nodes.map((node) => [
    codeSpan(node.name),
    roleText(node),
    `${signs[toneOf(node)]} ${describeStates(node)}`,
    codeSpan(versionText(node)),
    codeSpan(schematicText(node)),
    codeSpan(node.kubernetesVersion ?? ""),
    etcdText(node),
    escapeMarkdown(notesOf(node)),
  ]);
  const lock = lockText(report);
  const isIll = report.findings.some(({ verdict }) => verdict === "refuse");
  return [
    lead(report, nodesVerdict(report)),
    ...table(["Node", "Role", "State", "Talos", "Schematic", "Kubernetes", "etcd", "Notes"], rows),
    ...(lock === undefined ? [] : [piece(`🔒 ${escapeMarkdown(lock)}.\n\n`)]),
    ...(isIll ? [piece(`The cluster is ${healthVerdict(report)}. \`/talos health\` tells more.\n\n`)] : []),
  ];
}

/** `health` */
export function composeHealth(report: Report): readonly Piece[] {
  const rows = describeAreas(report).map(({ name, text, tone }) => [signs[tone], name, escapeMarkdown(text)]);
  return [
    lead(report, healthVerdict(report)),
    ...table(["", "Looked at", "Found"], rows),
    ...composeFindings(report.findings),
  ];
}

/** `etcd status` */
export function composeEtcd(report: Report): readonly Piece[] {
  const rows = report.etcd.members.map((member) => [
    codeSpan(member.name === "" ? "not started" : member.name),
    codeSpan(member.id),
    memberState(member),
    member.databaseBytes === undefined ? "" : bytesText(member.databaseBytes),
    member.raftIndex ?? "",
    String(member.unapplied ?? ""),
    String(member.behind ?? ""),
    member.alarms.join(", "),
  ]);
  const header = ["Member", "Id", "State", "Database", "Index", "Not applied", "Behind", "Alarms"];
  return [
    lead(report, etcdVerdict(report)),
    ...table(header, rows),
    ...composeFindings(report.findings.filter(isOfEtcd)),
  ];
}

function lead({ cluster }: Report, verdict: string): Piece {
  return piece(`**${escapeMarkdown(cluster)}**: ${verdict}\n\n`);
}

function notesOf({ notes }: Safe<NodeReport>): string {
  return notes.join("; ");
}

function memberState({ healthy, leader, learner, trouble }: Safe<EtcdMemberReport>): string {
  const role = leader ? "leader" : learner ? "learner" : "member";
  return healthy ? `🟢 ${role}` : `🔴 ${role}: ${escapeMarkdown(trouble ?? "not healthy")}`;
}

/** Columns that are empty everywhere are left out. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly Piece[] {
  const used = header.map((_, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const keep = (cells: readonly string[]) => cells.filter((_, column) => used[column]);
  const titles = keep(header);
  const open = `| ${titles.join(" | ")} |\n|${"---|".repeat(titles.length)}\n`;
  const wrapper: Wrapper = { open, reopen: open, close: "\n" };
  return rows.map((row) => {
    const cells = keep(row).map((cell) => cell.replace(/\\?\|/g, "\\|"));
    return { wrappers: [wrapper], text: `| ${cells.join(" | ")} |\n`, name: "rows of the table" };
  });
}

function piece(text: string): Piece {
  return { wrappers: [], text, name: "the state of the cluster" };
}
