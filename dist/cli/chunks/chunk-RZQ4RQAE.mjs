import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  flagForm
} from "./chunk-6OAT57D5.mjs";
import {
  progressLine
} from "./chunk-JTL3MS7Z.mjs";
import {
  selectNodes
} from "./chunk-ENJT34GX.mjs";
import {
  openContext,
  openFactory,
  openKubernetes,
  openStores,
  openTalos
} from "./chunk-J2TA3IMP.mjs";
import {
  identifyNodes
} from "./chunk-V7XVEVV4.mjs";
import {
  openCluster,
  openRepository
} from "./chunk-XDIK34DW.mjs";
import {
  clusterFlag,
  commandTable,
  findCommand
} from "./chunk-YJ5AM3OL.mjs";
import {
  visibleText
} from "./chunk-FNW64MBK.mjs";
import {
  require_node_child_process
} from "./chunk-FFUMUOPK.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// required:node:readline
var require_node_readline = __commonJS({
  "required:node:readline"(exports, module) {
    module.exports = __require("node:readline");
  }
});

// required:node:os
var require_node_os = __commonJS({
  "required:node:os"(exports, module) {
    module.exports = __require("node:os");
  }
});

// src/chatops/format-command.ts
function formatCommand(command) {
  const entry = commandTable.find(({ name: name2 }) => name2 === command.name);
  const fields = { ...command };
  const flags = [...entry?.flags ?? [], clusterFlag].flatMap((flag) => formatFlag(flag, fields[flag.field]));
  const commit = command.commit === void 0 ? [] : [`@${command.commit}`];
  return [command.name, ...formatArguments(entry, fields), ...flags, ...commit].join(" ");
}
function formatArguments(entry, fields) {
  return (entry?.args ?? []).flatMap(({ field }) => {
    const value = fields[field];
    if (Array.isArray(value)) return value.map(String);
    return value === void 0 ? [] : [String(value)];
  });
}
function formatFlag({ name: name2, value: spec }, value) {
  switch (spec.kind) {
    case "switch":
      return value === spec.sets ? [`--${name2}`] : [];
    case "choice":
      return value === void 0 || value === spec.fallback ? [] : [`--${name2}`, String(value)];
    case "partitions": {
      const labels = Array.isArray(value) ? value.join(",") : "";
      return labels === "" || labels === spec.fallback.join(",") ? [] : [`--${name2}`, labels];
    }
    case "seconds":
      return value === void 0 ? [] : [`--${name2}`, `${String(value)}s`];
    case "text":
      return value === void 0 ? [] : [`--${name2}`, quote(String(value))];
    default:
      return value === void 0 ? [] : [`--${name2}`, String(value)];
  }
}
function quote(text) {
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

// src/chatops/read-value.ts
function readFlagValue(text, value) {
  switch (value.kind) {
    case "choice":
      return readChoice(text, value.choices);
    case "partitions":
      return readPartitions(text);
    case "cluster":
      return names.test(text) ? good(text) : bad("This is no name of a cluster");
    case "image":
      return readImage(text);
    case "node":
      return readNode(text);
    case "seconds":
      return readSeconds(text);
    case "text":
      return readText(text);
    case "version":
      return readVersion(text);
    default:
      return value;
  }
}
function readArgument(text, kind) {
  if (kind === "version") return readVersion(text);
  if (kind === "node") return readNode(text);
  if (kind === "plan") return readPlan(text);
  return selectors.test(text) ? good(text) : bad("This names no nodes", { hint: selectorHint });
}
var clusterPart = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?";
var names = new RegExp(`^${clusterPart}$`);
var nodes = new RegExp(`^(?:${clusterPart}/)?[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$`);
var selectors = new RegExp(`^(?:${clusterPart}/)?[A-Za-z0-9*?][A-Za-z0-9*?._:-]{0,252}$`);
var selectorHint = "Write names, globs such as talos-m*, all, controlplane or workers, or <cluster>/<node>.";
var groups = /* @__PURE__ */ new Set(["all", "controlplane", "workers"]);
function readNode(text) {
  if (groups.has(text.slice(text.indexOf("/") + 1)) || /[*?,]/.test(text)) {
    return bad("This is for one node", { hint: "Give one command for each node, by its name." });
  }
  return nodes.test(text) ? good(text) : bad("This is no name of a node");
}
function readPlan(text) {
  const digits = text.toLowerCase();
  return /^[0-9a-f]{6,64}$/.test(digits) ? good(digits) : bad("This names no plan", { hint: "Write 6 or more digits of its digest, as they were shown with it." });
}
function readChoice(text, choices) {
  if (choices.includes(text)) return good(text);
  const nearest = nearestName(text, choices);
  return bad(`It has to be one of ${choices.join(", ")}`, nearest === void 0 ? {} : { nearest });
}
var version = /^v?(\d{1,4}\.\d{1,4}\.\d{1,4}(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?)$/;
function readVersion(text) {
  const [, plain] = version.exec(text) ?? [];
  return plain === void 0 ? bad("This is no version", { hint: "Write all of it, such as v1.13.9." }) : good(`v${plain}`);
}
var name = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var image = new RegExp(
  `^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?/)?${name}(?:/${name})*(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,128})?$`
);
function readImage(text) {
  const example = "Write it as registry/path:tag or registry/path@sha256:\u2026.";
  if (text.length > 512 || !image.test(text)) return bad("This is no reference to an image", { hint: example });
  const isPinned = /[:@]/.test(text.slice(text.lastIndexOf("/") + 1));
  return isPinned ? good(text) : bad("The image has neither a tag nor a digest", { hint: example });
}
var unitSeconds = { s: 1, m: 60, h: 3600 };
var longest = 24 * 3600;
function readSeconds(text) {
  if (!/^(?:\d{1,6}[smh])+$/.test(text)) return bad("This is no duration", { hint: "Write it as 90s, 5m or 1h30m." });
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  const seconds = parts.reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitSeconds[unit] ?? 0), 0);
  return seconds >= 1 && seconds <= longest ? good(seconds) : bad("The duration has to be between 1s and 24h");
}
var systemPartitions = ["STATE", "EPHEMERAL", "META"];
function readPartitions(text) {
  const labels = text.split(",").filter((label) => label !== "");
  if (labels.length === 0) return bad("No partition is named", { hint: "Name them: STATE,EPHEMERAL." });
  const wrong = labels.find((label) => !systemPartitions.includes(label) && !/^[urs]-[A-Za-z0-9-]{1,34}$/.test(label));
  if (wrong === void 0) return good([...new Set(labels)]);
  const nearest = nearestName(wrong, systemPartitions);
  return bad(
    "Partitions are STATE, EPHEMERAL, META, and volumes such as u-<name>",
    nearest === void 0 ? {} : { nearest }
  );
}
var longestText = 200;
function readText(text) {
  if (text.trim() === "") return bad("The text is empty");
  if (text.length > longestText) return bad(`The text is longer than ${longestText} characters`);
  return /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text) ? bad("The text holds characters that cannot be shown") : good(text);
}
function good(value) {
  return { kind: "value", value };
}
function bad(message, more = {}) {
  return { kind: "problem", message, ...more };
}

