import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderErrorComment
} from "./chunk-G4LSGC3P.mjs";
import {
  composeDiffs,
  composeFooter,
  composeOverview,
  composePlan,
  composeTitle,
  leftOutText,
  nameNodes,
  packPieces,
  plural,
  summarizePlan,
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import {
  formatDocumentId,
  formatPath
} from "./chunk-2VMUWDUH.mjs";

// src/report/check-run-output.ts
var maxUnits = 6e4;
var maxLineLength = 1e3;
var maxAnnotations = 250;
function checkRunOutput(plan, context) {
  const annotations = [...problemAnnotations(plan), ...noteAnnotations(plan), ...changeAnnotations(plan)];
  const surplus = annotations.length - maxAnnotations;
  const leftOut = surplus > 0 ? `${plural(surplus, "more place")} without a remark of its own.

` : "";
  return {
    conclusion: conclude(plan),
    title: summarizePlan(plan).verdict,
    summary: pack(composeOverview(plan, context)) + leftOut + composeFooter(plan, context),
    text: pack(composeDiffs(plan, context, maxLineLength)),
    annotations: annotations.slice(0, maxAnnotations)
  };
}
function conclude(plan) {
  const { invalid, unreachable, withheld: withheld2 } = summarizePlan(plan);
  const notes = [...plan.notes, ...plan.nodes.flatMap((node) => node.notes)];
  if (invalid > 0 || notes.some((note) => note.severity === "error")) return "failure";
  return unreachable + withheld2 > 0 ? "neutral" : "success";
}
function pack(pieces) {
  const packing = packPieces(pieces, { maxUnits, maxBytes: 4 * maxUnits, maxParts: 1 });
  return (packing.parts[0] ?? "") + leftOutText(packing.leftOut, "a check run", "the job summary");
}
function problemAnnotations(plan) {
  return plan.nodes.flatMap((node) => {
    if (node.kind !== "invalid") return [];
    return annotate(node.location, "failure", `${node.name} is invalid`, withHint(node.message, node.hint));
  });
}
var levels = { error: "failure", warning: "warning", info: "notice" };
function noteAnnotations(plan) {
  const notes = [...plan.notes, ...plan.nodes.flatMap((node) => node.notes)];
  const distinct = new Map(notes.map((note) => [JSON.stringify(note), note]));
  return [...distinct.values()].flatMap(
    (note) => annotate(note.location, levels[note.severity], note.code, withHint(note.message, note.hint))
  );
}
function changeAnnotations(plan) {
  const byLine = Map.groupBy(locatedChanges(plan), ({ origin }) => JSON.stringify([origin.file, origin.line]));
  return [...byLine.values()].flatMap((changes) => {
    const nodes = [...new Set(changes.map((change) => change.node))];
    const paths = [...new Set(changes.map((change) => change.path))];
    const title = `Changes ${nameNodes(nodes, plan).short}`;
    return annotate(changes[0]?.origin, "notice", title, paths.slice(0, maxPaths).join("\n"));
  });
}
function locatedChanges(plan) {
  const documents = plan.nodes.flatMap(
    (node) => node.kind === "changed" ? node.documents.map((document) => ({ node: node.name, ...document })) : []
  );
  return documents.flatMap(
    ({ node, id, changes }) => changes.flatMap(({ path, origin }) => {
      const prefix = id.kind === void 0 ? "" : `${formatDocumentId(id)} `;
      return origin === void 0 ? [] : [{ node, path: `${prefix}${formatPath(path)}`.trim(), origin }];
    })
  );
}
var maxPaths = 20;
function withHint(message, hint) {
  return hint === void 0 ? message : `${message}
${hint}`;
}
function annotate(location, level, title, message) {
  if (location?.line === void 0) return [];
  const { file, line } = location;
  return [
    {
      path: file,
      startLine: line,
      endLine: line,
      level,
      title: visibleText(title).slice(0, 255),
      message: visibleText(message).slice(0, 4e3) || "changes"
    }
  ];
}

// src/report/render-comment.ts
var maxUnits2 = 6e4;
var maxBytes = 24e4;
var maxLineLength2 = 1e3;
function renderComment(plan, context) {
  const pieces = composePlan(plan, context, { maxLineLength: maxLineLength2 });
  const packing = packPieces(pieces, { maxUnits: maxUnits2, maxBytes, maxParts: context.maxParts ?? 4 });
  const bodies = packing.parts.length === 0 ? [""] : packing.parts;
  return bodies.map((body, index) => {
    const [part, parts] = [index + 1, bodies.length];
    const isLast = part === parts;
    const number = parts === 1 ? "" : ` (${part}/${parts})`;
    return [
      `${composeTitle(plan)}${number}

`,
      body,
      isLast ? leftOutText(packing.leftOut, `${context.maxParts ?? 4} comments`, summaryPlace(context)) : `Continued in part ${part + 1} of ${parts}.

`,
      composeFooter(plan, context)
    ].join("");
  });
}
function summaryPlace(context) {
  return context.runUrl === void 0 ? "the job summary" : `[the job summary](${context.runUrl})`;
}

// src/report/render-drift-issue.ts
var introduction = [
  "The nodes do not run what the default branch says. Lines with `-` are what a node has, lines with `+` what Git wants:",
  "apply the plan, or bring Git up to date. This issue is kept up to date by every scheduled run, and closed when nothing differs."
].join("\n");
function renderDriftIssue(plan, context) {
  const [body = ""] = renderComment(plan, { ...context, maxParts: 1 });
  return `${introduction}

${body}`;
}

// src/report/render-summary.ts
var maxBytes2 = 9e5;
var maxLineLength3 = 2e4;
function renderSummary(plan, context) {
  const pieces = composePlan(plan, context, { maxLineLength: maxLineLength3 });
  const packing = packPieces(pieces, { maxUnits: maxBytes2, maxBytes: maxBytes2, maxParts: 1 });
  return [
    `${composeTitle(plan)}

`,
    packing.parts[0] ?? "",
    leftOutText(packing.leftOut, "a job summary", "the output of `talos-chatops diff` on a terminal"),
    composeFooter(plan, context)
  ].join("");
}

// src/action/present.ts
function presentPlan({ safe, redactor }, run) {
  const { failOnChanges, failOnUnreachable } = run.inputs;
  const facts = summarizePlan(safe);
  const { conclusion, ...output } = checkRunOutput(safe, run.report);
  const differs = isDifferent(safe);
  const mustFail = failOnChanges && differs || failOnUnreachable && facts.unreachable > 0;
  const shown = {
    comment: renderComment(safe, run.report),
    check: { ...output, conclusion: mustFail ? "failure" : conclusion },
    summary: renderSummary(safe, run.report),
    issue: renderDriftIssue(safe, run.report),
    drift: differs ? "drifted" : facts.unreachable + facts.withheld + facts.invalid > 0 ? "unknown" : "clean"
  };
  const { repositoryUrl = "", runUrl = "" } = run.report;
  const except = [runUrl, repositoryUrl];
  const isClean = (text) => redactor.isClean(text, { except }) && run.redactor.isClean(text, { except });
  return textsOf(shown).every(isClean) ? shown : withheld(shown, facts.verdict, run);
}
function presentFailure(error, { redactor, report, log }) {
  log.failure(error);
  const text = renderErrorComment(redactor.error(error), report);
  return {
    comment: [text],
    check: { conclusion: "failure", title: "There is no plan", summary: text, annotations: [] },
    summary: text,
    issue: text,
    drift: "unknown"
  };
}
function isDifferent(safe) {
  const { changed, withheld: withheld2, upgrades } = summarizePlan(safe);
  return changed + withheld2 + upgrades > 0;
}
function textsOf({ comment, check, summary, issue }) {
  const annotations = check.annotations.flatMap(({ path, title = "", message }) => [path, title, message]);
  return [...comment, check.title, check.summary, check.text ?? "", ...annotations, summary, issue];
}
function withheld({ drift, check }, verdict, run) {
  run.log.warn("The result is withheld: hiding the secrets in it failed. Please report this.");
  const text = `> [!CAUTION]
> ${verdict}. Details are withheld, because hiding the secrets in them failed.
`;
  return {
    comment: [text],
    check: { conclusion: check.conclusion, title: verdict, summary: text, annotations: [] },
    summary: text,
    issue: text,
    drift
  };
}

export {
  presentPlan,
  presentFailure,
  isDifferent
};
