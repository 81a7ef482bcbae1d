import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  errorLines,
  errorObject
} from "./chunk-DSNMTBW7.mjs";
import {
  formatNote
} from "./chunk-T3PXXT5C.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import {
  desireNodes
} from "./chunk-ND5FSVL4.mjs";
import "./chunk-GMBXHOJS.mjs";
import "./chunk-WQCB6VHB.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  openContext
} from "./chunk-J2TA3IMP.mjs";
import {
  identifyNodes
} from "./chunk-V7XVEVV4.mjs";
import {
  chooseCluster,
  discoverNodes,
  openRepository,
  readSettings,
  settingsPath
} from "./chunk-XDIK34DW.mjs";
import "./chunk-YJ5AM3OL.mjs";
import "./chunk-4R5U53JP.mjs";
import "./chunk-FNW64MBK.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-CYSPWMOK.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-D5CIEC6V.mjs";
import "./chunk-DEN2UECT.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/commands/validate.ts
async function run(call) {
  const { output, options } = call;
  const repository = await openRepository(call);
  const findings = [];
  for (const cluster of await chooseClusters(call, repository)) {
    findings.push(await checkCluster(call, cluster, repository));
  }
  if (output.json) output.writeJson({ clusters: findings.map(describe) });
  else for (const finding of findings) output.write(format(finding, output.color.stdout));
  const notes = findings.flatMap((finding) => [...finding.notes, ...finding.nodes.flatMap(notesOf)]);
  const isBad = ({ severity }) => severity === "error" || options.flag("strict") && severity === "warning";
  return findings.some(({ nodes }) => nodes.some(hasFailed)) || notes.some(isBad) ? 1 : 0;
}
async function chooseClusters(call, { root, files }) {
  const settings = await readSettings(files, { path: settingsPath(call, root), signal: call.signal });
  const name = call.options.text("cluster");
  if (name === void 0 && call.args.length === 0) return settings.clusters;
  return [chooseCluster(settings, { selectors: call.args, ...name !== void 0 && { name } })];
}
async function checkCluster(call, cluster, repository) {
  const { output, args } = call;
  const context = await openContext(call, cluster, repository);
  const selectors = args.length === 0 ? ["all"] : args;
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), selectors);
  const built = await desireNodes(cluster, nodes, context, {
    concurrency: 8,
    onRendered: (node) => output.progress(`rendered ${node}`)
  });
  return {
    cluster: cluster.name,
    nodes: built,
    notes: [...context.templates.notes, ...await strayFiles(cluster, repository)]
  };
}
async function strayFiles(cluster, { files }) {
  const listed = new Set(cluster.nodes.map((node) => node.name));
  const { nodes } = await discoverNodes(cluster.config, files);
  return nodes.filter(({ name }) => !listed.has(name)).map(({ name }) => ({
    code: "node_unlisted",
    severity: "warning",
    message: `There is a patch for ${name}, which the settings of cluster ${cluster.name} do not list among its nodes`,
    hint: "Add it to nodes, or remove the file."
  }));
}
function hasFailed(node) {
  return node.kind === "failed" || node.desired.notes.some(({ severity }) => severity === "error");
}
function notesOf(node) {
  return node.kind === "built" ? node.desired.notes : [];
}
function describe({ cluster, nodes, notes }) {
  return {
    cluster,
    nodes: nodes.map(
      (node) => node.kind === "built" ? { name: node.name, ok: !hasFailed(node), notes: node.desired.notes } : { name: node.name, ok: false, error: errorObject(node.error) }
    ),
    notes
  };
}
function format({ cluster, nodes, notes }, color) {
  const details = (node) => {
    const notes2 = notesOf(node).map((note) => formatNote(note, color));
    return (node.kind === "failed" ? errorLines(node.error, { color, stack: false }) : notes2).join("\n");
  };
  const state = (node) => hasFailed(node) ? paint("failed", "red", { color }) : paint("ok    ", "green", { color });
  const lines = nodes.flatMap((node, index) => {
    const next = nodes[index + 1];
    const text = details(node);
    const isShared = text === "" || next !== void 0 && details(next) === text;
    return [`  ${state(node)}  ${node.name}`, ...indent(isShared ? [] : [text])];
  });
  return `${[`${cluster}:`, ...lines, ...notes.map((note) => `  ${formatNote(note, color)}`)].join("\n")}
`;
}
function indent(lines) {
  return lines.flatMap((line) => line.split("\n")).map((line) => `          ${line}`);
}
export {
  run
};