// src/chatops/refuse.ts
function refuse(code, message, place, more = {}) {
  return { kind: "problem", problem: problemAt(code, message, place, more) };
}
function refuseValue({ message, nearest, hint: hint2 }, place) {
  return refuse("value_invalid", message, place, {
    ...nearest !== void 0 && { nearest },
    ...hint2 !== void 0 && { hint: hint2 }
  });
}
function problemAt(code, message, { offset, length }, more = {}) {
  return { code, message, offset, length, ...more };
}

// src/chatops/read-arguments.ts
function readArguments({ args: [spec], name: name2 }, words, command) {
  const [first, second] = words;
  if (spec === void 0) {
    return first === void 0 ? { kind: "fields", fields: {}, selectors: [] } : surplus(`${name2} takes no arguments`, first);
  }
  if (spec.kind === "nodes") return readSelectors(spec, words, command, name2);
  if (first === void 0)
    return spec.required ? missing(name2, spec, command) : { kind: "fields", fields: {}, selectors: [] };
  if (spec.kind === "command" || spec.kind === "line") return readTopic(spec, words);
  const read = readArgument(first.text, spec.kind);
  if (read.kind === "problem") return refuseValue(read, first);
  if (second !== void 0) return surplus(`${name2} takes one ${spec.kind}`, second);
  const selectors2 = spec.kind === "node" ? [{ selector: read.value, offset: first.offset, length: first.length }] : [];
  return { kind: "fields", fields: { [spec.field]: read.value }, selectors: selectors2 };
}
function readSelectors(spec, words, command, name2) {
  const selectors2 = words.flatMap(splitSelectors);
  if (selectors2.length === 0 && spec.required) return missing(name2, spec, command);
  for (const { selector, offset, length } of selectors2) {
    const read = readArgument(selector, "nodes");
    if (read.kind === "problem") return refuseValue(read, { offset, length });
  }
  const unique = [...new Map(selectors2.map((one) => [one.selector, one])).values()];
  return { kind: "fields", fields: { [spec.field]: unique.map(({ selector }) => selector) }, selectors: unique };
}
function splitSelectors({ text, offset, length, quoted }) {
  let position = 0;
  return text.split(",").flatMap((selector) => {
    const start = position;
    position += selector.length + 1;
    if (selector === "") return [];
    return [quoted ? { selector, offset, length } : { selector, offset: offset + start, length: selector.length }];
  });
}
function readTopic(spec, words) {
  const typed = words.map(({ text }) => text).join(" ");
  const [first] = words;
  const last = words.at(-1);
  const place = {
    offset: first?.offset ?? 0,
    length: (last?.offset ?? 0) + (last?.length ?? 0) - (first?.offset ?? 0)
  };
  const found = findCommand(typed.replace(/^\/talos /, ""));
  if (found !== void 0) return { kind: "fields", fields: { [spec.field]: found.name }, selectors: [] };
  const nearest = nearestName(
    typed,
    commandTable.flatMap(({ name: name2, aliases }) => [name2, ...aliases])
  );
  return refuse("command_unknown", "There is no such command", place, nearest === void 0 ? {} : { nearest });
}
function missing(name2, { kind, description }, command) {
  const what = kind === "nodes" ? "nodes" : `a ${kind}`;
  return refuse("argument_missing", `${name2} needs ${what}`, command, { hint: `Name ${what}: ${description}.` });
}
function surplus(message, word2) {
  return refuse("argument_surplus", message, word2, { hint: "A text of several words has to stand in quotes." });
}

