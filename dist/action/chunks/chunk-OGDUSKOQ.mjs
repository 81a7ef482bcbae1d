import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Secret,
  documentKey,
  formatDocumentId,
  formatPath
} from "./chunk-2VMUWDUH.mjs";
import {
  Document,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq
} from "./chunk-DEN2UECT.mjs";

// src/report/summarize-plan.ts
function summarizePlan(plan) {
  const count2 = (matches) => plan.nodes.filter(matches).length;
  const counts = {
    nodes: plan.nodes.length,
    changed: count2((node) => node.kind === "changed"),
    unchanged: count2((node) => node.kind === "unchanged"),
    unreachable: count2((node) => node.kind === "unreachable"),
    invalid: count2((node) => node.kind === "invalid"),
    withheld: count2((node) => node.kind === "withheld"),
    upgrades: count2((node) => needsUpgrade(node)),
    automaticReboots: count2((node) => node.kind === "changed" && node.reboot.kind === "automatic"),
    manualReboots: count2((node) => node.kind === "changed" && node.reboot.kind === "manual")
  };
  return { ...counts, verdict: verdict(counts) };
}
function needsUpgrade(node) {
  return "image" in node && node.image !== void 0 && node.image.upgrade !== "none";
}
function verdict(counts) {
  const { nodes, changed: changed2, unchanged, upgrades, unreachable, invalid, withheld } = counts;
  if (nodes === 0) return "no nodes selected";
  const parts = [];
  if (changed2 > 0) parts.push(`${changed2} of ${plural(nodes, "node")} ${changed2 === 1 ? "changes" : "change"}`);
  else if (unchanged === nodes) parts.push(upgrades > 0 ? "no changes to the config" : "no changes");
  else if (unchanged > 0) parts.push(`no changes on ${unchanged} of ${plural(nodes, "node")}`);
  if (upgrades > 0) parts.push(`${upgrades} ${upgrades === 1 ? "needs" : "need"} an upgrade`);
  if (invalid > 0) parts.push(`${invalid} invalid`);
  if (unreachable > 0) parts.push(`${unreachable} unreachable`);
  if (withheld > 0) parts.push(`${withheld} withheld`);
  return parts.join(", ");
}
function plural(count2, noun) {
  return `${count2} ${noun}${count2 === 1 ? "" : "s"}`;
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

// src/report/visible-text.ts
function visibleText(text) {
  return text.replaceAll("\r\n", "\n").toWellFormed().replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
var hidden = new RegExp("[\\p{Cf}\\u2028\\u2029\\u115f\\u1160\\u3164\\uffa0]|(?![\\n\\t])\\p{Cc}", "gu");

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

// src/report/name-nodes.ts
var maxNames = 6;
var maxExceptions = 3;
function nameNodes(nodes, plan, write = (name) => name) {
  const others = plan.nodes.filter((node) => !nodes.includes(node.name)).map((node) => node.name);
  if (others.length === 0 && nodes.length > 1) return { short: `all ${nodes.length} nodes` };
  const names = nodes.map(write).join(", ");
  if (nodes.length <= maxNames) return { short: names };
  if (others.length <= maxExceptions) {
    return { short: `${nodes.length} nodes, all but ${others.map(write).join(", ")}` };
  }
  return { short: `${nodes.length} nodes`, list: names };
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
  let longest2 = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest2 = Math.max(longest2, run);
  }
  return longest2;
}

// src/report/markdown/fence.ts
function fenceFor(text) {
  return "`".repeat(Math.max(3, longestRun(text, "`") + 1));
}

// src/report/markdown/html-text.ts
var maxLength2 = 500;
function htmlText(text) {
  return visibleText(cutText(text, maxLength2)).replace(/\s+/g, " ").trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replace(/@(?=[\w-])/g, "@\u2060").replace(/#(?=[0-9])/g, "#\u2060");
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
function linkSource(location, plan, context2) {
  const { file, line } = location;
  const label = codeSpan(line === void 0 ? file : `${file}:${line}`);
  return link(label, blobUrl(file, line === void 0 ? "" : `#L${line}`, plan, context2));
}
var maxLinks = 12;
function linkSources(sources, plan, context2) {
  const links = sources.slice(0, maxLinks).map((source, index) => {
    const { file, from, to } = source;
    const name = sources[index - 1]?.file === file ? "" : file;
    const anchor = from === void 0 ? "" : `#L${from}${to === from ? "" : `-L${to}`}`;
    return link(
      codeSpan(from === void 0 ? file : `${name}:${formatLines(source)}`),
      blobUrl(file, anchor, plan, context2)
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
function blobUrl(file, anchor, plan, context2) {
  const steps = file.split("/");
  if (context2.repositoryUrl === void 0 || !isCommit(plan.revision)) return void 0;
  if (steps.some((step) => step === "" || step === "." || step === "..")) return void 0;
  const path = steps.map((step) => encodeURIComponent(step).replace(/[()'!*]/g, encodeCharacter)).join("/");
  return `${context2.repositoryUrl}/blob/${plan.revision}/${path}${anchor}`;
}
function isCommit(revision) {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(revision);
}
function encodeCharacter(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength2 = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength2 = Math.min(maxEditLength2, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength2 || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength2 && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value) {
    return value.slice();
  }
  join(value) {
    return value;
  }
  removeEmpty(value) {
    return value;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}

// src/report/changes/compare-lines.ts
var maxEditLength = 600;
function compareLines(live, desired) {
  if (live.length === 0 || desired.length === 0) return [part("removed", live), part("added", desired)].flat();
  const edit = diffArrays(
    live.map((line) => line.text),
    desired.map((line) => line.text),
    { maxEditLength }
  );
  if (edit === void 0) return compareByPath(live, desired);
  let [liveAt, desiredAt] = [0, 0];
  return edit.flatMap(({ added, removed, count: count2 }) => {
    const liveEnd = liveAt + (added ? 0 : count2);
    const desiredEnd = desiredAt + (removed ? 0 : count2);
    const lines = removed ? live.slice(liveAt, liveEnd) : desired.slice(desiredAt, desiredEnd);
    [liveAt, desiredAt] = [liveEnd, desiredEnd];
    return part(removed ? "removed" : added ? "added" : "equal", lines);
  });
}
function part(kind, lines) {
  return lines.length === 0 ? [] : [{ kind, lines }];
}
function compareByPath(live, desired) {
  const inLive = new Set(live.map(identify));
  const inDesired = new Set(desired.map(identify));
  const parts = [];
  const add = (kind, line) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  };
  let [liveAt, desiredAt] = [0, 0];
  for (let step = 0; step < live.length + desired.length; step += 1) {
    const [a, b] = [live[liveAt], desired[desiredAt]];
    if (a !== void 0 && b !== void 0 && identify(a) === identify(b)) {
      add("equal", b);
      liveAt += 1;
      desiredAt += 1;
    } else if (a !== void 0 && (b === void 0 || !inDesired.has(identify(a)) || inLive.has(identify(b)))) {
      add("removed", a);
      liveAt += 1;
    } else if (b !== void 0) {
      add("added", b);
      desiredAt += 1;
    }
  }
  return parts;
}
function identify(line) {
  return `${formatPath(line.path)}
${line.text}`;
}

// src/report/changes/outline-yaml.ts
function outlineYaml(text) {
  const outline = new Outline();
  return text.replace(/\n$/, "").split("\n").map((line) => ({ text: line, path: outline.follow(line) }));
}
var blockStart = /(^|\s)[|>][-+0-9]*$/;
var Outline = class {
  steps = [];
  /** Inside a block of text: everything deeper than its key belongs to it. */
  blockIndent;
  inQuotes = false;
  follow(line) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (this.isInsideValue(line, indent)) return this.path();
    this.blockIndent = void 0;
    let rest = line.slice(indent);
    let column = indent;
    while (rest === "-" || rest.startsWith("- ")) {
      this.enterItem(column);
      column += 2;
      rest = rest.slice(2);
    }
    const key = readKey(rest);
    if (key !== void 0) {
      this.leave(column);
      this.steps.push({ indent: column, step: key.name });
    }
    const value = key === void 0 ? rest : key.rest;
    if (blockStart.test(value)) this.blockIndent = key === void 0 ? column - 2 : column;
    this.inQuotes = value.startsWith('"') && !endsQuotes(value.slice(1));
    return this.path();
  }
  isInsideValue(line, indent) {
    if (this.inQuotes) {
      this.inQuotes = !endsQuotes(line);
      return true;
    }
    return this.blockIndent !== void 0 && (line.trim() === "" || indent > this.blockIndent);
  }
  enterItem(column) {
    const last = this.steps.find((step) => step.indent === column);
    this.leave(column);
    this.steps.push({ indent: column, step: typeof last?.step === "number" ? last.step + 1 : 0 });
  }
  leave(column) {
    this.steps = this.steps.filter((step) => step.indent < column);
  }
  path() {
    return this.steps.map((step) => step.step);
  }
};
var quotedKey = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'):(?:[ \t]+(.*))?$/s;
var plainKey = /^((?:[^: \t"'#]|:(?=[^ \t])|[ \t"'](?=.)|(?<=[^ \t])#)+):(?:[ \t]+(.*))?$/s;
function readKey(text) {
  if (text.startsWith("? ")) return { name: unquote(text.slice(2)), rest: "" };
  const quoted = quotedKey.exec(text);
  if (quoted !== null) return { name: unquote(quoted[1] ?? ""), rest: quoted[2] ?? "" };
  if (text.startsWith('"') || text.startsWith("'")) return void 0;
  const plain = plainKey.exec(text);
  return plain === null ? void 0 : { name: plain[1] ?? "", rest: plain[2] ?? "" };
}
function unquote(key) {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'");
  if (!key.startsWith('"')) return key;
  try {
    return String(JSON.parse(key));
  } catch {
    return key.slice(1, -1);
  }
}
function endsQuotes(text) {
  return /^(?:[^"\\]|\\.|\\$)*"\s*$/s.test(text);
}

// src/report/changes/encode-document.ts
var prunedLevels = 2;
function encodeDocument(document) {
  const { live, desired } = document;
  if (live === void 0 || desired === void 0) return { live: encode(live), desired: encode(desired) };
  const levels = document.id.kind === void 0 ? prunedLevels : 0;
  const [liveBranches, desiredBranches] = differingBranches(live, desired, levels);
  return { live: encode(liveBranches), desired: encode(desiredBranches) };
}
function encode(root) {
  if (root === void 0 || root.entries.size === 0) return [];
  return outlineYaml(encodeYaml(root, { secret: () => "<secret>" }));
}
function differingBranches(live, desired, levels) {
  if (levels === 0) return [live, desired];
  const liveEntries = /* @__PURE__ */ new Map();
  const desiredEntries = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...live.entries.keys(), ...desired.entries.keys()])) {
    const [a, b] = [live.entries.get(key), desired.entries.get(key)];
    if (a !== void 0 && b !== void 0 && isEqual(a, b)) continue;
    const isDeeper = a?.kind === "map" && b?.kind === "map" && a.entries.size > 0 && b.entries.size > 0;
    const [liveBranch, desiredBranch] = isDeeper ? differingBranches(a, b, levels - 1) : [a, b];
    if (liveBranch !== void 0) liveEntries.set(key, liveBranch);
    if (desiredBranch !== void 0) desiredEntries.set(key, desiredBranch);
  }
  return [inOrder(live, liveEntries), inOrder(desired, desiredEntries)];
}
function inOrder(map, branches) {
  const entries = [...map.entries.keys()].flatMap((key) => {
    const branch = branches.get(key);
    return branch === void 0 ? [] : [[key, branch]];
  });
  return { kind: "map", entries: new Map(entries) };
}
function isEqual(a, b) {
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value && a.text === b.text;
  if (a.kind === "list") {
    if (b.kind !== "list" || a.items.length !== b.items.length) return false;
    return a.items.every((item, index) => {
      const other = b.items[index];
      return other !== void 0 && isEqual(item, other);
    });
  }
  if (b.kind !== "map" || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, value]) => {
    const other = b.entries.get(key);
    return other !== void 0 && isEqual(value, other);
  });
}

// src/report/changes/diff-document.ts
var contextLines = 3;
function diffDocument(document) {
  const { live, desired } = encodeDocument(document);
  const runs = diffLines(live, desired);
  const blocks = document.kind === "changed" ? runs.flatMap(splitRun).map((run) => withinSection(run, document)) : runs;
  const changes = assignChanges(document.changes, blocks);
  return blocks.map((block, index) => ({ ...block, changes: changes[index] ?? [] }));
}
function diffLines(live, desired) {
  const blocks = [];
  let equal = [];
  let current;
  const finish = (after) => {
    if (current !== void 0) blocks.push({ ...current, after: after.slice(0, contextLines) });
    current = void 0;
  };
  for (const part2 of compareLines(live, desired)) {
    if (part2.kind === "equal") {
      finish(part2.lines);
      equal = part2.lines;
      continue;
    }
    current ??= { removed: [], added: [], before: equal.slice(-contextLines), gap: equal.length };
    current[part2.kind] = current[part2.kind].concat(part2.lines);
  }
  finish([]);
  return blocks;
}
function splitRun(run) {
  const oldPaths = run.removed.map((line) => formatPath(line.path));
  const newPaths = run.added.map((line) => formatPath(line.path));
  if (new Set(oldPaths).size < oldPaths.length || new Set(newPaths).size < newPaths.length) return [run];
  const positions = new Map(newPaths.map((path, index) => [path, index]));
  const units = [];
  const add = (line, side) => {
    if (line === void 0) return;
    const last = units.at(-1);
    if (last !== void 0 && isAtOrBelow(line.path, last.path)) last[side].push(line);
    else units.push({ path: line.path, removed: [], added: [], [side]: [line] });
  };
  let next = 0;
  for (const [index, line] of run.removed.entries()) {
    const partner = positions.get(oldPaths[index] ?? "") ?? -1;
    for (; next < partner; next += 1) add(run.added[next], "added");
    add(line, "removed");
    if (partner === next) {
      add(run.added[next], "added");
      next += 1;
    }
  }
  for (; next < run.added.length; next += 1) add(run.added[next], "added");
  return units.map(({ removed, added }, index) => ({
    removed,
    added,
    before: index === 0 ? run.before : [],
    after: index === units.length - 1 ? run.after : [],
    gap: index === 0 ? run.gap : 0
  }));
}
function withinSection(block, document) {
  const changed2 = [...block.removed, ...block.added];
  const isForeign = (line, beside) => beside !== void 0 && sectionOf(document, line) !== sectionOf(document, beside);
  const first = block.before.findLastIndex((line) => isForeign(line, changed2[0]));
  const end = block.after.findIndex((line) => isForeign(line, changed2.at(-1)));
  return { ...block, before: block.before.slice(first + 1), after: block.after.slice(0, end < 0 ? void 0 : end) };
}
function sectionOf(document, line) {
  return document.id.kind === void 0 ? formatPath(line.path.slice(0, 2)) : "";
}
function isAtOrBelow(path, above) {
  return path.length >= above.length && above.every((step, index) => path[index] === step);
}
function assignChanges(changes, blocks) {
  const inAdded = blockByPath(blocks, (block) => block.added);
  const inRemoved = blockByPath(blocks, (block) => block.removed);
  const assigned = blocks.map(() => []);
  for (const change of changes) {
    const path = formatPath(change.path);
    const sides = change.kind === "removed" ? [inRemoved, inAdded] : [inAdded, inRemoved];
    const index = sides[0]?.get(path) ?? sides[1]?.get(path) ?? 0;
    assigned[index]?.push(change);
  }
  return assigned;
}
function blockByPath(blocks, linesOf) {
  const found = /* @__PURE__ */ new Map();
  for (const [index, block] of blocks.entries()) {
    for (const { path } of linesOf(block)) {
      for (const above of pathsAbove(path)) if (!found.has(above)) found.set(above, index);
    }
  }
  return found;
}
function pathsAbove(path) {
  return path.map((_, index) => formatPath(path.slice(0, path.length - index)));
}

// src/report/changes/group-changes.ts
var known = /* @__PURE__ */ new WeakMap();
function groupChanges(plan) {
  const groups = known.get(plan) ?? findGroups(plan);
  known.set(plan, groups);
  return groups;
}
function findGroups(plan) {
  const groups = /* @__PURE__ */ new Map();
  for (const block of collectBlocks(plan)) {
    const key = JSON.stringify(block.nodes);
    const group = groups.get(key) ?? { nodes: block.nodes, blocks: [] };
    group.blocks.push(block);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => describeGroup(group.nodes, group.blocks)).sort((a, b) => b.nodes.length - a.nodes.length);
}
function collectBlocks(plan) {
  const shared = /* @__PURE__ */ new Map();
  for (const node of plan.nodes) {
    if (node.kind !== "changed") continue;
    for (const document of node.documents) {
      for (const [index, block] of diffDocument(document).entries()) {
        const key = blockKey(document, block);
        const known2 = shared.get(key);
        if (known2 === void 0) {
          shared.set(key, { document, nodes: [node.name], index, block, before: block.before, after: block.after });
        } else addNode(known2, node.name, block);
      }
    }
  }
  return [...shared.values()];
}
function blockKey(document, block) {
  const side = (lines) => lines.map((line) => [formatPath(line.path), line.text]);
  return JSON.stringify([documentKey(document.id), document.kind, side(block.removed), side(block.added)]);
}
function addNode(shared, name, block) {
  shared.nodes.push(name);
  shared.before = commonStart([...shared.before].reverse(), [...block.before].reverse()).reverse();
  shared.after = commonStart(shared.after, block.after);
}
function commonStart(a, b) {
  const differs = a.findIndex((line, index) => line.text !== b[index]?.text);
  return a.slice(0, differs < 0 ? a.length : differs);
}
function describeGroup(nodes, blocks) {
  const byDocument = Map.groupBy(blocks, (block) => block.document);
  const documents = [...byDocument].map(([document, ofDocument]) => ({
    id: document.id,
    kind: document.kind,
    hunks: joinNeighbours(ofDocument).map(describeHunk)
  }));
  return {
    nodes,
    documents,
    changes: count(blocks, (block) => block.block.changes),
    added: count(blocks, (block) => block.block.added),
    removed: count(blocks, (block) => block.block.removed)
  };
}
function count(blocks, list) {
  return blocks.reduce((sum, block) => sum + list(block).length, 0);
}
function joinNeighbours(blocks) {
  const hunks = [];
  let last;
  for (const block of blocks) {
    const touches = last !== void 0 && block.index === last.index + 1 && section(block) === section(last) && block.block.gap <= Math.min(last.after.length + block.before.length, 2 * contextLines);
    if (touches) hunks.at(-1)?.push(block);
    else hunks.push([block]);
    last = block;
  }
  return hunks;
}
function section({ document, block }) {
  const [line] = [...block.removed, ...block.added];
  return line === void 0 ? "" : sectionOf(document, line);
}
function describeHunk(blocks) {
  const paths = blocks.flatMap(({ block }) => [...block.removed, ...block.added].map((line) => line.path));
  const lines = [];
  for (const [position, { block, before, after }] of blocks.entries()) {
    const shown = position === 0 ? before.length : Math.max(0, block.gap - (blocks[position - 1]?.after.length ?? 0));
    lines.push(...context(before.slice(before.length - shown)), ...changed(block), ...context(after));
  }
  return {
    breadcrumb: formatPath(enclosingPath(paths)),
    lines: dedent(trimContext(lines)),
    changes: blocks.flatMap(({ block }) => block.changes)
  };
}
function changed({ removed, added }) {
  return [
    ...removed.map(({ text }) => ({ sign: "-", text })),
    ...added.map(({ text }) => ({ sign: "+", text }))
  ];
}
function context(lines) {
  return lines.map(({ text }) => ({ sign: " ", text }));
}
function trimContext(lines) {
  const column = smallest(lines.filter((line) => line.sign !== " ").map(columnOf));
  const first = lines.findIndex((line) => line.sign !== " ");
  const last = lines.findLastIndex((line) => line.sign !== " ");
  const isOutside = (line) => columnOf(line) < column;
  const inside = lines.slice(0, first).findLastIndex(isOutside) + 1;
  const from = inside + lines.slice(inside).findIndex((line) => line.sign !== " " || columnOf(line) === column);
  const end = lines.slice(last + 1).findIndex(isOutside);
  return lines.slice(from, end < 0 ? void 0 : last + 1 + end);
}
function columnOf(line) {
  return /^ *(?:- )*/.exec(line.text)?.[0].length ?? 0;
}
function enclosingPath(paths) {
  const [first = [], ...others] = paths;
  const differs = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  const common = differs < 0 ? first : first.slice(0, differs);
  return common.length > 0 && paths.some((path) => path.length === common.length) ? common.slice(0, -1) : common;
}
function dedent(lines) {
  const indents = lines.filter((line) => line.text.trim() !== "").map((line) => line.text.search(/\S/));
  const indent = smallest(indents);
  return lines.map((line) => ({ sign: line.sign, text: line.text.slice(indent) }));
}
function smallest(numbers) {
  return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}

// src/report/markdown/compose-diffs.ts
function composeDiffs(plan, context2, maxLineLength) {
  const groups = groupChanges(plan);
  let shown = 0;
  return groups.flatMap((group) => {
    shown += group.added + group.removed;
    const details = detailsOf(group, plan, shown <= maxOpenLines);
    const name = `the diff of ${nameNodes(group.nodes, plan).short}`;
    return group.documents.flatMap(
      (document) => composeDocument(document, { plan, context: context2, maxLineLength, details, name })
    );
  });
}
var maxOpenLines = 60;
function detailsOf(group, plan, isOpen) {
  const { short, list } = nameNodes(group.nodes, plan, (node) => `<code>${htmlText(node)}</code>`);
  const who = `${short.slice(0, 1).toUpperCase()}${short.slice(1)}`;
  const title = `<b>${who}</b> \xB7 ${plural(group.changes, "change")} \xB7 +${group.added} \u2212${group.removed}`;
  const start = isOpen ? "<details open>" : "<details>";
  return {
    open: `${start}<summary>${title}</summary>

${list === void 0 ? "" : `On ${list}

`}`,
    reopen: `${start}<summary>${title} (continued)</summary>

`,
    close: "</details>\n\n"
  };
}
var actions = { added: "new document", removed: "document removed", changed: "" };
function composeDocument(document, options) {
  const { plan, context: context2, maxLineLength, details, name } = options;
  const action = actions[document.kind];
  const title = `**${codeSpan(formatDocumentId(document.id))}**${action === "" ? "" : ` \u2013 ${action}`}`;
  const heading = { open: `${title}

`, reopen: `${title} (continued)

`, close: "" };
  const chunks = document.hunks.flatMap((hunk) => hunkChunks(hunk, document.kind, maxLineLength));
  const ticks = fenceFor(chunks.join(""));
  const fence = { open: `${ticks}diff
`, reopen: `${ticks}diff
`, close: `${ticks}

` };
  const pieces = chunks.map((text2) => ({ wrappers: [details, heading, fence], text: text2, name }));
  const sources = sourceLines(document.hunks.flatMap((hunk) => hunk.changes.map((change) => change.origin)));
  if (sources.length === 0) return pieces;
  const text = `<sub>Written in ${linkSources(sources, plan, context2)}</sub>

`;
  return [...pieces, { wrappers: [details, heading], text, name }];
}
var chunkLines = 150;
var chunkLength = 8e3;
function hunkChunks(hunk, kind, maxLineLength) {
  const header2 = hunkHeader(hunk, kind);
  const chunks = [];
  let chunk = [`@@ ${header2}`];
  let length = 0;
  for (const { sign, text } of hunk.lines) {
    const line = `${sign}${cutText(visibleText(text), maxLineLength)}`;
    if (chunk.length > chunkLines || length + line.length > chunkLength) {
      chunks.push(`${chunk.join("\n")}
`);
      chunk = [];
      length = 0;
    }
    chunk.push(line);
    length += line.length + 1;
  }
  return [...chunks, `${chunk.join("\n")}
`];
}
function hunkHeader(hunk, kind) {
  const place = hunk.breadcrumb === "" ? kind === "changed" ? "top level" : "whole document" : hunk.breadcrumb;
  const sources = formatSources(sourceLines(hunk.changes.map((change) => change.origin)));
  const source = sources === "" ? "" : ` ${sources}`;
  return cutText(visibleText(`${place} @@${source}`).replaceAll("\n", " "), 300);
}

// src/report/markdown/escape-markdown.ts
var address = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'`|]+|\bwww\.[^\s<>"'`|]+/gi;
var maxLength3 = 2e3;
function escapeMarkdown(text) {
  const line = visibleText(cutText(text, maxLength3)).replace(/\s+/g, " ").trim();
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

// src/report/markdown/hint-text.ts
var longest = 1e3;
function hintText(hint) {
  if (hint.length > longest) return escapeMarkdown(hint);
  return hint.split(/`([^`]+)`/).map((part2, index) => index % 2 === 1 ? codeSpan(part2) : escapeBetween(part2)).join("").trim();
}
function escapeBetween(text) {
  const [before, after] = [/^\s/, /\s$/].map((space) => space.test(text) ? " " : "");
  return text.trim() === "" ? before ?? "" : `${before}${escapeMarkdown(text)}${after}`;
}

// src/report/next-commands.ts
function nextCommands(plan) {
  if (plan.mode === "offline") return [];
  const commands = [];
  const changed2 = plan.nodes.filter((node) => node.kind === "changed");
  const outdated = plan.nodes.filter(needsUpgrade);
  if (changed2.length > 0) commands.push(`/talos apply ${selectNodes(changed2, plan)}`);
  if (outdated.length > 0) commands.push(`/talos upgrade ${selectNodes(outdated, plan)}`);
  return commands;
}
function selectNodes(nodes, plan) {
  const isWholeCluster = plan.command.split(" ").at(-1) === "all";
  if (isWholeCluster && nodes.length === plan.nodes.length && nodes.length > 1) return "all";
  return nodes.map((node) => node.name).join(" ");
}

// src/report/markdown/compose-table.ts
var header = "| Node | Role | Config | Reboot | Image |\n|---|---|---|---|---|\n";
var offlineHeader = "| Node | Role | Config |\n|---|---|---|\n";
function composeTable(plan) {
  const isOffline = plan.mode === "offline";
  const open = isOffline ? offlineHeader : header;
  const table = { open, reopen: open, close: "\n" };
  return plan.nodes.map((node) => {
    const cells = [codeSpan(node.name), roleText(node), stateText(node)];
    if (!isOffline) cells.push(rebootText(node), imageText("image" in node ? node.image : void 0));
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |
`, name: "rows of the table" };
  });
}
function roleText(node) {
  if (!("role" in node)) return "\u2013";
  return node.role === "controlplane" ? "control plane" : node.role;
}
function stateText(node) {
  switch (node.kind) {
    case "unchanged":
      return "\u{1F7E2} unchanged";
    case "changed":
      return `\u{1F7E1} **${plural(node.documents.flatMap((document) => document.changes).length, "change")}**`;
    case "unreachable":
      return `\u26AA ${node.reason}`;
    case "invalid":
      return "\u{1F534} invalid";
    case "withheld":
      return `\u26AB ${plural(node.changes, "change")}, withheld`;
    default:
      return node;
  }
}
var reboots = { none: "no", automatic: "**automatic**", manual: "by hand" };
function rebootText(node) {
  return node.kind === "changed" ? reboots[node.reboot.kind] : "\u2013";
}
function imageText(image) {
  if (image === void 0) return "\u2013";
  const live = codeSpan(image.liveVersion);
  switch (image.upgrade) {
    case "none":
      return live;
    case "version":
      return `${live} \u2192 **${codeSpan(image.desiredVersion ?? "unknown")}**`;
    case "schematic":
      return `${live}, **other schematic**`;
    case "version-and-schematic":
      return `${live} \u2192 **${codeSpan(image.desiredVersion ?? "unknown")}, other schematic**`;
    default:
      return image.upgrade;
  }
}

// src/report/markdown/compose-plan.ts
function composePlan(plan, context2, options) {
  return [
    ...composeOverview(plan, context2),
    ...composeDiffs(plan, context2, options.maxLineLength),
    ...composeNext(plan, context2)
  ];
}
function composeOverview(plan, context2) {
  return [
    ...composeTable(plan),
    ...composeProblems(plan, context2),
    ...composeNotes(plan, context2),
    ...composeReboots(plan),
    ...composeImages(plan)
  ];
}
function composeTitle(plan) {
  return `## Talos plan for ${codeSpan(plan.cluster)}: ${summarizePlan(plan).verdict}`;
}
function composeFooter(plan, context2) {
  const facts = [
    `Revision ${linkRevision(plan.revision, context2)}`,
    `command ${codeSpan(plan.command)}`,
    `digest ${codeSpan(plan.digest.slice(0, 12))}`,
    ...context2.runUrl === void 0 ? [] : [`[workflow run](${context2.runUrl})`]
  ];
  return `<sub>${facts.join(" \xB7 ")}</sub>
`;
}
function piece(text, name) {
  return { wrappers: [], text: `${text}

`, name };
}
function alert(type, lines) {
  return [`> [!${type}]`, ...lines.map((line) => `> ${line}`)].join("\n");
}
var maxListed = 40;
function bold(nodes, plan) {
  const { short, list } = nameNodes(nodes, plan, escapeMarkdown);
  const names = list === void 0 || nodes.length > maxListed ? short : list;
  return `**${names.replace(/^all /, "All ")}**`;
}
function sentences(message, place, hint) {
  const text = `${escapeMarkdown(message)}${place}`;
  if (hint === void 0) return text;
  return `${text}${/[.!?]$/.test(text) ? "" : "."} ${hintText(hint)}`;
}
function composeProblems(plan, context2) {
  const offline = [];
  if (plan.mode === "offline") {
    const text = "Compared offline, head against base: no node was asked, no secret was read.";
    offline.push(piece(alert("NOTE", [text]), "a note"));
  }
  const describe = (node) => problemText(node, plan, context2);
  const problems = groupNodes(plan.nodes, describe).filter((group) => group.text !== "");
  return [
    ...offline,
    ...problems.map((group) => {
      const names = bold(
        group.nodes.map((node) => node.name),
        plan
      );
      const type = group.nodes[0]?.kind === "invalid" ? "CAUTION" : "WARNING";
      return piece(alert(type, [`${names}${group.text}`]), "a problem");
    })
  ];
}
function problemText(node, plan, context2) {
  switch (node.kind) {
    case "unreachable":
      return ` could not be compared (${node.reason}): ${sentences(node.message, "", node.hint)}`;
    case "invalid": {
      const place = node.location === void 0 ? "" : ` (${linkSource(node.location, plan, context2)})`;
      return `: invalid config. ${sentences(node.message, place, node.hint)}`;
    }
    case "withheld":
      return `: ${plural(node.changes, "change")}, not shown because hiding the secrets in them failed.`;
    case "changed":
    case "unchanged":
      return "";
    default:
      return node;
  }
}
var icons = { error: "\u{1F534}", warning: "\u{1F7E1}", info: "\u{1F535}" };
function composeNotes(plan, context2) {
  const notes = collectNotes(plan);
  if (notes.length === 0) return [];
  const lines = notes.map((shared) => `- ${noteText(shared, plan, context2)}
`);
  return [
    ...lines.map((text, index) => {
      return { wrappers: [], text: index === 0 ? `### Notes

${text}` : text, name: "notes" };
    }),
    { wrappers: [], text: "\n", name: "notes" }
  ];
}
function noteText({ note, nodes }, plan, context2) {
  const who = nodes.length === 0 || nodes.length === plan.nodes.length ? "" : `${bold(nodes, plan)}: `;
  const place = note.location === void 0 ? "" : ` \u2013 ${linkSource(note.location, plan, context2)}`;
  return `${icons[note.severity]} ${who}${sentences(note.message, place, note.hint)}`;
}
function composeReboots(plan) {
  const changed2 = plan.nodes.filter((node) => node.kind === "changed").filter((node) => node.reboot.kind !== "none");
  if (changed2.length === 0) return [];
  const lines = groupNodes(changed2, rebootText2).map(
    (group) => `- ${bold(
      group.nodes.map((node) => node.name),
      plan
    )}: ${group.text}`
  );
  return [piece(`### Reboots

${lines.join("\n")}`, "reboots")];
}
var maxPaths = 8;
function rebootText2(node) {
  const { kind, paths } = node.reboot;
  const shown = paths.slice(0, maxPaths).map((path) => codeSpan(path));
  if (paths.length > maxPaths) shown.push(`${paths.length - maxPaths} more`);
  const why = shown.length === 0 ? "" : `, because of ${shown.join(", ")}`;
  if (kind === "manual") return `the changes are taken at once but act only after a reboot${why}`;
  return `**automatic reboot** when the changes are applied, without a drain${why}`;
}
function composeImages(plan) {
  const outdated = plan.nodes.filter(needsUpgrade);
  if (outdated.length === 0) return [];
  const lines = groupNodes(outdated, imageText2).map(
    (group) => `- ${bold(
      group.nodes.map((node) => node.name),
      plan
    )}: ${group.text}`
  );
  return [piece(`### Upgrades

${lines.join("\n")}`, "upgrades")];
}
function imageText2(node) {
  const image = "image" in node ? node.image : void 0;
  if (image === void 0) return "";
  const steps = [versionStep(image), schematicStep(image)].filter((step) => step !== "");
  const reasons = escapeMarkdown(image.reasons.join("; "));
  const target = image.desiredImage === void 0 ? "" : `<br>to ${codeSpan(image.desiredImage)}`;
  return `${steps.join(", ")}${reasons === "" ? "" : ` (${reasons})`}${target}`;
}
function versionStep(image) {
  if (image.upgrade === "schematic") return "";
  return `Talos ${codeSpan(image.liveVersion)} \u2192 ${codeSpan(image.desiredVersion ?? "unknown")}`;
}
function schematicStep(image) {
  if (image.upgrade === "version") return "";
  const short = (id) => codeSpan(id === void 0 ? "none" : id.slice(0, 8));
  return `schematic ${short(image.liveSchematic)} \u2192 ${short(image.desiredSchematic)}`;
}
function composeNext(plan, context2) {
  const commands = context2.offersCommands === true ? nextCommands(plan) : [];
  if (commands.length === 0) return [];
  const text = commands.join("\n");
  const ticks = fenceFor(text);
  return [piece(`Next, as a comment of its own:

${ticks}
${text}
${ticks}`, "the next commands")];
}

// src/report/markdown/left-out-text.ts
var maxNames2 = 10;
function leftOutText(leftOut, room, where) {
  if (leftOut.length === 0) return "";
  const names = [...new Set(leftOut.map((piece2) => piece2.name))];
  const more = names.length > maxNames2 ? ` and ${names.length - maxNames2} more` : "";
  const what = `${names.slice(0, maxNames2).map(escapeMarkdown).join("; ")}${more}`;
  return `> [!IMPORTANT]
> Too long for ${room}. In ${where}, not here: ${what}.

`;
}

// src/report/markdown/pack-pieces.ts
function packPieces(pieces, limits) {
  const parts = [];
  const opened = /* @__PURE__ */ new Set();
  let part2 = emptyPart;
  for (const [index, piece2] of pieces.entries()) {
    let next = append(part2, piece2, opened);
    if (part2.text !== "" && !fits(next, limits)) {
      parts.push(closed(part2));
      if (parts.length === limits.maxParts) return { parts, leftOut: pieces.slice(index) };
      next = append(emptyPart, piece2, opened);
    }
    part2 = next;
    for (const wrapper of piece2.wrappers) opened.add(wrapper);
  }
  return { parts: part2.text === "" ? parts : [...parts, closed(part2)], leftOut: [] };
}
var emptyPart = { text: "", bytes: 0, open: [] };
function append(part2, piece2, opened) {
  const shared = part2.open.findIndex((wrapper, depth2) => piece2.wrappers[depth2] !== wrapper);
  const depth = shared < 0 ? part2.open.length : shared;
  const closing = closingText(part2.open.slice(depth));
  const opening = piece2.wrappers.slice(depth).map((wrapper) => opened.has(wrapper) ? wrapper.reopen : wrapper.open);
  const added = closing + opening.join("") + piece2.text;
  return { text: part2.text + added, bytes: part2.bytes + Buffer.byteLength(added), open: piece2.wrappers };
}
function fits(part2, limits) {
  const closing = closingText(part2.open);
  return part2.text.length + closing.length <= limits.maxUnits && part2.bytes + Buffer.byteLength(closing) <= limits.maxBytes;
}
function closed(part2) {
  return part2.text + closingText(part2.open);
}
function closingText(wrappers) {
  return wrappers.map((wrapper) => wrapper.close).reverse().join("");
}

export {
  summarizePlan,
  plural,
  visibleText,
  encodeYaml,
  nameNodes,
  codeSpan,
  fenceFor,
  htmlText,
  linkRevision,
  composeDiffs,
  escapeMarkdown,
  hintText,
  composePlan,
  composeOverview,
  composeTitle,
  composeFooter,
  leftOutText,
  packPieces
};
