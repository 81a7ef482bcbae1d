import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  resultJson,
  writeOutputs,
  writeSummary
} from "./chunk-5P53UJAG.mjs";
import {
  isClean
} from "./chunk-VDWMSX5A.mjs";
import {
  setFailed
} from "./chunk-MTTRY2YG.mjs";
import {
  visibleText
} from "./chunk-OGDUSKOQ.mjs";

// src/report/operation/operation-json.ts
function operationJson(progress, operation, extras) {
  const { id, state, startedAt, endedAt, reason, nodes, steps, findings } = progress;
  const planned = new Map(operation.nodes.map((node) => [node.name, node]));
  return {
    ...baseOf(operation),
    state,
    changed: nodes.length === 0 || nodes.some((node) => node.state !== "unchanged"),
    id,
    startedAt: isoTime(startedAt),
    ...endedAt !== void 0 && { endedAt: isoTime(endedAt) },
    ...reason !== void 0 && { reason },
    nodes: nodes.map((node) => {
      const plan = planned.get(node.name);
      return {
        name: node.name,
        role: node.role,
        state: node.state,
        ...plan !== void 0 && { summary: plan.summary, disruptive: plan.disruptive },
        steps: node.steps.map(stepJson),
        ...node.reason !== void 0 && { reason: node.reason }
      };
    }),
    steps: steps.map(stepJson),
    findings,
    ...extras
  };
}
function baseOf({ command, requester, risk, plan }) {
  const { cluster, revision, digest } = plan;
  return {
    version: 1,
    kind: "operation",
    cluster,
    revision,
    command,
    risk,
    requester,
    digest,
    plan: resultJson(plan)
  };
}
function stepJson({ name, state, startedAt, endedAt, detail }) {
  return {
    name,
    state,
    startedAt: isoTime(startedAt),
    ...endedAt !== void 0 && { tookMs: endedAt - startedAt },
    ...detail !== void 0 && { detail }
  };
}
function isoTime(ms) {
  return new Date(ms).toISOString();
}

// src/action/operate/write-phase-outcome.ts
async function writePhaseOutcome(outcome, problems, run) {
  const { state, result, error, summary } = outcome;
  await writeSummary(summary ?? "", run.environment);
  writeOutputs({ outcome: state, result: resultText(outcome, run) });
  const reason = result?.progress.reason?.message ?? error?.message;
  const isWell = (state === "succeeded" || state === "handed-over") && result?.progress.reason === void 0;
  const reasons = [...isWell ? [] : [reason ?? state], ...problems.map(({ message }) => message)];
  if (reasons.length > 0) setFailed(visibleText(run.redactor.text(reasons.join("\n"))));
}
function resultText({ state, result, plan, error }, run) {
  const { redactor } = run;
  if (result !== void 0 && plan !== void 0) {
    const { progress, prepared, snapshot, suggestedChange } = result;
    const extras = {
      ...snapshot && { snapshot: prepared.redactor.data(snapshot) },
      ...suggestedChange && { suggestedChange }
    };
    const text = JSON.stringify(operationJson(progress, plan, extras));
    if (isClean(text, result.prepared.redactor, run)) return text;
    return JSON.stringify({ version: 1, kind: "operation", state, withheld: true });
  }
  const reason = error && redactor.error(error);
  return JSON.stringify({ version: 1, kind: "operation", state, ...reason && { error: reason } });
}

export {
  writePhaseOutcome
};
