import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isFork
} from "./chunks/chunk-VIPBB5UX.mjs";
import {
  require_node_fs
} from "./chunks/chunk-A7HESRIH.mjs";
import {
  __toESM
} from "./chunks/chunk-NTXQJOUO.mjs";

// src/chatops/find-command-lines.ts
var prefix = /^\/talos(?=\s|$)/;
var maxCommands = 10;
function findCommandLines(comment) {
  const found = [];
  let state = { fence: void 0, hiddenUntil: void 0, inQuote: false };
  for (const [index, raw] of comment.split(/\r\n|\n|\r|\u2028|\u2029/).entries()) {
    const line = plainSpaces(raw);
    const wasShown = state.fence === void 0 && state.hiddenUntil === void 0;
    const before = state;
    state = readLine(line, state);
    const isText = wasShown && state.fence === void 0 && !state.inQuote && !startsHidden(line);
    if (isText && !isIndentedCode(line, before) && prefix.test(line.trim())) {
      found.push({ text: plainDashes(line.trim()), line: index + 1 });
    }
    if (found.length === maxCommands) break;
  }
  return found;
}
function readLine(line, state) {
  if (state.hiddenUntil) return { ...state, ...state.hiddenUntil.test(line) && { hiddenUntil: void 0 } };
  if (state.fence !== void 0) return closesFence(line, state.fence) ? { ...state, fence: void 0 } : state;
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence !== void 0) return { fence, hiddenUntil: void 0, inQuote: false };
  const inQuote = /^ {0,3}>/.test(line) || state.inQuote && line.trim() !== "";
  return { fence: void 0, hiddenUntil: hiddenAfter(line), inQuote };
}
function closesFence(line, fence) {
  const closing = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return closing !== void 0 && closing[0] === fence[0] && closing.length >= fence.length;
}
var rawBlock = /<(pre|code|script|style|textarea|template)\b/i;
function hiddenAfter(line) {
  if (line.lastIndexOf("<!--") > line.lastIndexOf("-->")) return /-->/;
  const tag = rawBlock.exec(line)?.[1];
  if (tag === void 0) return void 0;
  const end = new RegExp(`</${tag}\\s*>`, "i");
  return end.test(line) ? void 0 : end;
}
function startsHidden(line) {
  return /^\s*<(!--|pre\b|code\b|script\b|style\b|textarea\b|template\b)/i.test(line);
}
function isIndentedCode(line, { inQuote }) {
  return !inQuote && /^( {4}| {0,3}\t)/.test(line);
}
function plainSpaces(line) {
  return line.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ").replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, "");
}
function plainDashes(line) {
  return line.replace(/(^|\s)[\u2014\u2013](?=\w)/g, "$1--").replace(/[\u2010\u2011\u2012\u2212]/g, "-");
}

// src/action/read-event.ts
var import_node_fs = __toESM(require_node_fs(), 1);
function readEvent(environment) {
  return {
    name: environment["GITHUB_EVENT_NAME"] ?? "",
    payload: readPayload(environment["GITHUB_EVENT_PATH"]),
    sha: environment["GITHUB_SHA"] ?? "",
    ref: environment["GITHUB_REF"] ?? ""
  };
}
function fieldsOf(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function readPayload(path) {
  if (path === void 0 || path === "") return {};
  try {
    return fieldsOf(JSON.parse((0, import_node_fs.readFileSync)(path, "utf8")));
  } catch {
    return {};
  }
}

// src/action/choose-task.ts
function chooseTask(event) {
  switch (event.name) {
    case "push":
      return choosePush(event);
    case "schedule":
    case "workflow_dispatch":
      return {
        kind: "commit",
        trigger: event.name,
        sha: event.sha,
        // A schedule runs on the default branch only; its payload does not always say so.
        onDefaultBranch: event.name === "schedule" || isDefaultBranch(event.ref, event.payload)
      };
    case "pull_request":
      return choosePullRequest(event.payload);
    case "issue_comment":
      return chooseComment(event.payload);
    default:
      return ignored(
        `events of the kind ${/^\w{1,40}$/.test(event.name) ? event.name : "given"} are not for this action`
      );
  }
}
function choosePush({ payload, ref, sha }) {
  const after = payload["after"];
  if (payload["deleted"] === true) return ignored("the branch was deleted");
  if (!ref.startsWith("refs/heads/")) return ignored("no branch was pushed");
  const before = payload["before"];
  return {
    kind: "commit",
    trigger: "push",
    sha: isSha(after) ? after : sha,
    ...isSha(before) && !/^0+$/.test(before) && { before },
    onDefaultBranch: isDefaultBranch(ref, payload)
  };
}
var planned = /* @__PURE__ */ new Set(["opened", "synchronize", "reopened", "ready_for_review"]);
function choosePullRequest(payload) {
  const isMoved = payload["action"] === "edited" && fieldsOf(payload["changes"])["base"] !== void 0;
  if (!isMoved && !planned.has(payload["action"])) return ignored("nothing of the pull request's content changed");
  const pull = fieldsOf(payload["pull_request"]);
  const head = fieldsOf(pull["head"]);
  const base = fieldsOf(pull["base"]);
  const number = pull["number"];
  if (typeof number !== "number" || !isSha(head["sha"]) || !isSha(base["sha"])) {
    return ignored("the event names no pull request");
  }
  const fork = isFork(fieldsOf(head["repo"])["id"], fieldsOf(base["repo"])["id"]);
  return { kind: "pull-request", number, headSha: head["sha"], baseSha: base["sha"], fork };
}
function chooseComment(payload) {
  const issue = fieldsOf(payload["issue"]);
  const comment = fieldsOf(payload["comment"]);
  const body = comment["body"];
  if (typeof body !== "string" || !body.includes("/talos")) return ignored("the comment has no command");
  const reason = whyUnanswered(payload, issue, comment);
  if (reason !== void 0) return ignored(reason);
  const commands = findCommandLines(body);
  if (commands.length === 0) return ignored("the comment has no command");
  const { login, id } = fieldsOf(comment["user"]);
  const number = issue["number"];
  const commentId = comment["id"];
  const isWhole = typeof login === "string" && typeof id === "number";
  if (!isWhole || typeof number !== "number" || typeof commentId !== "number") {
    return ignored("the event names no comment");
  }
  return { kind: "comment", number, commentId, author: { login, id }, commands };
}
function whyUnanswered(payload, issue, comment) {
  if (payload["action"] !== "created") return "only new comments are read";
  if (issue["pull_request"] === void 0) return "the comment is not on a pull request";
  if (issue["state"] !== "open") return "the pull request is closed";
  const authors = [fieldsOf(comment["user"]), fieldsOf(payload["sender"])];
  return authors.some(isMachine) || hasApp(comment) ? "a program wrote the comment" : void 0;
}
function isMachine(user) {
  return user["type"] === "Bot";
}
function hasApp(comment) {
  return comment["performed_via_github_app"] !== void 0 && comment["performed_via_github_app"] !== null;
}
function isDefaultBranch(ref, payload) {
  const name = fieldsOf(payload["repository"])["default_branch"];
  return typeof name === "string" && ref === `refs/heads/${name}`;
}
function isSha(value) {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
}
function ignored(reason) {
  return { kind: "ignored", reason };
}

// src/action.ts
var task = chooseTask(readEvent(process.env));
if (task.kind === "ignored") {
  process.stdout.write(`Nothing to do: ${task.reason}
`);
} else {
  const { runTask } = await import("./chunks/run-task-WAPLBQG7.mjs");
  await runTask(task, process.env);
}
