import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Secret
} from "./chunk-2VMUWDUH.mjs";
import {
  Document,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq
} from "./chunk-G2B4HUHD.mjs";
import {
  formatLocation
} from "./chunk-2H5RZE4B.mjs";

// src/report/visible-text.ts
function visibleText(text) {
  return text.replaceAll("\r\n", "\n").toWellFormed().replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
var hidden = new RegExp("[\\p{Cf}\\u2028\\u2029\\u115f\\u1160\\u3164\\uffa0]|(?![\\n\\t])\\p{Cc}", "gu");

// src/report/log-text.ts
function logText(text) {
  return visibleText(text).replace(/(^|\s):(?=:[^\n]*::)/g, "$1\\u{3a}").replace(/##(?=\[)/g, "#\\u{23}");
}

// src/report/cut-text.ts
function cutText(text, maxLength4) {
  if (text.length <= maxLength4) return text;
  return `${text.slice(0, maxLength4).toWellFormed()} \u2026 (${text.length - maxLength4} more characters)`;
}

// src/report/markdown/code-span.ts
var maxLength = 500;
function codeSpan(text) {
  const line = visibleText(cutText(text, maxLength)).replace(/\s+/g, " ").trim();
  if (line === "") return "";
  const ticks = "`".repeat(longestRun(line, "`") + 1);
  const space = ticks.length > 1 ? " " : "";
  return `${ticks}${space}${line}${space}${ticks}`;
}
function longestRun(text, character) {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

// src/report/markdown/escape-markdown.ts
var address = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'`|]+|\bwww\.[^\s<>"'`|]+/gi;
var maxLength2 = 2e3;
function escapeMarkdown(text) {
  const line = visibleText(cutText(text, maxLength2)).replace(/\s+/g, " ").trim();
  let result = "";
  let from = 0;
  for (const match of line.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, "");
    result += escapeProse(line.slice(from, match.index)) + codeSpan(found);
    from = match.index + found.length;
  }
  return result + escapeProse(line.slice(from));
}
function escapeProse(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/[\\`*_{}[\]|~$]/g, "\\$&").replace(/^(\s*)([-+#=]|[0-9]+[.)])/, (_, space, sign) => `${space}${escapeLast(sign)}`).replace(/@(?=[\w-])/g, "@\u2060").replace(/#(?=[0-9])/g, "#\u2060").replace(/GH-(?=[0-9])/gi, "$&\u2060");
}
function escapeLast(sign) {
  return `${sign.slice(0, -1)}\\${sign.slice(-1)}`;
}

// src/report/paint.ts
var codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39]
};
function paint(text, colour, options) {
  if (!options.color || text === "") return text;
  const [start, end] = codes[colour];
  return `\x1B[${start}m${text}\x1B[${end}m`;
}

// src/report/render-error.ts
function renderErrorComment(error, context) {
  const run = context.runUrl === void 0 ? "the workflow run" : `[the workflow run](${context.runUrl})`;
  if (error.kind === "bug") {
    return `> [!CAUTION]
> **Something went wrong in talos-chatops itself.** Its log is in ${run}.
`;
  }
  const lines = [`> [!CAUTION]`, `> **${escapeMarkdown(error.message)}**`];
  if (error.location !== void 0) lines.push(">", `> In ${codeSpan(formatLocation(error.location))}`);
  if (error.hint !== void 0) lines.push(">", `> ${escapeMarkdown(error.hint)}`);
  const source = context.runUrl === void 0 ? "" : ` \xB7 ${run}`;
  return `${lines.join("\n")}

<sub>${codeSpan(error.code)}${source}</sub>
`;
}
function renderErrorText(error, options) {
  const label = paint("error:", "red", options);
  if (error.kind === "bug") return `${label} Something went wrong in talos-chatops itself; see the log.`;
  const lines = [`${label} ${logText(error.message)}`];
  if (error.location !== void 0)
    lines.push(`  ${paint("at", "dim", options)} ${logText(formatLocation(error.location))}`);
  if (error.hint !== void 0) lines.push(`  ${paint("hint:", "cyan", options)} ${logText(error.hint)}`);
  return lines.join("\n");
}

// src/config/tree/encode-yaml.ts
function encodeYaml(node, options) {
  const document = new Document(null, { version: "1.2", customTags: (tags) => [verbatimTag, ...tags] });
  document.contents = toYaml(node, options);
  return document.toString({ indent: 4, indentSeq: true, lineWidth: 0, nullStr: "null", blockQuote: "literal" });
}
var Verbatim = class {
  text;
  constructor(text) {
    this.text = text;
  }
};
var verbatimTag = {
  tag: "tag:yaml.org,2002:verbatim",
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => new Verbatim(text),
  test: /(?!)/,
  stringify: (node) => node.value.text
};
function toYaml(node, options) {
  switch (node.kind) {
    case "scalar":
      return toScalar(node, options);
    case "list": {
      const list = new YAMLSeq();
      list.items = node.items.map((item) => toYaml(item, options));
      list.flow = node.items.length === 0;
      return list;
    }
    case "map": {
      const map = new YAMLMap();
      map.items = [...node.entries].map(
        ([key, value]) => new Pair(toKey(key), toYaml(value, options))
      );
      map.flow = node.entries.size === 0;
      return map;
    }
    default:
      return node;
  }
}
function toScalar(node, options) {
  if (node.value instanceof Secret) return toSecret(options.secret(node.value), node);
  if (typeof node.value === "string") return toText(node.value, node.quoted);
  const isNumber = typeof node.value === "number" || typeof node.value === "bigint";
  return new Scalar(isNumber && node.text !== "" ? new Verbatim(node.text) : node.value);
}
function toSecret(text, node) {
  const isPlainValue = !node.quoted && /^(true|false|0|[1-9][0-9]*)$/.test(text);
  return isPlainValue ? new Scalar(new Verbatim(text)) : toText(text, true);
}
function toKey(key) {
  const needsQuotes = ambiguous.test(key) || key === "" || unprintable.test(key) || key.includes("\n");
  return needsQuotes ? new Scalar(new Verbatim(doubleQuoted(key))) : toText(key, false);
}
var ambiguous = /^(y|n|yes|no|on|off|<<|=|[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|\.?[0-9][0-9_,:.]*(e[-+]?[0-9]+)?)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?)$/i;
var unprintable = new RegExp("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]|\\p{Surrogate}", "u");
var readableBlock = /^\S[\s\S]*\n/;
function toText(text, quoted) {
  if (unprintable.test(text) || text.includes("\n") && !readableBlock.test(text) || quoted && ambiguous.test(text)) {
    return new Scalar(new Verbatim(doubleQuoted(text)));
  }
  return new Scalar(text);
}
function doubleQuoted(text) {
  const escaped = (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

// src/report/markdown/fence.ts
function fenceFor(text) {
  return "`".repeat(Math.max(3, longestRun(text, "`") + 1));
}

// src/report/markdown/html-text.ts
var maxLength3 = 500;
function htmlText(text) {
  return visibleText(cutText(text, maxLength3)).replace(/\s+/g, " ").trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replace(/@(?=[\w-])/g, "@\u2060").replace(/#(?=[0-9])/g, "#\u2060");
}

// src/report/source-lines.ts
function sourceLines(locations) {
  const byFile = Map.groupBy(
    locations.filter((location) => location !== void 0),
    (location) => location.file
  );
  return [...byFile].flatMap(([file, places]) => {
    const lines = [...new Set(places.map((place) => place.line))].filter((line) => line !== void 0);
    return lines.length === 0 ? [{ file }] : joinLines(lines).map(([from, to]) => ({ file, from, to }));
  });
}
function joinLines(lines) {
  const ranges = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== void 0 && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
function formatLines({ from, to }) {
  if (from === void 0) return "";
  return to === void 0 || to === from ? `${from}` : `${from}-${to}`;
}
var maxRanges = 4;
function formatSources(sources) {
  const [first] = sources;
  if (first === void 0) return "";
  const ranges = sources.filter((source) => source.file === first.file).map(formatLines);
  const lines = ranges.slice(0, maxRanges).join(",");
  const more = ranges.length > maxRanges || sources.length > ranges.length ? " \u2026" : "";
  return `${first.file}${lines === "" ? "" : `:${lines}`}${more}`;
}

// src/report/markdown/link-source.ts
function linkSource(location, plan, context) {
  const { file, line } = location;
  const label = codeSpan(line === void 0 ? file : `${file}:${line}`);
  return link(label, blobUrl(file, line === void 0 ? "" : `#L${line}`, plan, context));
}
var maxLinks = 12;
function linkSources(sources, plan, context) {
  const links = sources.slice(0, maxLinks).map((source, index) => {
    const { file, from, to } = source;
    const name = sources[index - 1]?.file === file ? "" : file;
    const anchor = from === void 0 ? "" : `#L${from}${to === from ? "" : `-L${to}`}`;
    return link(
      codeSpan(from === void 0 ? file : `${name}:${formatLines(source)}`),
      blobUrl(file, anchor, plan, context)
    );
  });
  const more = sources.length - links.length;
  return `${links.join(", ")}${more > 0 ? ` and ${more} more places` : ""}`;
}
function link(label, url) {
  return url === void 0 ? label : `[${label}](${url})`;
}
function linkRevision(revision, { repositoryUrl }) {
  if (!isCommit(revision)) return codeSpan(revision);
  const label = codeSpan(revision.slice(0, 7));
  return repositoryUrl === void 0 ? label : `[${label}](${repositoryUrl}/commit/${revision})`;
}
function blobUrl(file, anchor, plan, context) {
  const steps = file.split("/");
  if (context.repositoryUrl === void 0 || !isCommit(plan.revision)) return void 0;
  if (steps.some((step) => step === "" || step === "." || step === "..")) return void 0;
  const path = steps.map((step) => encodeURIComponent(step).replace(/[()'!*]/g, encodeCharacter)).join("/");
  return `${context.repositoryUrl}/blob/${plan.revision}/${path}${anchor}`;
}
function isCommit(revision) {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision);
}
function encodeCharacter(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// src/report/markdown/left-out-text.ts
var maxNames = 10;
function leftOutText(leftOut, room, where) {
  if (leftOut.length === 0) return "";
  const names = [...new Set(leftOut.map((piece) => piece.name))];
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  const what = `${names.slice(0, maxNames).map(escapeMarkdown).join("; ")}${more}`;
  return `> [!IMPORTANT]
> Too long for ${room}. In ${where}, not here: ${what}.

`;
}

// src/report/markdown/pack-pieces.ts
function packPieces(pieces, limits) {
  const parts = [];
  const opened = /* @__PURE__ */ new Set();
  let part = emptyPart;
  for (const [index, piece] of pieces.entries()) {
    let next = append(part, piece, opened);
    if (part.text !== "" && !fits(next, limits)) {
      parts.push(closed(part));
      if (parts.length === limits.maxParts) return { parts, leftOut: pieces.slice(index) };
      next = append(emptyPart, piece, opened);
    }
    part = next;
    for (const wrapper of piece.wrappers) opened.add(wrapper);
  }
  return { parts: part.text === "" ? parts : [...parts, closed(part)], leftOut: [] };
}
var emptyPart = { text: "", bytes: 0, open: [] };
function append(part, piece, opened) {
  const shared = part.open.findIndex((wrapper, depth2) => piece.wrappers[depth2] !== wrapper);
  const depth = shared < 0 ? part.open.length : shared;
  const closing = closingText(part.open.slice(depth));
  const opening = piece.wrappers.slice(depth).map((wrapper) => opened.has(wrapper) ? wrapper.reopen : wrapper.open);
  const added = closing + opening.join("") + piece.text;
  return { text: part.text + added, bytes: part.bytes + Buffer.byteLength(added), open: piece.wrappers };
}
function fits(part, limits) {
  const closing = closingText(part.open);
  return part.text.length + closing.length <= limits.maxUnits && part.bytes + Buffer.byteLength(closing) <= limits.maxBytes;
}
function closed(part) {
  return part.text + closingText(part.open);
}
function closingText(wrappers) {
  return wrappers.map((wrapper) => wrapper.close).reverse().join("");
}

export {
  visibleText,
  cutText,
  codeSpan,
  escapeMarkdown,
  renderErrorComment,
  renderErrorText,
  encodeYaml,
  sourceLines,
  formatSources,
  fenceFor,
  htmlText,
  linkSource,
  linkSources,
  linkRevision,
  leftOutText,
  packPieces
};
