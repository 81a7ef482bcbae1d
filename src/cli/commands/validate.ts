import { chooseCluster } from "../../cluster/choose-cluster.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { discoverNodes } from "../../cluster/discover-nodes.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { type Desired, desireNodes } from "../../config/desire-nodes.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import type { Note } from "../../errors.ts";
import { paint } from "../../report/paint.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { openContext } from "../open-ports.ts";
import { openRepository, type Repository, settingsPath } from "../open-repository.ts";
import { errorLines, errorObject } from "../show-error.ts";
import { formatNote } from "../show-notes.ts";

interface Finding {
  readonly cluster: string;
  readonly nodes: readonly Desired[];
  /** Of no single node. */
  readonly notes: readonly Note[];
}

export async function run(call: CommandCall): Promise<ExitCode> {
  const { output, options } = call;
  const repository = await openRepository(call);
  const findings: Finding[] = [];
  for (const cluster of await chooseClusters(call, repository)) {
    findings.push(await checkCluster(call, cluster, repository));
  }
  if (output.json) output.writeJson({ clusters: findings.map(describe) });
  else for (const finding of findings) output.write(format(finding, output.color.stdout));
  const notes = findings.flatMap((finding) => [...finding.notes, ...finding.nodes.flatMap(notesOf)]);
  const isBad = ({ severity }: Note) => severity === "error" || (options.flag("strict") && severity === "warning");
  return findings.some(({ nodes }) => nodes.some(hasFailed)) || notes.some(isBad) ? 1 : 0;
}

/** All clusters, unless one is named. */
async function chooseClusters(call: CommandCall, { root, files }: Repository): Promise<readonly Cluster[]> {
  const settings = await readSettings(files, { path: settingsPath(call, root), signal: call.signal });
  const name = call.options.text("cluster");
  if (name === undefined && call.args.length === 0) return settings.clusters;
  return [chooseCluster(settings, { selectors: call.args, ...(name !== undefined && { name }) })];
}

async function checkCluster(call: CommandCall, cluster: Cluster, repository: Repository): Promise<Finding> {
  const { output, args } = call;
  const context = await openContext(call, cluster, repository);
  const selectors = args.length === 0 ? ["all"] : args;
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), selectors);
  const built = await desireNodes(cluster, nodes, context, {
    concurrency: 8,
    onRendered: (node) => output.progress(`rendered ${node}`),
  });
  return {
    cluster: cluster.name,
    nodes: built,
    notes: [...context.templates.notes, ...(await strayFiles(cluster, repository))],
  };
}

/** Files that look like a node's patch while the settings list nodes without it. */
async function strayFiles(cluster: Cluster, { files }: Repository): Promise<readonly Note[]> {
  const listed = new Set(cluster.nodes.map((node) => node.name));
  const { nodes } = await discoverNodes(cluster.config, files);
  return nodes
    .filter(({ name }) => !listed.has(name))
    .map(({ name }) => ({
      code: "node_unlisted",
      severity: "warning",
      message: `There is a patch for ${name}, which the settings of cluster ${cluster.name} do not list among its nodes`,
      hint: "Add it to nodes, or remove the file.",
    }));
}

function hasFailed(node: Desired): boolean {
  return node.kind === "failed" || node.desired.notes.some(({ severity }) => severity === "error");
}

function notesOf(node: Desired): readonly Note[] {
  return node.kind === "built" ? node.desired.notes : [];
}

function describe({ cluster, nodes, notes }: Finding) {
  return {
    cluster,
    nodes: nodes.map((node) =>
      node.kind === "built"
        ? { name: node.name, ok: !hasFailed(node), notes: node.desired.notes }
        : { name: node.name, ok: false, error: errorObject(node.error) },
    ),
    notes,
  };
}

function format({ cluster, nodes, notes }: Finding, color: boolean): string {
  const details = (node: Desired) => {
    const notes = notesOf(node).map((note) => formatNote(note, color));
    return (node.kind === "failed" ? errorLines(node.error, { color, stack: false }) : notes).join("\n");
  };
  const state = (node: Desired) =>
    hasFailed(node) ? paint("failed", "red", { color }) : paint("ok    ", "green", { color });
  // What neighbours have in common stands once, below the last of them.
  const lines = nodes.flatMap((node, index) => {
    const next = nodes[index + 1];
    const text = details(node);
    const isShared = text === "" || (next !== undefined && details(next) === text);
    return [`  ${state(node)}  ${node.name}`, ...indent(isShared ? [] : [text])];
  });
  return `${[`${cluster}:`, ...lines, ...notes.map((note) => `  ${formatNote(note, color)}`)].join("\n")}\n`;
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split("\n")).map((line) => `          ${line}`);
}