// src/chatops/read-commit.ts
var hint = "Write @ and 7 or more digits of the commit, such as @3f9a1c2.";
function readCommit({ name: name2, goesByCommit }, [word2, second]) {
  if (word2 === void 0) return { kind: "fields", fields: {} };
  if (!goesByCommit) {
    return refuse("argument_surplus", `${name2} goes by no commit`, word2, { hint: "Leave it out." });
  }
  if (second !== void 0) return refuse("argument_surplus", "A command is for one commit", second);
  const [, commit] = /^@([0-9a-f]{7,64})$/.exec(word2.text.toLowerCase()) ?? [];
  if (commit === void 0) return refuse("value_invalid", "This names no commit", word2, { hint });
  return { kind: "fields", fields: { commit } };
}

// src/chatops/read-flags.ts
function sortWords(entry, words) {
  const known = [...entry.flags, clusterFlag];
  const flags = [];
  const args = [];
  const commits = [];
  for (let index = 0; index < words.length; index++) {
    const word2 = words[index];
    if (word2 === void 0) break;
    if (!isFlag(word2)) {
      (!word2.quoted && word2.text.startsWith("@") ? commits : args).push(word2);
      continue;
    }
    const next2 = words[index + 1];
    const flag = readFlag(word2, next2, known);
    if (flag.kind === "problem") return flag;
    if (flags.some(({ spec }) => spec === flag.flag.spec)) {
      return refuse("flag_repeated", "This stands there twice", flag.flag.at);
    }
    flags.push(flag.flag);
    if (flag.usedNext) index++;
  }
  return { kind: "sorted", flags, args, commits };
}
function isFlag({ text, quoted }) {
  return !quoted && text.startsWith("-");
}
function readFlag(word2, next2, known) {
  const equals = word2.text.indexOf("=");
  const typed = (equals === -1 ? word2.text : word2.text.slice(0, equals)).replace(/^-+/, "");
  const at = { offset: word2.offset, length: equals === -1 ? word2.length : equals };
  const spec = known.find(({ name: name2 }) => name2 === typed);
  if (spec === void 0 || !word2.text.startsWith("--")) return unknownFlag(typed, at, known);
  const isSwitch = spec.value.kind === "switch";
  if (equals !== -1) {
    if (isSwitch) return refuse("value_invalid", `--${spec.name} takes no value`, word2);
    const offset = word2.offset + equals + 1;
    const place = { offset, length: word2.offset + word2.length - offset };
    return { kind: "flag", flag: { spec, text: word2.text.slice(equals + 1), place, at }, usedNext: false };
  }
  if (isSwitch) return { kind: "flag", flag: { spec, text: "", place: at, at }, usedNext: false };
  if (next2 === void 0 || isFlag(next2)) {
    return refuse("value_missing", `--${spec.name} needs a value`, at, { hint: `Write it as ${flagForm(spec)}.` });
  }
  return { kind: "flag", flag: { spec, text: next2.text, place: next2, at }, usedNext: true };
}
function unknownFlag(typed, at, known) {
  const names2 = known.map(({ name: name2 }) => name2);
  const nearest = nearestName(typed, names2);
  const more = nearest === void 0 ? { hint: `It knows ${names2.map((name2) => `--${name2}`).join(", ")}.` } : {};
  return refuse("flag_unknown", "This command has no such flag", at, {
    ...nearest !== void 0 && { nearest: `--${nearest}` },
    ...more
  });
}
function readFlags(flags) {
  const fields = {};
  for (const { spec, text, place } of flags) {
    if (spec.value.kind === "switch") {
      fields[spec.field] = spec.value.sets;
      continue;
    }
    const read = readFlagValue(text, spec.value);
    if (read.kind === "problem") return refuseValue(read, place);
    fields[spec.field] = read.value;
  }
  return { kind: "fields", fields };
}

