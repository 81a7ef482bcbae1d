import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  setFailed,
  setOutput,
  summary
} from "./chunk-MTTRY2YG.mjs";
import {
  isDifferent
} from "./chunk-MGR2BVBE.mjs";
import {
  summarizePlan,
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import {
  formatDocumentId,
  formatPath
} from "./chunk-2VMUWDUH.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/write-outcomes.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/report/result-json.ts
function resultJson(plan) {
  const { cluster, revision, command, mode, digest } = plan;
  const nodes = plan.nodes.map(nodeResult);
  return {
    version: 1,
    kind: "plan",
    cluster,
    revision,
    command,
    mode,
    changed: nodes.some(
      ({ changeCount, image }) => changeCount > 0 || image !== void 0 && image.upgrade !== "none"
    ),
    reboot: nodes.some((node) => node.reboot?.kind === "automatic"),
    nodes,
    digest,
    notes: plan.notes.map(noteResult)
  };
}
function nodeResult(node) {
  const base = { name: node.name, state: node.kind, notes: node.notes.map(noteResult) };
  const nothing = { changes: [], changeCount: 0 };
  switch (node.kind) {
    case "unchanged":
      return { ...base, ...whereabouts(node), ...nothing, ...node.image && { image: node.image } };
    case "changed": {
      const changes = changeResults(node);
      return {
        ...base,
        ...whereabouts(node),
        changes,
        changeCount: changes.length,
        reboot: node.reboot,
        ...node.image && { image: node.image }
      };
    }
    case "unreachable":
      return { ...base, ...whereabouts(node), ...nothing, reasonCode: node.reason, ...problem(node) };
    case "invalid":
      return {
        ...base,
        ...nothing,
        reasonCode: node.code,
        ...problem(node),
        ...node.location && { location: node.location }
      };
    case "withheld":
      return { ...base, changes: [], changeCount: node.changes };
    default:
      return node;
  }
}
function problem({ message, hint }) {
  return { message, ...hint !== void 0 && { hint } };
}
function whereabouts(node) {
  return { role: node.role, address: node.address };
}
function changeResults(node) {
  return node.documents.flatMap(
    (document) => document.changes.map(({ kind, path, origin }) => ({
      kind,
      document: formatDocumentId(document.id),
      path: formatPath(path),
      ...origin && { location: origin }
    }))
  );
}
function noteResult({ code, severity, message, hint, location }) {
  return { code, severity, message, ...hint !== void 0 && { hint }, ...location && { location } };
}

// src/action/write-outcomes.ts
async function writeOutcomes(outcomes, problems, run) {
  await writeSummary(outcomes.map((outcome) => outcome.summary).join("\n\n"), run.environment);
  if (outcomes.some(({ kind }) => kind !== "prepared")) writeOutputs(outputsOf(outcomes, run));
  const reasons = [
    ...outcomes.flatMap((outcome) => failureReasons(outcome, run)),
    ...problems.map(({ message }) => message)
  ];
  if (reasons.length > 0) setFailed(visibleText(reasons.join("\n")));
}
async function writeSummary(text, environment) {
  if (text === "" || !environment["GITHUB_STEP_SUMMARY"]) return;
  await summary.addRaw(text, true).write();
}
function writeOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
function outputsOf(outcomes, { redactor }) {
  const planned = outcomes.filter((outcome) => outcome.kind === "planned");
  const results = planned.map(({ result: result2 }) => resultJson(result2.safe));
  const named = (matches) => JSON.stringify(
    results.flatMap(({ cluster, nodes }) => nodes.filter(matches).map(({ name }) => `${cluster}/${name}`))
  );
  const errors = outcomes.flatMap(
    (outcome) => outcome.kind === "failed" ? [{ ...outcome.cluster !== void 0 && { cluster: outcome.cluster }, error: redactor.error(outcome.error) }] : []
  );
  const result = encodeResult(results, errors);
  const isClean = planned.every((outcome) => outcome.result.redactor.isClean(result)) && redactor.isClean(result);
  return {
    changed: String(planned.some(({ result: { safe } }) => isDifferent(safe))),
    nodes: named(({ changeCount, image }) => changeCount > 0 || image !== void 0 && image.upgrade !== "none"),
    reboot: named(({ reboot }) => reboot?.kind === "automatic"),
    digest: digestOf(results.map(({ digest }) => digest)),
    result: isClean ? result : JSON.stringify({ version: 1, kind: "run", plans: [], errors, withheld: true })
  };
}
var maxResultLength = 8e5;
function encodeResult(plans, errors) {
  const whole = JSON.stringify({ version: 1, kind: "run", plans, errors });
  if (whole.length <= maxResultLength) return whole;
  const short = plans.map((plan) => ({ ...plan, nodes: plan.nodes.map((node) => ({ ...node, changes: [] })) }));
  return JSON.stringify({ version: 1, kind: "run", plans: short, errors, shortened: true });
}
function digestOf(digests) {
  const [only = "", another] = digests;
  return another === void 0 ? only : (0, import_node_crypto.createHash)("sha256").update(digests.join("\n")).digest("hex");
}
function failureReasons(outcome, { inputs, redactor }) {
  if (outcome.kind === "failed") {
    const error = redactor.error(outcome.error);
    const reason = error.kind === "user" ? error.message : "failed in a way that it should not; see the log";
    return [outcome.cluster === void 0 ? reason : `${outcome.cluster}: ${reason}`];
  }
  if (outcome.kind === "prepared") return [];
  const { cluster } = outcome;
  const { safe } = outcome.result;
  const { invalid, unreachable, verdict } = summarizePlan(safe);
  const fails = invalid > 0 || inputs.failOnChanges && isDifferent(safe) || inputs.failOnUnreachable && unreachable > 0;
  return fails ? [`${cluster}: ${verdict}`] : [];
}

export {
  resultJson,
  writeOutcomes,
  writeSummary,
  writeOutputs
};
