import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  noteChangedSettings,
  openTargetFiles,
  readClusters,
  reportCluster
} from "./chunk-V2RFJN4N.mjs";
import "./chunk-LH4MWCEB.mjs";
import {
  endingOfError
} from "./chunk-EHJ44W4B.mjs";
import {
  reactToComment
} from "./chunk-5EGH4NY4.mjs";
import "./chunk-ZFYVKNR2.mjs";
import {
  requirePermission
} from "./chunk-ISQVHYBK.mjs";
import {
  selectorsOf
} from "./chunk-XGB4RFFR.mjs";
import "./chunk-ZU77IRHX.mjs";
import {
  desireNodes
} from "./chunk-JNXMRTAJ.mjs";
import {
  identifyNodes,
  openRenderContext
} from "./chunk-EJE2KNFJ.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import "./chunk-P2CFB6J2.mjs";
import {
  originOf,
  requireNamedCommit
} from "./chunk-2ATDXXQU.mjs";
import {
  argumentForm,
  commitDescription,
  commitForm,
  fallbackOf,
  flagForm,
  labelForm,
  parseCommand,
  usageOf
} from "./chunk-QGCTBLZE.mjs";
import {
  publishStickyComment
} from "./chunk-QR4OKCLH.mjs";
import {
  notAllowedAnything
} from "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import {
  commandTable,
  findCommand,
  flagsOf
} from "./chunk-KUWCWAVS.mjs";
import "./chunk-YLV5CKZC.mjs";
import "./chunk-MYGMNB2L.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-4A32ZLFE.mjs";
import {
  writeSummary
} from "./chunk-5P53UJAG.mjs";
import "./chunk-U4VPTFFU.mjs";
import {
  setFailed
} from "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-MGR2BVBE.mjs";
import {
  renderErrorComment
} from "./chunk-G4LSGC3P.mjs";
import {
  codeSpan,
  encodeYaml,
  escapeMarkdown,
  fenceFor,
  hintText,
  htmlText,
  leftOutText,
  linkRevision,
  packPieces,
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/report/explain-problem.ts
function explainProblem(line, problem, redactor) {
  const { code, message, offset, length, nearest, hint } = problem;
  const isMoved = redactor.text(line) !== line;
  return {
    kind: "problem",
    problem: {
      code,
      message,
      ...!isMoved && { place: { offset, length } },
      ...nearest !== void 0 && { nearest: redactor.text(nearest) },
      ...hint !== void 0 && { hint: redactor.text(hint) }
    }
  };
}

// src/report/help-text.ts
var titles = {
  none: "About this",
  read: "Reading",
  change: "Changing",
  destroy: "Destroying: the node has to be named again with `--confirm`",
  verdict: "Deciding about another person's plan that waits for a comment (with the bot)"
};
function helpText(topic) {
  const entry = topic === void 0 ? void 0 : findCommand(topic);
  return entry === void 0 ? listText() : entryText(entry);
}
function listText() {
  const risks2 = ["read", "change", "destroy", "verdict", "none"];
  const lists = risks2.map((risk) => {
    const entries = commandTable.filter((entry) => entry.risk === risk && entry.doors.includes("comment"));
    const lines = entries.map((entry) => `- ${codeSpan(`/talos ${usageOf(entry)}`)}: ${entry.summary}`);
    return `**${titles[risk]}**

${lines.join("\n")}
`;
  });
  const nodes = "Nodes are names, globs (`talos-m*`), `all`, `controlplane`, `workers`, and `<cluster>/<node>`.";
  const labels = "With the bot a label does what a comment does: `talos/<command>`, `talos/<command>/<node>`, `talos/<command>/<cluster>/<node>`.";
  return `${lists.join("\n")}
${nodes} ${labels} \`/talos help <command>\` describes one command.

`;
}
function entryText(entry) {
  const { aliases, args, description, examples } = entry;
  const rows = [
    ...args.map((arg) => `| ${codeSpan(argumentForm(arg))} | ${escapeMarkdown(arg.description)} |`),
    ...flagsOf(entry).map((flag) => {
      const fallback = fallbackOf(flag);
      const unless = fallback === void 0 ? "" : `; ${codeSpan(fallback)} unless told`;
      return `| ${codeSpan(flagForm(flag)).replaceAll("|", "\\|")} | ${escapeMarkdown(flag.description)}${unless} |`;
    }),
    ...entry.goesByCommit ? [`| ${codeSpan(commitForm)} | ${escapeMarkdown(commitDescription)} |`] : []
  ];
  const also = aliases.length === 0 ? "" : ` Also: ${aliases.map(codeSpan).join(", ")}.`;
  const lines = examples.map(({ line, does }) => `- ${codeSpan(`/talos ${line}`)}: ${does}`);
  const label = entry.doors.includes("label") ? ` As a label: ${codeSpan(labelForm(entry))}.` : "";
  return [
    `${codeSpan(`/talos ${usageOf(entry)}`)}: ${entry.summary}.${also}${label}
`,
    `${description}
`,
    `| | |
|---|---|
${rows.join("\n")}
`,
    `${lines.join("\n")}

`
  ].join("\n");
}

// src/report/permission-text.ts
function permissionText(right) {
  const { login, cluster, line, explanation } = right;
  const { decision, rules, approval } = explanation;
  const may = decision.kind === "allowed" ? "\u2705 You may" : "\u26D4 You may not";
  const rows = [
    ["you", `**${escapeMarkdown(login)}**, ${standingText(right)}`],
    ...rules.map((rule) => [`rule ${rule.number}`, ruleText(rule)]),
    ...rules.length === 0 ? [] : [["approval", approvalText(approval)]]
  ];
  const table = rows.map(([name, text = ""]) => `| ${name} | ${text.replace(/\\?\|/g, "\\|")} |`).join("\n");
  return `${may} ask for ${codeSpan(`/talos ${line}`)} on ${codeSpan(cluster)}. ${escapeMarkdown(decision.reason)}.

| | |
|---|---|
${table}

`;
}
function standingText({ role, teams }) {
  const standing = role === "none" ? "no role in this repository" : `${role} in this repository`;
  return teams.length === 0 ? standing : `${standing}, in ${listNames(teams)}`;
}
var places = { controlplane: "control planes", worker: "workers" };
function ruleText({ nodes, lets, role, users, teams }) {
  const where = nodes.length === 0 ? "" : `for ${nodes.map((node) => places[node]).join(" and ")}: `;
  return `${where}lets ${whomText({ role, users, teams })}; you are ${lets ? "one of them" : "none of them"}`;
}
function whomText({
  role,
  users,
  teams
}) {
  const named = [
    ...users.length === 0 ? [] : [listNames(users)],
    ...teams.length === 0 ? [] : [`members of ${listNames(teams)}`]
  ].join(" or ");
  const least = role === void 0 ? void 0 : `the role ${role} or more`;
  if (named === "") return least === void 0 ? "nobody" : `everybody with ${least}`;
  return least === void 0 ? named : `${named}, with ${least}`;
}
function approvalText(approval) {
  switch (approval.kind) {
    case "none":
      return "none is asked for";
    case "as-before":
      return "as the operation that goes on had to have";
    case "comment":
      return "by a comment of another person who has the same right: `/talos approve`";
    case "environment": {
      const where = approval.environment === void 0 ? "the cluster's environment" : codeSpan(approval.environment);
      return `by a reviewer of ${where}${approval.byAnother ? ", other than whoever asked" : ""}`;
    }
    default:
      return approval;
  }
}
var maxNames = 12;
function listNames(names) {
  const more = names.length - maxNames;
  return `${names.slice(0, maxNames).map(escapeMarkdown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/report/underline-word.ts
var around = { before: 40, total: 100 };
function underlineWord(line, { offset, length }) {
  const start = offset > around.total - around.before ? offset - around.before : 0;
  const cut = line.slice(start, start + around.total);
  const before = `${start > 0 ? "\u2026" : ""}${shown(line.slice(start, offset))}`;
  const word = shown(line.slice(offset, Math.min(offset + length, start + around.total)));
  const after = shown(cut.slice(offset + length - start));
  const more = start + around.total < line.length ? "\u2026" : "";
  const mark = " ".repeat(columns(before)) + "^".repeat(Math.max(1, columns(word)));
  return [`${before}${word}${after}${more}`.trimEnd(), mark].join("\n");
}
function shown(text) {
  return visibleText(text).replace(/[\n\t]/g, " ");
}
function columns(text) {
  return [...text].length;
}

// src/report/render-answers.ts
var limits = { maxUnits: 6e4, maxBytes: 24e4, maxParts: 4 };
function renderAnswers(answers, context) {
  const pieces = answers.flatMap(
    ({ command, answer }) => answer.kind === "problem" ? [piece(problemText(command, answer.problem), "a problem")] : [piece(`${codeSpan(command)}

`, "a command"), ...composeAnswer(answer, context)]
  );
  const { parts, leftOut } = packPieces(pieces, limits);
  const end = leftOutText(leftOut, `${limits.maxParts} comments`, "the output of `talos-chatops render`") + footer(context);
  return parts.map((part, index) => index === parts.length - 1 ? part + end : part);
}
function composeAnswer(answer, context) {
  switch (answer.kind) {
    case "config":
      return composeConfig(answer.node, answer.documents);
    case "schematic":
      return [piece(schematicText(answer), "a schematic")];
    case "help":
      return [piece(helpText(answer.topic), "help")];
    case "said":
      return [piece(saidText(answer), "an answer")];
    case "rights":
      return [piece(rightsText(answer), "what you may")];
    case "permission":
      return [piece(permissionText(answer), "whether you may")];
    case "pieces":
      return answer.pieces;
    case "error":
      return [piece(`${renderErrorComment(answer.error, context)}
`, "an error")];
    default:
      return answer;
  }
}
var linesAPiece = 50;
var maxLineLength = 1e3;
function composeConfig(node, documents) {
  const texts = documents.map((document) => encodeYaml(document, { secret: () => "<secret>" }));
  const text = visibleText(texts.join("---\n"));
  const ticks = fenceFor(text);
  const fence = { open: `${ticks}yaml
`, close: `${ticks}

`, reopen: `${ticks}yaml
` };
  const summary = (more) => `<details><summary>${htmlText(node)}${more}</summary>

`;
  const fold = { open: summary(""), close: "</details>\n\n", reopen: summary(", continued") };
  const lines = text.replace(/\n$/, "").split("\n").map(cutLine);
  const blocks = Array.from(
    { length: Math.ceil(lines.length / linesAPiece) },
    (_, index) => lines.slice(index * linesAPiece, (index + 1) * linesAPiece)
  );
  const name = `lines of the configuration of ${escapeMarkdown(node)}`;
  return blocks.map((block) => ({ wrappers: [fold, fence], text: `${block.join("\n")}
`, name }));
}
function cutLine(line) {
  const rest = line.length - maxLineLength;
  return rest > 0 ? `${line.slice(0, maxLineLength)}\u2026 (${rest} characters more)` : line;
}
function schematicText({ schematic, image }) {
  if (schematic === void 0) return "The settings name no schematic for this node.\n\n";
  const rows = [
    `| schematic | ${cell(schematic.id)} |`,
    `| file | ${cell(schematic.file)} |`,
    ...image === void 0 ? [] : [`| image | ${cell(image)} |`]
  ];
  return `| | |
|---|---|
${rows.join("\n")}

`;
}
function cell(text) {
  return codeSpan(text).replaceAll("|", "\\|");
}
function saidText({ message, hint }) {
  return `${escapeMarkdown(message)}${hint === void 0 ? "" : ` ${hintText(hint)}`}

`;
}
function rightsText(answer) {
  const { login, cluster, rights } = answer;
  const row = (what, names) => names.length === 0 ? [] : [`| ${what} | ${names.map((name) => `\`${name}\``).join(", ")} |`];
  const rows = [
    ...row("anywhere", rights.everywhere),
    ...row("only on control planes", rights.controlPlanes),
    ...row("only on workers", rights.workers)
  ];
  const may = rows.length === 0 ? "may ask for nothing" : "may ask for these";
  const end = rows.length === 0 ? "." : ":";
  const table = rows.length === 0 ? "" : `
| where | commands |
|---|---|
${rows.join("\n")}
`;
  const who = `**${escapeMarkdown(login)}**, ${standingText(answer)}, ${may} on ${codeSpan(cluster)}${end}
${table}
`;
  const approvals = rights.approvals.map(({ risk, approval }) => `- what ${risks[risk]}: ${approvalText(approval)}`);
  return approvals.length === 0 ? who : `${who}Approval that it takes then:

${approvals.join("\n")}

`;
}
var risks = { change: "changes", destroy: "destroys" };
function problemText(command, { code, message, place, nearest, hint }) {
  const line = place === void 0 ? visibleText(command) : underlineWord(command, place);
  const ticks = fenceFor(line);
  const next = nearest === void 0 ? void 0 : `Did you mean ${codeSpan(nearest)}?`;
  const more = hint === void 0 ? void 0 : hintText(hint);
  const sentences = [`${message}.`, next, more].filter((sentence) => sentence !== void 0);
  return `${ticks}text
${line}
${ticks}
${sentences.join(" ")}

<sub>${codeSpan(code)}</sub>

`;
}
function footer(context) {
  const { revision, runUrl } = context;
  const facts = [
    ...revision === void 0 ? [] : [`Revision ${linkRevision(revision, context)}`],
    ...runUrl === void 0 ? [] : [`[workflow run](${runUrl})`]
  ];
  return facts.length === 0 ? "" : `<sub>${facts.join(" \xB7 ")}</sub>
`;
}
function piece(text, name) {
  return { wrappers: [], text, name };
}

// src/action/ask/describe-node.ts
async function describeNode(command, target, run) {
  const { config, image, node, schematic } = await desireNode(command.node, target, run);
  const { redactor } = run;
  redactor.learn(config);
  const name = redactor.text(node.name);
  if (command.name === "render") {
    return { kind: "config", node: name, documents: config.documents.map(({ root, id }) => redactor.tree(root, id)) };
  }
  return {
    kind: "schematic",
    node: name,
    ...schematic && { schematic: { id: redactor.text(schematic.id), file: redactor.text(schematic.file) } },
    ...image !== void 0 && { image: redactor.text(image) }
  };
}
async function desireNode(selector, target, run) {
  const { signal } = run;
  const files = await openTargetFiles(target, run);
  const clusters = await readClusters(target, files, [selector], run);
  const [cluster, another] = clusters;
  if (cluster === void 0 || another !== void 0) throw ambiguous(clusters.map(({ name }) => name));
  const context = await openRenderContext(files, { signal, clock: () => performance.now() });
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), [selector]);
  const [desired, surplus] = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  if (desired === void 0 || surplus !== void 0) throw ambiguous(nodes.map(({ name }) => name));
  if (desired.kind === "failed") throw desired.error;
  return desired.desired;
}
function ambiguous(names) {
  return new UserError("Cannot tell which node is meant", {
    code: "input_invalid",
    hint: `Name one of ${names.slice(0, 10).join(", ")}; with several clusters as <cluster>/<node>.`
  });
}

// src/action/ask/answer-commands.ts
async function answerCommands(asking, run) {
  await react(asking, "eyes", run);
  const answers = [];
  for (const [index, { text }] of asking.ask.commands.entries()) {
    const answer = await answerLine(text, index + 1, asking, run);
    answers.push(...answer.map((one) => ({ command: run.redactor.text(text), answer: one })));
  }
  if (answers.length > 0) await postAnswers(answers, asking, run);
  if (answers.some(({ answer }) => answer.kind === "problem" || answer.kind === "error")) {
    await react(asking, "-1", run);
    if (asking.ask.kind === "dispatch") setFailed("The command was refused; the job summary says why");
    if (asking.ask.kind === "request") setFailed("The command was refused; the comment says why");
  }
}
async function refuseAll(asking, run) {
  const error = notAllowedAnything();
  await react(asking, "-1", run);
  const [first] = asking.ask.commands;
  if (first === void 0) return;
  const command = run.redactor.text(first.text);
  await postAnswers([{ command, answer: { kind: "error", error: run.redactor.error(error) } }], asking, run);
}
async function react({ ask, posting }, content, { github, signal }) {
  if (ask.kind !== "comment") return;
  const { commentId } = ask;
  await posting.attempt(() => reactToComment(github, { commentId, content }, { signal }));
}
async function answerLine(line, number, asking, run) {
  const parsed = parseCommand(line);
  if (parsed.kind !== "command") {
    asking.endings.push({ outcome: "refused", code: parsed.problem.code });
    return [explainProblem(line, parsed.problem, run.redactor)];
  }
  try {
    if (parsed.command.commit !== void 0) requireNamedCommit(parsed.command, await asking.target());
    return await answerCommand(parsed.command, number, asking, run);
  } catch (error) {
    run.signal.throwIfAborted();
    run.log.failure(error);
    asking.endings.push(endingOfError(error, run));
    return [{ kind: "error", error: run.redactor.error(error) }];
  }
}
async function answerCommand(command, number, asking, run) {
  switch (command.name) {
    case "diff":
      return answerDiff(command, asking, run);
    case "render":
    case "schematic":
      await requireAll(command, asking, run);
      return [await describeNode(command, await asking.target(), run)];
    case "help":
      return [{ kind: "help", ...command.topic !== void 0 && { topic: command.topic } }];
    case "whoami":
      return (await import("./describe-asker-6XPQKGQK.mjs")).describeAsker(asking, run);
    case "can":
      return (await import("./describe-asker-6XPQKGQK.mjs")).explainRight(command, asking, run);
    case "approve":
    case "reject":
      throw needsBot(command.name);
    case "status":
    case "health":
    case "etcd status":
      return (await import("./inspect-for-answer-UHY2GDVS.mjs")).inspectForAnswer(command, asking, run);
    case "lock":
    case "unlock":
    case "continue":
    case "abort":
      return (await import("./answer-lock-command-CTUGTNF4.mjs")).answerLockCommand(command, number, asking, run);
    default:
      await (await import("./plan-operation-MQVSPBCS.mjs")).planOperation(command, number, asking, run);
      return [];
  }
}
function needsBot(name) {
  return new UserError(`Cannot answer ${name}: it needs the bot, which this repository's workflow runs without`, {
    code: "operation_unsupported",
    hint: "Approve or reject in the environment that the workflow run waits for."
  });
}
async function requireAll(command, asking, run) {
  const target = await asking.target();
  const files = await openTargetFiles(target, run);
  const selectors = selectorsOf(command);
  const clusters = await readClusters(target, files, selectors.length === 0 ? ["all"] : selectors, run);
  const named = command.cluster === void 0 ? clusters : clusters.filter(({ name }) => name === command.cluster);
  for (const cluster of named) await requirePermission(command, cluster, asking);
  return { target, files, clusters: named };
}
async function answerDiff(command, asking, run) {
  const { ask, outcomes, posting } = asking;
  const { target, files, clusters } = await requireAll(command, asking, run);
  const selectors = command.nodes.length === 0 ? ["all"] : command.nodes;
  const notes = await noteChangedSettings(target, run);
  const isWhole = selectors.every((selector) => selector === "all");
  for (const cluster of clusters) {
    const key = isWhole ? `plan ${cluster.name}` : `diff ${cluster.name} ${[...selectors].sort().join(" ")}`;
    const check = isWhole && run.inputs.check ? [{ kind: "check", name: `talos plan / ${cluster.name}` }] : [];
    const comments = ask.number === void 0 ? [] : [{ kind: "comment", number: ask.number, key }];
    const request = { cluster, target, files, selectors, notes, mustBeLive: false };
    outcomes.push(await reportCluster(request, [...check, ...comments], posting, run));
  }
  return [];
}
async function postAnswers(answers, asking, run) {
  const { ask, posting } = asking;
  const { environment, github, log, redactor, report, signal } = run;
  const needsRevision = answers.some(({ answer }) => answer.kind === "config" || answer.kind === "schematic");
  const revision = needsRevision ? (await asking.target()).sha : void 0;
  const parts = renderAnswers(answers, { ...report, revision });
  if (!parts.every((part) => redactor.isClean(part))) {
    log.warn("The answer is withheld: hiding the secrets in it failed. Please report this.");
    return;
  }
  const { number } = ask;
  if (number === void 0) {
    await writeSummary(parts.join("\n"), environment);
    return;
  }
  const key = `answer ${originOf(asking, run)}`;
  await posting.attempt(() => publishStickyComment(github, { number, key, parts }, { signal }));
}
export {
  answerCommands,
  refuseAll
};
