import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  desireNodes,
  identifyNodes,
  nearestName,
  noteChangedSettings,
  openRenderContext,
  openTargetFiles,
  publishStickyComment,
  readClusters,
  reportCluster,
  resolveTarget,
  selectNodes
} from "./chunk-XLEJZ3P7.mjs";
import "./chunk-6OMSE5FN.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  codeSpan,
  encodeYaml,
  escapeMarkdown,
  fenceFor,
  htmlText,
  leftOutText,
  linkRevision,
  packPieces,
  renderErrorComment,
  visibleText
} from "./chunk-2FIJIA3X.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-M33TEWKY.mjs";
import "./chunk-XQSC3RWW.mjs";
import "./chunk-RRMS3QLB.mjs";
import "./chunk-JOJO7WC3.mjs";
import "./chunk-G2B4HUHD.mjs";
import {
  attempt
} from "./chunk-MH6N5TMP.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/adapters/github/react.ts
async function reactToComment(github, reaction, { signal }) {
  await attempt(
    { what: "react to the comment", needs: "pull-requests: write" },
    async () => (await github.octokit()).rest.reactions.createForIssueComment({
      ...github.at,
      comment_id: reaction.commentId,
      content: reaction.content,
      request: { signal }
    })
  );
}

// src/chatops/parse-read-command.ts
var readCommands = [
  { name: "diff", usage: "/talos diff [nodes]", summary: "what the repository says against what the nodes run" },
  { name: "plan", usage: "/talos plan [nodes]", summary: "the same as diff" },
  { name: "render", usage: "/talos render <node>", summary: "the machine configuration of a node, secrets hidden" },
  { name: "schematic", usage: "/talos schematic <node>", summary: "the image factory's id for a node" },
  { name: "help", usage: "/talos help", summary: "this list" }
];
var names = readCommands.map(({ name }) => name);
var selector = /^(?:[a-z0-9](?:[a-z0-9.-]{0,62})?\/)?[a-z0-9*?][a-z0-9*?.-]{0,62}$/i;
function parseReadCommand(line) {
  const [, name = "help", ...words] = line.split(/\s+/).filter((word) => word !== "");
  const args = words.flatMap((word) => word.split(",")).filter((word) => word !== "");
  const wrong = args.find((word) => !selector.test(word));
  if (names.every((known) => known !== name)) {
    return { kind: "problem", message: "There is no such command here", word: name, candidates: names };
  }
  if (wrong !== void 0) {
    return { kind: "problem", message: `\`${name}\` takes names of nodes`, word: wrong, candidates: [] };
  }
  return parseArguments(name, args);
}
function parseArguments(name, args) {
  const [node, surplus] = args;
  switch (name) {
    case "diff":
    case "plan":
      return { kind: "command", command: { kind: "diff", nodes: args } };
    case "render":
    case "schematic":
      if (node === void 0 || surplus !== void 0) {
        return { kind: "problem", message: `\`${name}\` takes the name of one node`, candidates: [] };
      }
      return { kind: "command", command: { kind: name, node } };
    default:
      return { kind: "command", command: { kind: "help" } };
  }
}

// src/report/render-answers.ts
var limits = { maxUnits: 6e4, maxBytes: 24e4, maxParts: 4 };
function renderAnswers(answers, context) {
  const pieces = answers.flatMap(({ command, answer }) => [
    piece(`${codeSpan(command)}

`, "a command"),
    ...composeAnswer(answer, context)
  ]);
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
      return [piece(helpText(), "help")];
    case "problem":
      return [piece(`${problemText(answer)}

`, "a problem")];
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
function helpText() {
  return `${readCommands.map(({ usage, summary }) => `- \`${usage}\`: ${summary}`).join("\n")}

`;
}
function problemText({ message, word, nearest }) {
  const what = word === void 0 ? message : `${message}: ${codeSpan(word)}`;
  const hint = nearest === void 0 ? "`/talos help` lists the commands." : `Did you mean \`${nearest}\`?`;
  return `${what}. ${hint}`;
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