// src/chatops/read-words.ts
function readWords(entry, words, command) {
  const given = sortWords(entry, words);
  if (given.kind === "problem") return given;
  const flags = readFlags(given.flags);
  if (flags.kind === "problem") return flags;
  const commit = readCommit(entry, given.commits);
  if (commit.kind === "problem") return commit;
  const args = readArguments(entry, given.args, command);
  if (args.kind === "problem") return args;
  const fields = { ...fallbacks(entry), ...args.fields, ...flags.fields, ...commit.fields };
  const conflict = findConflict(entry, given.flags, fields) ?? findOtherCluster(entry, fields, args.selectors);
  if (conflict !== void 0) return { kind: "problem", problem: conflict };
  const places = new Map(given.flags.map(({ spec, place }) => [spec.field, place]));
  return { kind: "fields", fields, selectors: args.selectors, places };
}
function fallbacks({ flags }) {
  const isOperation = flags.some(({ field }) => field === "dryRun");
  const consents = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };
  const own = flags.flatMap(({ field, value }) => {
    if (value.kind === "switch") return [[field, !value.sets]];
    return "fallback" in value ? [[field, value.fallback]] : [];
  });
  return { ...isOperation && consents, ...Object.fromEntries(own) };
}
function findConflict(entry, given, fields) {
  for (const { spec, at } of given) {
    if (given.some((other) => other.spec.name === spec.excludes)) {
      return problemAt("flag_conflict", `--${spec.name} and --${spec.excludes} cannot stand together`, at);
    }
    const { onlyWith } = spec;
    const condition = onlyWith && entry.flags.find(({ name: name2 }) => name2 === onlyWith.flag);
    if (onlyWith && condition && fields[condition.field] !== onlyWith.value) {
      const text = `--${onlyWith.flag} ${onlyWith.value}`;
      return problemAt("flag_conflict", `--${spec.name} is only for ${text}`, at, { hint: `Add ${text}.` });
    }
  }
  return void 0;
}
function findOtherCluster({ risk }, fields, selectors2) {
  const named = selectors2.filter(({ selector }) => selector.includes("/"));
  const clusterOf = ({ selector }) => selector.slice(0, selector.indexOf("/"));
  const [first] = named;
  const expected = fields["cluster"] ?? (risk === "read" || first === void 0 ? void 0 : clusterOf(first));
  const other = expected === void 0 ? void 0 : named.find((one) => clusterOf(one) !== expected);
  return other && problemAt("flag_conflict", "This is another cluster than the command's", other, {
    hint: "Give one command for each cluster."
  });
}

