import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isFork
} from "./chunks/chunk-VIPBB5UX.mjs";
import {
  findCommandLines
} from "./chunks/chunk-U4VPTFFU.mjs";
import {
  require_node_fs
} from "./chunks/chunk-A7HESRIH.mjs";
import {
  __toESM
} from "./chunks/chunk-NTXQJOUO.mjs";

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
    case "workflow_dispatch": {
      const dispatched = event.name === "schedule" ? void 0 : chooseDispatch(event.payload);
      if (dispatched !== void 0) return dispatched;
      return {
        kind: "commit",
        trigger: event.name,
        sha: event.sha,
        // A schedule runs on the default branch only; its payload does not always say so.
        onDefaultBranch: event.name === "schedule" || isDefaultBranch(event.ref, event.payload)
      };
    }
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
function chooseDispatch(payload) {
  const inputs = fieldsOf(payload["inputs"]);
  const text = (name) => {
    const value = inputs[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : void 0;
  };
  const request = text("request-id");
  const sender = fieldsOf(payload["sender"]);
  if (request !== void 0 && !/^[1-9]\d{0,14}$/.test(request)) return ignored("the input request-id is no number");
  const requestId = request === void 0 ? void 0 : Number(request);
  if (requestId !== void 0 && text("operation") === void 0) {
    return { kind: "request", requestId, byProgram: isMachine(sender) };
  }
  return chooseCommand(text, sender, requestId);
}
function chooseCommand(text, sender, requestId) {
  const command = text("command");
  if (command === void 0)
    return requestId === void 0 ? void 0 : ignored("an operation is handed over with a command");
  const { login, id } = sender;
  if (typeof login !== "string" || typeof id !== "number") return ignored("the event names nobody");
  const [sha, pull, cluster, operation] = ["sha", "pull-request", "cluster", "operation"].map(text);
  if (sha !== void 0 && !isSha(sha)) return ignored("the input sha is no commit's full name");
  if (pull !== void 0 && !/^[1-9]\d{0,8}$/.test(pull)) return ignored("the input pull-request is no number");
  return {
    kind: "dispatch",
    author: { login, id },
    byProgram: isMachine(sender),
    commands: [{ text: command, line: 1 }],
    ...pull !== void 0 && { number: Number(pull) },
    ...sha !== void 0 && { sha },
    ...cluster !== void 0 && { cluster },
    ...operation !== void 0 && { operation },
    ...requestId !== void 0 && { requestId }
  };
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
  const { runTask } = await import("./chunks/run-task-FKYF2NUC.mjs");
  await runTask(task, process.env);
}