// src/action/describe-node.ts
async function describeNode(command, target, run) {
  const { config, image, node, schematic } = await desireNode(command.node, target, run);
  const { redactor } = run;
  redactor.learn(config);
  const name = redactor.text(node.name);
  if (command.kind === "render") {
    return { kind: "config", node: name, documents: config.documents.map(({ root, id }) => redactor.tree(root, id)) };
  }
  return {
    kind: "schematic",
    node: name,
    ...schematic && { schematic: { id: redactor.text(schematic.id), file: redactor.text(schematic.file) } },
    ...image !== void 0 && { image: redactor.text(image) }
  };
}
async function desireNode(selector2, target, run) {
  const { signal } = run;
  const files = await openTargetFiles(target, run);
  const clusters = await readClusters(target, files, [selector2], run);
  const [cluster, another] = clusters;
  if (cluster === void 0 || another !== void 0) throw ambiguous(clusters.map(({ name }) => name));
  const context = await openRenderContext(files, { signal, clock: () => performance.now() });
  const nodes = selectNodes(cluster.name, await identifyNodes(cluster, context), [selector2]);
  const [desired, surplus] = await desireNodes(cluster, nodes, context, { concurrency: 1 });
  if (desired === void 0 || surplus !== void 0) throw ambiguous(nodes.map(({ name }) => name));
  if (desired.kind === "failed") throw desired.error;
  return desired.desired;
}
function ambiguous(names2) {
  return new UserError("Cannot tell which node is meant", {
    code: "input_invalid",
    hint: `Name one of ${names2.slice(0, 10).join(", ")}; with several clusters as <cluster>/<node>.`
  });
}

// src/action/answer-commands.ts
async function answerCommands(task, posting, run) {
  const { github, signal } = run;
  await posting.attempt(() => reactToComment(github, { commentId: task.commentId, content: "eyes" }, { signal }));
  const target = once(() => resolveTarget(github, task, { signal }));
  const outcomes = [];
  const answers = [];
  for (const { text } of task.commands) {
    const answer = await answerCommand(parseReadCommand(text), { task, target, outcomes, posting }, run);
    answers.push(...answer.map((one) => ({ command: run.redactor.text(text), answer: one })));
  }
  if (answers.length > 0) await postAnswers(answers, { task, target, posting }, run);
  return outcomes;
}
async function answerCommand(parsed, asking, run) {
  if (parsed.kind === "problem") return [problemAnswer(parsed, run)];
  try {
    switch (parsed.command.kind) {
      case "diff":
        return await answerDiff(parsed.command, asking, run);
      case "render":
      case "schematic":
        return [await describeNode(parsed.command, await asking.target(), run)];
      case "help":
        return [{ kind: "help" }];
      default:
        return parsed.command;
    }
  } catch (error) {
    run.signal.throwIfAborted();
    run.log.failure(error);
    return [{ kind: "error", error: run.redactor.error(error) }];
  }
}
function problemAnswer({ message, word, candidates }, run) {
  const nearest = word === void 0 ? void 0 : nearestName(word, candidates);
  return {
    kind: "problem",
    message,
    ...word !== void 0 && { word: run.redactor.text(word) },
    ...nearest !== void 0 && { nearest }
  };
}
async function answerDiff({ nodes }, { task, target: resolve, outcomes, posting }, run) {
  const target = await resolve();
  const selectors = nodes.length === 0 ? ["all"] : nodes;
  const files = await openTargetFiles(target, run);
  const clusters = await readClusters(target, files, selectors, run);
  const notes = await noteChangedSettings(target, run);
  const isWhole = selectors.every((selector2) => selector2 === "all");
  for (const cluster of clusters) {
    const key = isWhole ? `plan ${cluster.name}` : `diff ${cluster.name} ${[...selectors].sort().join(" ")}`;
    const check = isWhole && run.inputs.check ? [{ kind: "check", name: `talos plan / ${cluster.name}` }] : [];
    const places = [...check, { kind: "comment", number: task.number, key }];
    outcomes.push(
      await reportCluster({ cluster, target, files, selectors, notes, mustBeLive: false }, places, posting, run)
    );
  }
  return [];
}
async function postAnswers(answers, { task, target, posting }, { github, log, redactor, report, signal }) {
  const needsRevision = answers.some(({ answer }) => answer.kind === "config" || answer.kind === "schematic");
  const revision = needsRevision ? (await target()).sha : void 0;
  const parts = renderAnswers(answers, { ...report, revision });
  if (!parts.every((part) => redactor.isClean(part))) {
    log.warn("The answer is withheld: hiding the secrets in it failed. Please report this.");
    return;
  }
  const comment = { number: task.number, key: `answer ${task.commentId}`, parts };
  await posting.attempt(() => publishStickyComment(github, comment, { signal }));
}
function once(work) {
  let made;
  return () => {
    made ??= work();
    return made;
  };
}
export {
  answerCommands
};
