import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  codeSpan,
  composeDiffs,
  composeOverview,
  escapeMarkdown,
  fenceFor,
  hintText,
  leftOutText,
  linkRevision,
  packPieces,
  plural
} from "./chunk-OGDUSKOQ.mjs";

// src/report/operation/describe-consequences.ts
function describeConsequences(command, observation) {
  if (command.name !== "reset" && command.name !== "shutdown") return [];
  const name = command.node.slice(command.node.indexOf("/") + 1);
  const node = observation.nodes.find((observed) => observed.node.name === name);
  if (node === void 0) return [];
  const takesOut = command.name === "reset" && command.graceful;
  return [
    ...describeDestruction(command),
    ...etcdConsequences(node, observation, takesOut),
    ...podConsequences(node, observation),
    ...addressConsequences(node)
  ];
}
function describeDestruction(command) {
  const name = command.node.slice(command.node.indexOf("/") + 1);
  return command.name === "reset" ? wiped(command, name) : [`${name} is off until somebody switches it on by hand.`];
}
function wiped({ partitions, reboot, graceful }, name) {
  const list = partitions.join(", ");
  return [
    `On ${name} ${partitions.length === 1 ? "the partition" : "the partitions"} ${list} ${partitions.length === 1 ? "is" : "are"} wiped.`,
    ...partitions.includes("EPHEMERAL") ? ["With EPHEMERAL goes all that pods keep on the node itself: host paths, local volumes, container images."] : [],
    ...partitions.includes("STATE") ? [`With STATE goes its machine configuration: ${name} comes back in maintenance mode, without a role.`] : [],
    ...reboot ? [] : [`${name} halts afterwards.`],
    ...graceful ? [] : ["It is not drained and leaves etcd without a word."]
  ];
}
function etcdConsequences({ node }, { nodes }, takesOut) {
  if (node.role !== "controlplane") return [];
  const known = nodes.map(factsOf).find((facts) => facts?.etcd !== void 0)?.etcd?.members.length;
  if (known === void 0) return ["It is a control plane, and etcd's members could not be read."];
  const left = known - 1;
  const quorum = Math.floor((takesOut ? left : known) / 2) + 1;
  const spare = left - quorum;
  const survives = spare < 0 ? "it has no quorum then: the cluster's API stops" : spare === 0 ? "it survives no further failure" : `it survives ${spare} further ${spare === 1 ? "failure" : "failures"}`;
  const what = takesOut ? `etcd goes from ${known} ${known === 1 ? "member" : "members"} to ${left}` : `etcd runs on ${left} of ${known} members`;
  return [`${what}: ${survives}.`];
}
var maxNamed = 5;
function podConsequences(observed, { kubernetes }) {
  if (kubernetes.kind === "problem")
    return ["Which pods run there is not known: the Kubernetes API could not be read."];
  const name = factsOf(observed)?.kubernetesName ?? observed.node.name;
  const pods = kubernetes.facts.pods.filter(
    (pod) => pod.node === name && !pod.mirror && pod.owner !== "DaemonSet" && isAlive(pod)
  );
  if (pods.length === 0) return [];
  const orphans = pods.filter(({ owner }) => owner === void 0).map((pod) => `${pod.namespace}/${pod.name}`);
  const more = orphans.length > maxNamed ? ` and ${orphans.length - maxNamed} more` : "";
  return [
    `${pods.length} ${pods.length === 1 ? "pod has" : "pods have"} to leave ${observed.node.name}.`,
    ...orphans.length === 0 ? [] : [`Nothing starts these again elsewhere: ${orphans.slice(0, maxNamed).join(", ")}${more}.`]
  ];
}
function isAlive({ phase }) {
  return phase !== "Succeeded" && phase !== "Failed";
}
function addressConsequences(observed) {
  const addresses = factsOf(observed)?.virtualAddresses ?? [];
  return addresses.length === 0 ? [] : [`It holds ${addresses.join(", ")}, which moves to another control plane.`];
}
function factsOf({ reading }) {
  return reading.kind === "read" ? reading.facts : void 0;
}

// src/report/operation/describe-preparation.ts
function describePreparation({ redactor, safe, nodes, findings, command, observation }, { commandText, requester, risk, next }) {
  const planned = nodes.map(({ node: { name, role }, summary, disruptive, unchanged }) => {
    return { name, role, summary, disruptive, unchanged };
  });
  return {
    command: redactor.text(commandText),
    requester: redactor.text(requester),
    risk,
    nodes: redactor.data(planned),
    findings: redactor.data(findings),
    consequences: describeConsequences(command, observation).map((line) => redactor.text(line)),
    plan: safe,
    next
  };
}

