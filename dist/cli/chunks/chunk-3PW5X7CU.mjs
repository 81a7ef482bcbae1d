import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  collectNotes,
  groupNodes,
  needsUpgrade,
  plural,
  summarizePlan
} from "./chunk-Y7HDC6WI.mjs";
import {
  wrapText
} from "./chunk-CGAG4KJM.mjs";
import {
  paint
} from "./chunk-24MUTCWT.mjs";
import {
  encodeYaml
} from "./chunk-3GNTJJF6.mjs";
import {
  documentKey,
  formatDocumentId
} from "./chunk-WQCB6VHB.mjs";
import {
  formatPath
} from "./chunk-4R5U53JP.mjs";
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import {
  formatLocation
} from "./chunk-2H5RZE4B.mjs";

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

// src/report/render-terminal.ts
function renderTerminal(plan, options) {
  const sections = [
    paint(`${logText(plan.cluster)}: ${summarizePlan(plan).verdict}`, "bold", options),
    tableLines(plan, options).join("\n"),
    ...terminalChanges(plan, options),
    paint(footerText(plan), "dim", options)
  ];
  return `${sections.filter((section2) => section2 !== "").join("\n\n")}
`;
}
function terminalChanges(plan, options) {
  return [
    ...problemTexts(plan, options),
    ...noteTexts(plan, options),
    ...rebootTexts(plan, options),
    ...upgradeTexts(plan, options),
    ...groupChanges(plan).map((group) => groupText(group, plan, options))
  ].filter((section2) => section2 !== "");
}
function tableLines(plan, options) {
  const rows = plan.nodes.map((node) => [
    { text: logText(node.name) },
    { text: "role" in node ? roleText(node.role) : "" },
    stateCell(node),
    rebootCell(node),
    { text: "image" in node && node.image !== void 0 ? imageText(node.image) : "" }
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map(({ text, colour }, column) => {
      const padded = text.padEnd(widths[column] ?? 0);
      return colour === void 0 ? padded : paint(padded, colour, options);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}
function roleText(role) {
  return role === "controlplane" ? "control plane" : role;
}
function stateCell(node) {
  switch (node.kind) {
    case "unchanged":
      return { text: "unchanged", colour: "green" };
    case "changed":
      return { text: plural(countChanges(node), "change"), colour: "yellow" };
    case "unreachable":
      return { text: node.reason, colour: "red" };
    case "invalid":
      return { text: "invalid", colour: "red" };
    case "withheld":
      return { text: `${plural(node.changes, "change")}, withheld`, colour: "red" };
    default:
      return node;
  }
}
function countChanges(node) {
  return node.documents.reduce((sum, document) => sum + document.changes.length, 0);
}
function rebootCell(node) {
  if (node.kind !== "changed" || node.reboot.kind === "none") return { text: "" };
  const text = node.reboot.kind === "automatic" ? "reboots by itself" : "reboot by hand";
  return { text, colour: node.reboot.kind === "automatic" ? "red" : "yellow" };
}
function imageText({ liveVersion, desiredVersion, upgrade }) {
  const live = logText(liveVersion);
  const desired = logText(desiredVersion ?? "unknown");
  const texts = {
    none: live,
    version: `${live} \u2192 ${desired}`,
    schematic: `${live}, other schematic`,
    "version-and-schematic": `${live} \u2192 ${desired}, other schematic`
  };
  return texts[upgrade];
}
function problemTexts(plan, options) {
  const problems = groupNodes(plan.nodes, (node) => problemText(node, options)).filter(({ text }) => text !== "");
  return problems.map(({ nodes, text }) => {
    const [first = "", ...hint] = text.split("\n");
    return [paint(wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), "red", options), ...hint].join("\n");
  });
}
function problemText(node, options) {
  if (node.kind === "withheld") return "changes not shown because hiding the secrets in them failed";
  if (node.kind !== "unreachable" && node.kind !== "invalid") return "";
  const place = node.kind === "invalid" && node.location !== void 0 ? ` (${formatLocation(node.location)})` : "";
  return `${prose(`${node.message}${place}`)}${hintLine(node.hint, options)}`;
}
function prose(text) {
  return logText(text.replace(/\s+/g, " ").trim());
}
function hintLine(hint, options) {
  if (hint === void 0) return "";
  return `
${wrapText(`  ${paint("hint:", "cyan", options)} ${prose(hint)}`, options.width)}`;
}
var noteColours = { error: "red", warning: "yellow", info: "cyan" };
function noteTexts(plan, options) {
  return collectNotes(plan).map(({ note, nodes }) => {
    const label = paint(`${note.severity}:`, noteColours[note.severity], options);
    const who = nodes.length === 0 ? "" : `${nodes.map(logText).join(", ")}: `;
    const place = note.location === void 0 ? "" : ` (${logText(formatLocation(note.location))})`;
    const text = `${label} ${who}${prose(note.message)}${place}`;
    return `${wrapText(text, options.width)}${hintLine(note.hint, options)}`;
  });
}
function rebootTexts(plan, options) {
  const changed2 = plan.nodes.filter((node) => node.kind === "changed").filter((node) => node.reboot.kind !== "none");
  return groupNodes(changed2, rebootText).map(
    ({ nodes, text }) => wrapText(`${whoIs(nodes, plan)}: ${text}`, options.width)
  );
}
function rebootText({ reboot }) {
  const why = reboot.paths.length === 0 ? "" : `, because of ${prose(reboot.paths.join(", "))}`;
  if (reboot.kind === "manual") return `the changes are taken at once but act only after a reboot${why}`;
  return `automatic reboot when the changes are applied, without a drain${why}`;
}
function upgradeTexts(plan, options) {
  return groupNodes(plan.nodes.filter(needsUpgrade), upgradeText).map(({ nodes, text }) => {
    const [first = "", ...rest] = text.split("\n");
    return [wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), ...rest].join("\n");
  });
}
function upgradeText(node) {
  if (!("image" in node) || node.image === void 0) return "";
  const { reasons, desiredImage, liveSchematic, desiredSchematic, upgrade } = node.image;
  const short = (id) => logText(id?.slice(0, 8) ?? "none");
  const schematic = upgrade === "version" ? "" : `, schematic ${short(liveSchematic)} \u2192 ${short(desiredSchematic)}`;
  const why = reasons.length === 0 ? "" : ` (${prose(reasons.join("; "))})`;
  return `needs an upgrade${schematic}${why}${desiredImage === void 0 ? "" : `
  to ${prose(desiredImage)}`}`;
}
function whoIs(nodes, plan) {
  const { short, list } = nameNodes(
    nodes.map((node) => node.name),
    plan,
    logText
  );
  return list ?? short;
}
function groupText(group, plan, options) {
  const { short, list } = nameNodes(group.nodes, plan, logText);
  const title = `${list ?? short} \xB7 ${plural(group.changes, "change")} \xB7 +${group.added} \u2212${group.removed}`;
  const lines = [paint(title, "bold", options)];
  for (const document of group.documents) {
    const action = { added: " (new document)", removed: " (document removed)", changed: "" }[document.kind];
    lines.push(paint(`--- ${logText(formatDocumentId(document.id))}${action}`, "bold", options));
    for (const hunk of document.hunks) {
      const sources = formatSources(sourceLines(hunk.changes.map((change) => change.origin)));
      const place = hunk.breadcrumb === "" ? "" : ` ${hunk.breadcrumb}`;
      lines.push(paint(logText(`@@${place} @@${sources === "" ? "" : ` ${sources}`}`), "cyan", options));
      lines.push(...hunk.lines.map((line) => hunkLine(line, options)));
    }
  }
  return lines.join("\n");
}
function hunkLine({ sign, text }, options) {
  const line = logText(`${sign}${text}`);
  if (sign === " ") return line;
  return paint(line, sign === "+" ? "green" : "red", options);
}
function footerText(plan) {
  const revision = plan.revision.replace(/^([0-9a-f]{7})[0-9a-f]{33,57}/, "$1");
  const mode = plan.mode === "offline" ? " \xB7 offline: head against base" : "";
  return `revision ${logText(revision)} \xB7 digest ${plan.digest.slice(0, 12)}${mode}`;
}

export {
  renderTerminal,
  terminalChanges,
  roleText,
  footerText
};