// src/chatops/split-words.ts
var closing = { '"': '"', "'": "'", "\u201C": '\u201D"\u201C', "\u2018": "\u2019'\u2018" };
function splitWords(line) {
  const words = [];
  let position = 0;
  while (position < line.length) {
    if (isSpace(line, position)) {
      position++;
      continue;
    }
    const word2 = readWord(line, position);
    if (word2.kind === "problem") return word2;
    words.push(word2.word);
    position = word2.word.offset + word2.word.length;
  }
  return { kind: "words", words };
}
function readWord(line, offset) {
  let position = offset;
  let text = "";
  let sawEquals = false;
  while (position < line.length && !isSpace(line, position)) {
    const character = line.charAt(position);
    const mayOpen = position === offset || !sawEquals && line.charAt(position - 1) === "=";
    const ends = mayOpen ? closing[character] : void 0;
    if (ends !== void 0) {
      const quoted = readQuoted(line, position, ends);
      if (quoted === void 0) {
        const message = "This quote is never closed";
        return { kind: "problem", message, offset: position, length: line.length - position };
      }
      const length = quoted.end - offset;
      if (quoted.end < line.length && !isSpace(line, quoted.end)) {
        return {
          kind: "problem",
          message: "A space has to follow the closing quote",
          offset: quoted.end - 1,
          length: 1
        };
      }
      return { kind: "word", word: { text: text + quoted.text, offset, length, quoted: position === offset } };
    }
    sawEquals ||= line.charAt(position - 1) === "=";
    text += character;
    position++;
  }
  return { kind: "word", word: { text, offset, length: position - offset, quoted: false } };
}
function readQuoted(line, start, ends) {
  let text = "";
  for (let position = start + 1; position < line.length; position++) {
    const character = line.charAt(position);
    if (ends.includes(character)) return { text, end: position + 1 };
    if (character === "\\" && position + 1 < line.length) text += line.charAt(++position);
    else text += character;
  }
  return void 0;
}
function isSpace(line, position) {
  return /\s/.test(line.charAt(position));
}

// src/chatops/parse-command.ts
var longestLine = 4e3;
function parseCommand(line) {
  if (line.length > longestLine) {
    const message = `The line is longer than ${longestLine} characters`;
    return problem({ code: "line_too_long", message, offset: 0, length: line.length });
  }
  const split = splitWords(line);
  if (split.kind === "problem") {
    const { message, offset, length } = split;
    return problem({ code: "quote_open", message, offset, length });
  }
  return parseWords(split.words);
}
function parseWords(given) {
  const words = given[0]?.text === "/talos" ? given.slice(1) : given;
  const [first, second] = words;
  if (first === void 0) return { kind: "command", command: { name: "help" }, selectors: [] };
  const named = nameCommand(first, second);
  if (named === void 0) return problem(unknownCommand(first, second));
  const { entry, length } = named;
  const rest = words.slice(length);
  const place = { offset: first.offset, length: endOf(words[length - 1]) - first.offset };
  if (entry.args[0]?.kind === "line") return readQuestion(entry, rest, place);
  const read = readWords(entry, rest, place);
  return read.kind === "problem" ? read : complete(entry, read);
}
function readQuestion({ name: name2, args }, words, place) {
  const [first] = words;
  if (first === void 0 || first.text === "/talos" && words.length === 1) {
    return refuse("argument_missing", `${name2} needs a command`, place, {
      hint: `Name ${args[0]?.description ?? "a command"}: /talos ${name2} upgrade all.`
    });
  }
  const asked = parseWords(words);
  if (asked.kind === "problem") return asked;
  if (asked.command.name === name2) {
    return refuse("value_invalid", `${name2} is about another command`, first, { hint: "Name that one alone." });
  }
  return {
    kind: "command",
    command: { name: "can", line: formatCommand(asked.command) },
    selectors: asked.selectors
  };
}
function nameCommand(first, second) {
  const both = second && findCommand(`${first.text} ${second.text}`);
  if (both !== void 0) return { entry: both, length: 2 };
  const entry = findCommand(first.text);
  return entry && { entry, length: 1 };
}
function endOf(word2) {
  return word2 === void 0 ? 0 : word2.offset + word2.length;
}
function unknownCommand(first, second) {
  const group = commandTable.filter(({ name: name2 }) => name2.startsWith(`${first.text} `)).map(({ name: name2 }) => name2);
  const names2 = commandTable.flatMap(({ name: name2, aliases }) => [name2, ...aliases]);
  const typed = group.length > 0 && second !== void 0 ? `${first.text} ${second.text}` : first.text;
  const nearest = group.length > 0 ? nearestName(typed, group) ?? group[0] : nearestName(typed, names2);
  const length = group.length > 0 ? endOf(second ?? first) - first.offset : first.length;
  return {
    code: "command_unknown",
    message: group.length > 0 ? `There are ${group.join(" and ")}` : "There is no such command",
    offset: first.offset,
    length,
    ...nearest === void 0 ? { hint: "/talos help lists the commands." } : { nearest }
  };
}
function complete({ risk, name: name2 }, read) {
  const { fields, selectors: selectors2 } = read;
  const command = { name: name2, ...fields };
  if (risk !== "destroy") return { kind: "command", command, selectors: selectors2 };
  return confirm(command, read);
}
function confirm(command, { selectors: selectors2, places }) {
  const { node, confirm: typed } = command;
  const bare = node.slice(node.indexOf("/") + 1);
  const isConfirmed = typed === node || typed === bare;
  if (isConfirmed || typed === void 0 && command.dryRun) return { kind: "command", command, selectors: selectors2 };
  const { offset, length } = places.get("confirm") ?? selectors2[0] ?? { offset: 0, length: 0 };
  if (typed !== void 0) {
    const message = "What was typed to confirm is not the node of the command";
    return problem({ code: "confirmation_wrong", message, offset, length, nearest: bare });
  }
  const what = {
    code: "confirmation_missing",
    message: `${command.name} has to be confirmed with the node's name`,
    offset,
    length,
    hint: `Type: /talos ${formatCommand({ ...command, confirm: bare })}`
  };
  return { kind: "unconfirmed", command, selectors: selectors2, problem: what };
}
function problem(what) {
  return { kind: "problem", problem: what };
}