// src/report/operation/compose-findings.ts
var alerts = { refuse: "CAUTION", warn: "WARNING" };
var maxEvidence = 12;
function composeFindings(findings) {
  return ["refuse", "warn"].flatMap(
    (verdict) => findings.filter((finding) => finding.verdict === verdict).map(composeFinding)
  );
}
function composeFinding({ verdict, code, message, evidence, hint }) {
  const shown = evidence.slice(0, maxEvidence).map((line) => `> - ${escapeMarkdown(line)}`);
  const more = evidence.length - shown.length;
  const lines = [
    `> [!${alerts[verdict]}]`,
    `> **${escapeMarkdown(message)}** ${codeSpan(code)}`,
    ...hint === void 0 ? [] : [">", `> ${hintText(hint)}`],
    ...shown.length === 0 ? [] : [">", ...shown],
    ...more > 0 ? [`> - and ${more} more`] : []
  ];
  return { wrappers: [], text: `${lines.join("\n")}

`, name: "what gates object to" };
}

// src/report/operation/render-operation-plan.ts
var commentLimits = { maxUnits: 6e4, maxBytes: 24e4, maxParts: 4 };
var summaryLimits = { maxUnits: 9e5, maxBytes: 9e5, maxParts: 1 };
var maxLineLength = 1e3;
function renderOperationPlan(operation, context) {
  return render(operation, context, commentLimits);
}
function renderOperationPlanSummary(operation, context) {
  return render(operation, context, summaryLimits).join("\n");
}
function render(operation, context, limits) {
  const { parts, leftOut } = packPieces(composeOperation(operation, context), limits);
  const place = context.runUrl === void 0 ? "the job summary" : `[the job summary](${context.runUrl})`;
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const number = parts.length === 1 ? "" : ` (${index + 1}/${parts.length})`;
    return [
      `## ${titleOf(operation)}${number}

`,
      part,
      isLast ? leftOutText(leftOut, `${limits.maxParts} comments`, place) : `Continued in part ${index + 2}.

`,
      footerOf(operation, context)
    ].join("");
  });
}
var states = {
  approval: "\u270B needs approval",
  "comment-approval": "\u270B needs approval",
  starts: "\u{1F680} starts now",
  "dry-run": "\u{1F50D} dry run",
  refused: "\u26D4 refused",
  changed: "\u{1F500} the plan is another now",
  "nothing-to-do": "\u2705 nothing to do"
};
function titleOf({ command, plan, next }) {
  return `${codeSpan(`/talos ${command}`)} on ${codeSpan(plan.cluster)}: ${states[next.kind]}`;
}
function composeOperation(operation, context) {
  return [
    piece(leadText(operation, context), "the beginning"),
    ...composeNext(operation, context),
    ...composeConsequences(operation),
    ...composeFindings(operation.findings),
    ...composeOrder(operation),
    ...composeChanges(operation, context)
  ];
}
function leadText({ nodes, plan, requester }, context) {
  const working = nodes.filter(({ unchanged }) => !unchanged);
  const disruptive = working.filter((node) => node.disruptive).length;
  const how = working.length > 1 ? `${plural(working.length, "node")}, strictly one after another` : plural(working.length, "node");
  const rest = disruptive === 0 ? "none is disrupted" : `${disruptive === 1 ? "one" : disruptive} disrupted`;
  const what = working.length === 0 ? "No node needs it" : `${how}, ${rest}`;
  return `Asked for by **${escapeMarkdown(requester)}** at ${linkRevision(plan.revision, context)}. ${what}.`;
}
function composeNext({ command, next }, context) {
  switch (next.kind) {
    case "approval": {
      const run = context.runUrl === void 0 ? "the workflow run" : `[the workflow run](${context.runUrl})`;
      const environment = codeSpan(next.environment);
      const lines = [
        "> [!IMPORTANT]",
        `> **To approve:** open ${run}, choose *Review deployments*, tick ${environment}, approve. Rejecting it, or deleting the comment with the command, calls it off.`,
        ">",
        "> Only this plan is approved: if the commit, a node or a configuration changes until then, nothing is done and the new plan is shown.",
        ...next.warnings.flatMap((warning) => [">", `> \u26A0\uFE0F ${escapeMarkdown(warning)}`])
      ];
      const word = next.plan === void 0 ? [] : [piece(wordText("Or another person comments:", next.plan), "a word")];
      return [piece(lines.join("\n"), "how to approve"), ...word];
    }
    case "comment-approval": {
      const lines = [
        "> [!IMPORTANT]",
        "> **To approve:** another person than the one who asked, with the right to this command, comments the line below. `/talos reject` in its place, or deleting the comment with the command, calls it off.",
        ">",
        "> Only this plan is approved: if the commit, a node or a configuration changes until then, nothing is done and the new plan is shown.",
        "",
        wordText("", next.plan)
      ];
      return [piece(lines.join("\n"), "how to approve")];
    }
    case "dry-run": {
      const text = `/talos ${command.replace(/ --dry-run\b/, "")}`;
      const ticks = fenceFor(text);
      return [piece(`Nothing is changed. To do it, comment:

${ticks}
${text}
${ticks}`, "the next command")];
    }
    case "refused":
      return [piece("Nothing was changed, and nothing waits for approval. What stands in the way:", "the refusal")];
    case "changed": {
      const text = `/talos ${command}`;
      const ticks = fenceFor(text);
      return [
        piece(
          `Nothing was changed: what was approved is not what would be done now. This is the new plan; to have it approved, comment again:

${ticks}
${text}
${ticks}`,
          "the next command"
        )
      ];
    }
    case "starts":
      return [piece("The settings ask for no approval. Its progress follows in a comment of its own.", "what is next")];
    case "nothing-to-do":
      return [];
    default:
      return next;
  }
}
function wordText(lead, plan) {
  const text = `/talos approve ${plan}`;
  const ticks = fenceFor(text);
  return `${lead === "" ? "" : `${lead}

`}${ticks}
${text}
${ticks}`;
}
function composeConsequences({ consequences, risk }) {
  if (consequences.length === 0) return [];
  const title = risk === "destroy" ? "**This cannot be taken back.**" : "**What it takes:**";
  const lines = ["> [!CAUTION]", `> \u{1F4A5} ${title}`, ">", ...consequences.map((line) => `> - ${escapeMarkdown(line)}`)];
  return [piece(lines.join("\n"), "what is lost")];
}
function composeOrder({ nodes }) {
  const open = "| | Node | Role | What is done |\n|---:|---|---|---|\n";
  const table = { open, reopen: open, close: "\n" };
  let number = 0;
  return nodes.map(({ disruptive, name, role, summary, unchanged }) => {
    if (!unchanged) number += 1;
    const cells = [
      unchanged ? "\u2013" : String(number),
      codeSpan(name),
      role === "controlplane" ? "control plane" : "worker",
      `${unchanged ? "\u{1F7E2} " : disruptive ? "\u{1F501} " : "\u{1F7E1} "}${escapeMarkdown(summary)}`
    ];
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |
`, name: "rows of the table" };
  });
}
function composeChanges({ command, plan }, context) {
  const isPartial = /^upgrade\b/.test(command) && plan.nodes.some(({ kind }) => kind === "changed");
  const partial = "> [!NOTE]\n> An upgrade installs the image only. The differences of the configuration below stay: `/talos apply` is for them.";
  const overview = composeOverview(plan, context).filter(({ name }) => name !== "rows of the table");
  return [...overview, ...isPartial ? [piece(partial, "a note")] : [], ...composeDiffs(plan, context, maxLineLength)];
}
function footerOf({ plan }, context) {
  const facts = [
    `Revision ${linkRevision(plan.revision, context)}`,
    `digest ${codeSpan(plan.digest.slice(0, 12))}`,
    ...context.runUrl === void 0 ? [] : [`[workflow run](${context.runUrl})`]
  ];
  return `<sub>${facts.join(" \xB7 ")}</sub>
`;
}
function piece(text, name) {
  return { wrappers: [], text: `${text}

`, name };
}

// src/action/operate/present-operation.ts
function presentOperation(view, run) {
  const { redactor } = view.prepared;
  const plan = describePreparation(view.prepared, view);
  const parts = renderOperationPlan(plan, run.report);
  const summary = renderOperationPlanSummary(plan, run.report);
  if ([...parts, summary].every((text) => isClean(text, redactor, run))) return { parts, summary };
  return { parts: [withheld], summary: withheld };
}
function isClean(text, redactor, run) {
  const { repositoryUrl = "", runUrl = "" } = run.report;
  const except = [runUrl, repositoryUrl];
  if (redactor.isClean(text, { except }) && run.redactor.isClean(text, { except })) return true;
  run.log.warn("The result is withheld: hiding the secrets in it failed. Please report this.");
  return false;
}
var withheld = "> [!CAUTION]\n> The details of this operation are withheld, because hiding the secrets in them failed.\n";

export {
  describePreparation,
  composeFindings,
  presentOperation,
  isClean,
  withheld
};
