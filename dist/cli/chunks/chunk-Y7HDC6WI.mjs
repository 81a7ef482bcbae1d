import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/report/summarize-plan.ts
function summarizePlan(plan) {
  const count = (matches) => plan.nodes.filter(matches).length;
  const counts = {
    nodes: plan.nodes.length,
    changed: count((node) => node.kind === "changed"),
    unchanged: count((node) => node.kind === "unchanged"),
    unreachable: count((node) => node.kind === "unreachable"),
    invalid: count((node) => node.kind === "invalid"),
    withheld: count((node) => node.kind === "withheld"),
    upgrades: count((node) => needsUpgrade(node)),
    automaticReboots: count((node) => node.kind === "changed" && node.reboot.kind === "automatic"),
    manualReboots: count((node) => node.kind === "changed" && node.reboot.kind === "manual")
  };
  return { ...counts, verdict: verdict(counts) };
}
function needsUpgrade(node) {
  return "image" in node && node.image !== void 0 && node.image.upgrade !== "none";
}
function verdict(counts) {
  const { nodes, changed, unchanged, upgrades, unreachable, invalid, withheld } = counts;
  if (nodes === 0) return "no nodes selected";
  const parts = [];
  if (changed > 0) parts.push(`${changed} of ${plural(nodes, "node")} ${changed === 1 ? "changes" : "change"}`);
  else if (unchanged === nodes) parts.push(upgrades > 0 ? "no changes to the config" : "no changes");
  else if (unchanged > 0) parts.push(`no changes on ${unchanged} of ${plural(nodes, "node")}`);
  if (upgrades > 0) parts.push(`${upgrades} ${upgrades === 1 ? "needs" : "need"} an upgrade`);
  if (invalid > 0) parts.push(`${invalid} invalid`);
  if (unreachable > 0) parts.push(`${unreachable} unreachable`);
  if (withheld > 0) parts.push(`${withheld} withheld`);
  return parts.join(", ");
}
function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
var severities = ["error", "warning", "info"];
function collectNotes(plan) {
  const shared = /* @__PURE__ */ new Map();
  const add = (note, node) => {
    const key = JSON.stringify([note.code, note.severity, note.message, note.hint, note.location]);
    const entry = shared.get(key) ?? { note, nodes: [] };
    if (node !== void 0) entry.nodes.push(node);
    shared.set(key, entry);
  };
  for (const note of plan.notes) add(note);
  for (const node of plan.nodes) for (const note of node.notes) add(note, node.name);
  return [...shared.values()].sort((a, b) => severities.indexOf(a.note.severity) - severities.indexOf(b.note.severity));
}
function groupNodes(nodes, describe) {
  return [...Map.groupBy(nodes, describe)].map(([text, members]) => ({ text, nodes: members }));
}

export {
  summarizePlan,
  needsUpgrade,
  plural,
  collectNotes,
  groupNodes
};