// src/report/underline-word.ts
var around = { before: 40, total: 100 };
function underlineWord(line, { offset, length }) {
  const start = offset > around.total - around.before ? offset - around.before : 0;
  const cut = line.slice(start, start + around.total);
  const before = `${start > 0 ? "\u2026" : ""}${shown(line.slice(start, offset))}`;
  const word2 = shown(line.slice(offset, Math.min(offset + length, start + around.total)));
  const after = shown(cut.slice(offset + length - start));
  const more = start + around.total < line.length ? "\u2026" : "";
  const mark = " ".repeat(columns(before)) + "^".repeat(Math.max(1, columns(word2)));
  return [`${before}${word2}${after}${more}`.trimEnd(), mark].join("\n");
}
function shown(text) {
  return visibleText(text).replace(/[\n\t]/g, " ");
}
function columns(text) {
  return [...text].length;
}

// src/cli/operate/command-line.ts
function readCommand(call, name2) {
  const line = givenLine(call, name2);
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw commandError(call, line, parsed.problem);
  return parsed;
}
function givenLine(call, name2) {
  const entry = findCommand(name2);
  if (entry === void 0) throw new Error(`${name2} is not in the table`);
  return commandLine(entry, call);
}
function commandError({ output }, line, problem2) {
  const { message, nearest, hint: hint2, offset, length } = problem2;
  if (!output.json) for (const shown2 of underlineWord(line, { offset, length }).split("\n")) output.say(`  ${shown2}`);
  const next2 = nearest === void 0 ? hint2 : `Did you mean ${nearest}?`;
  const word2 = line.slice(offset, offset + length);
  return new UserError(`${message}: ${word2}`, {
    code: problem2.code === "node_unknown" ? "node_unknown" : "command_invalid",
    ...next2 !== void 0 && { hint: next2.replace("/talos ", "talos-chatops ") }
  });
}
function commandLine({ name: name2, flags }, { args, options }) {
  const given = [...flags, clusterFlag].flatMap((flag) => flagWords(flag, options));
  return [name2, ...args.map(word), ...given].join(" ");
}
function flagWords({ name: name2, value }, options) {
  if (value.kind === "switch") return isGiven(name2, options) ? [`--${name2}`] : [];
  const text = options.text(camelCase(name2));
  const texts = text === void 0 ? options.list(camelCase(name2)) : [text];
  return texts.flatMap((one) => [`--${name2}`, word(one)]);
}
function isGiven(name2, options) {
  return name2.startsWith("no-") ? options.isOff(camelCase(name2.slice(3))) : options.flag(camelCase(name2));
}
function camelCase(name2) {
  return name2.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
function word(text) {
  if (/^[^\s"'“‘=@-][^\s"]*$/.test(text)) return text;
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

// src/cli/operate/confirm.ts
var import_node_readline = __toESM(require_node_readline(), 1);
function bareName(node) {
  return node.slice(node.indexOf("/") + 1);
}
function isInteractive({ stdin, output }) {
  return stdin.isTTY === true && output.isLive;
}
async function confirm2(call, { name: name2 }) {
  if (!isInteractive(call)) {
    throw new UserError("Nothing was changed: nobody can be asked here", {
      code: "confirmation_missing",
      hint: name2 === void 0 ? "Add --yes." : `Add --yes --confirm ${name2}.`
    });
  }
  const answer = await ask(call, name2 === void 0 ? "Type yes to go on: " : `Type ${name2} to go on: `);
  const isYes = name2 === void 0 ? /^y(es)?$/i.test(answer.trim()) : answer.trim() === name2;
  if (!isYes) throw new UserError("Nothing was changed: it was not confirmed", { code: "confirmation_missing" });
}
function ask({ stdin, signal, output }, question) {
  output.draw([question]);
  return new Promise((resolve2, reject) => {
    const lines = (0, import_node_readline.createInterface)({ input: stdin, terminal: false });
    const end = (settle) => {
      settle();
      signal.removeEventListener("abort", interrupted);
      lines.close();
      stdin.pause();
      output.release();
    };
    const interrupted = () => {
      end(() => reject(signal.reason));
      output.say("");
    };
    signal.addEventListener("abort", interrupted, { once: true });
    lines.once("line", (line) => end(() => resolve2(line)));
    lines.once("close", () => resolve2(""));
  });
}

// src/cli/operate/who-asks.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var import_node_os = __toESM(require_node_os(), 1);
function requesterOf({ environment }) {
  return `${userName(environment)}@${(0, import_node_os.hostname)()}`;
}
function userName(environment) {
  try {
    return (0, import_node_os.userInfo)().username;
  } catch {
    return environment["USER"] ?? "somebody";
  }
}
var processId = (0, import_node_crypto.randomUUID)().slice(0, 8);
function holderOf(call) {
  return { name: requesterOf(call), identity: `${(0, import_node_os.hostname)()}-${process.pid}-${processId}` };
}
function findRunnerPlace({ environment }) {
  const { KUBERNETES_SERVICE_HOST, NODE_NAME, POD_NAME, POD_NAMESPACE } = environment;
  return {
    inCluster: (KUBERNETES_SERVICE_HOST ?? "") !== "",
    ...NODE_NAME && { node: NODE_NAME },
    ...POD_NAME && POD_NAMESPACE && { pod: { namespace: POD_NAMESPACE, name: POD_NAME } }
  };
}
var realPace = {
  now: () => Date.now(),
  sleep: (ms, signal) => new Promise((resolve2, reject) => {
    signal.throwIfAborted();
    const interrupted = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", interrupted);
      resolve2();
    }, ms);
    signal.addEventListener("abort", interrupted, { once: true });
  })
};

// src/cli/operate/open-operation.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);

// src/adapters/workspace/read-head.ts
var import_node_child_process = __toESM(require_node_child_process(), 1);
var import_node_util = __toESM(require_node_util(), 1);
var run = (0, import_node_util.promisify)(import_node_child_process.execFile);
async function readHead(folder) {
  try {
    const git = async (...args) => {
      const { stdout } = await run("git", ["--no-optional-locks", "-C", folder, ...args], {
        maxBuffer: 64 * 1024 * 1024
      });
      return stdout.trim();
    };
    const commit = await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return { commit, isChanged: await git("status", "--porcelain", "--", ".") !== "" };
  } catch {
    return void 0;
  }
}

// src/cluster/check-nodes.ts
function checkNodes({ command, selectors: selectors2 }, clusters) {
  for (const placed of selectors2) {
    const problem2 = checkSelector(placed, command.cluster, clusters);
    if (problem2 !== void 0) return problem2;
  }
  return void 0;
}
function checkSelector(placed, ofCommand, clusters) {
  const { selector, offset, length } = placed;
  const slash = selector.indexOf("/");
  const clusterName = slash === -1 ? ofCommand : selector.slice(0, slash);
  const candidates = clusterName === void 0 ? clusters : clusters.filter(({ name: name2 }) => name2 === clusterName);
  if (candidates.length === 0) {
    const nearest2 = nearestName(
      clusterName ?? "",
      clusters.map(({ name: name2 }) => name2)
    );
    const at = slash === -1 ? { offset, length } : { offset, length: slash };
    return { code: "node_unknown", message: "There is no such cluster", ...at, ...next(nearest2, clusters) };
  }
  if (candidates.some((cluster) => selects(cluster, selector))) return void 0;
  const names2 = candidates.flatMap(({ nodes: nodes2 }) => nodes2);
  const start = slash + 1;
  const nearest = nearestName(selector.slice(start), [
    ...names2.map(({ name: name2 }) => name2),
    "all",
    "controlplane",
    "workers"
  ]);
  return {
    code: "node_unknown",
    message: "No node is called so",
    offset: offset + start,
    length: length - start,
    ...next(nearest, names2)
  };
}
function selects({ name: name2, nodes: nodes2 }, selector) {
  try {
    return selectNodes(name2, nodes2, [selector]).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
function next(nearest, known) {
  if (nearest !== void 0) return { nearest };
  const names2 = known.slice(0, 10).map(({ name: name2 }) => name2);
  const more = known.length > names2.length ? ` and ${known.length - names2.length} more` : "";
  return { hint: `There are ${names2.join(", ")}${more}.` };
}

// src/cli/open-cluster-access.ts
var import_node_os2 = __toESM(require_node_os(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function openClusterAccess(call, cluster, repository) {
  const [talos, stores, factory, controlPlanes] = await Promise.all([
    openTalos(call, cluster),
    openStores(call, cluster, repository),
    openFactory(cluster),
    findControlPlanes(call, cluster, repository)
  ]);
  const kubernetes = await openKubernetes(call, cluster, controlPlanes, talos);
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return {
    read: {
      liveNodes: talos.liveNodes,
      stores,
      nodes: talos.nodes,
      kubernetes: kubernetes.probe,
      registry: toRegistry(factory),
      close
    },
    write: {
      nodes: talos.control,
      kubernetes: kubernetes.control,
      lock: kubernetes.lock,
      snapshots: await openSnapshots(call, cluster, repository)
    },
    close
  };
}
function toRegistry(factory) {
  return {
    hasImage: (reference, waiting) => factory.hasImage(reference, waiting).catch((error) => {
      if (error instanceof UserError && !waiting.signal.aborted) return void 0;
      throw error;
    })
  };
}
async function findControlPlanes(call, cluster, repository) {
  const nodes2 = await identifyNodes(cluster, await openContext(call, cluster, repository));
  return nodes2.flatMap((node) => "role" in node && node.role === "controlplane" ? [node] : []);
}
async function openSnapshots({ options, directory }, { snapshots }, { root }) {
  const { createSnapshotStore } = await import("./snapshot-store-VONMQSOG.mjs");
  const given = options.text("output");
  const folder = given !== void 0 ? (0, import_node_path.resolve)(directory, given) : snapshots.directory === void 0 ? (0, import_node_path.join)((0, import_node_os2.tmpdir)(), "talos-chatops") : (0, import_node_path.resolve)(root, snapshots.directory);
  return createSnapshotStore({ directory: folder, recipients: snapshots.recipients });
}

// src/cli/operate/open-operation.ts
async function openOperation(call, line, given) {
  const opened = await openRepository(call);
  const cluster = await openCluster(
    call,
    opened,
    given.selectors.map(({ selector }) => selector)
  );
  const unknown = checkNodes(given, [cluster]);
  if (unknown !== void 0) throw commandError(call, line, unknown);
  const { repository, isChanged } = await atCommit(opened);
  const { read, write, close } = await openClusterAccess(call, cluster, repository);
  return {
    cluster,
    repository,
    isChanged,
    ports: {
      access: read,
      write,
      factory: await openFactory(cluster),
      redactionKey: (0, import_node_crypto2.randomBytes)(32),
      onProgress: progressLine(call.output),
      clock: () => performance.now(),
      holder: holderOf(call),
      runner: findRunnerPlace(call),
      pace: realPace
    },
    close
  };
}
async function atCommit({
  root,
  files
}) {
  const head = await readHead(root);
  if (head === void 0 || head.isChanged) return { repository: { root, files }, isChanged: head !== void 0 };
  return { repository: { root, files: { ...files, revision: head.commit } }, isChanged: false };
}

export {
  formatCommand,
  parseCommand,
  readCommand,
  givenLine,
  bareName,
  confirm2 as confirm,
  requesterOf,
  holderOf,
  openOperation
};
