/** An event in, what to do about it out. Pure and small: a comment that is not for us must cost next to nothing. */
import { isFork } from "../adapters/github/is-fork.ts";
import { type CommandLine, findCommandLines } from "../chatops/find-command-lines.ts";
import { type Fields, fieldsOf, type RunEvent } from "./read-event.ts";
import type { OpenedRequest } from "./request/opened-request.ts";

export type Task =
  | { readonly kind: "ignored"; readonly reason: string }
  | CommitTask
  | PullRequestTask
  | CommentTask
  | DispatchTask
  | RequestTask;

/** Somebody's wish, whichever way it came. */
export type Ask = CommentTask | DispatchTask | RequestAsk;

/** A commit on a branch: pushed, or what a schedule or a person asks about. */
export interface CommitTask {
  readonly kind: "commit";
  readonly trigger: "push" | "schedule" | "workflow_dispatch";
  readonly sha: string;
  /** The branch's commit before a push. */
  readonly before?: string;
  /** The commit is the default branch's. */
  readonly onDefaultBranch: boolean;
}

export interface PullRequestTask {
  readonly kind: "pull-request";
  readonly number: number;
  /** As in the event: a later push is another event's matter. */
  readonly headSha: string;
  readonly baseSha: string;
  readonly fork: boolean;
}

export interface CommentTask {
  readonly kind: "comment";
  /** Of the pull request. */
  readonly number: number;
  readonly commentId: number;
  readonly author: { readonly login: string; readonly id: number };
  readonly commands: readonly CommandLine[];
}

/** A command that a person, or an earlier run, gave as an input of `workflow_dispatch`. */
export interface DispatchTask {
  readonly kind: "dispatch";
  readonly author: { readonly login: string; readonly id: number };
  /** An earlier run started this one: it may only go on with what was approved. */
  readonly byProgram: boolean;
  /** One. */
  readonly commands: readonly CommandLine[];
  /** The pull request whose head is meant. */
  readonly number?: number;
  /** A commit of the default branch; else its newest. */
  readonly sha?: string;
  readonly cluster?: string;
  /** Id of the operation that an earlier run handed over. */
  readonly operation?: string;
  /** Id of the bot's request that the operation was begun for. */
  readonly requestId?: number;
  /** The same, once it was looked up. */
  readonly request?: OpenedRequest;
}

/** A request that the bot wrote down and started this run for. By its id alone: all else is looked up. */
export interface RequestTask {
  readonly kind: "request";
  readonly requestId: number;
  /** The bot starts runs by itself; whoever presses a button is a person. */
  readonly byProgram: boolean;
}

/** A request that was looked up and holds. */
export interface RequestAsk {
  readonly kind: "request";
  readonly request: OpenedRequest;
  /** Of the pull request. */
  readonly number: number;
  /** Whoever gave the command. */
  readonly author: { readonly login: string; readonly id: number };
  /** One. */
  readonly commands: readonly CommandLine[];
}

export function chooseTask(event: RunEvent): Task {
  switch (event.name) {
    case "push":
      return choosePush(event);
    case "schedule":
    case "workflow_dispatch": {
      const dispatched = event.name === "schedule" ? undefined : chooseDispatch(event.payload);
      if (dispatched !== undefined) return dispatched;
      return {
        kind: "commit",
        trigger: event.name,
        sha: event.sha,
        // A schedule runs on the default branch only; its payload does not always say so.
        onDefaultBranch: event.name === "schedule" || isDefaultBranch(event.ref, event.payload),
      };
    }
    case "pull_request":
      return choosePullRequest(event.payload);
    case "issue_comment":
      return chooseComment(event.payload);
    default:
      return ignored(
        `events of the kind ${/^\w{1,40}$/.test(event.name) ? event.name : "given"} are not for this action`,
      );
  }
}

function choosePush({ payload, ref, sha }: RunEvent): Task {
  const after = payload["after"];
  if (payload["deleted"] === true) return ignored("the branch was deleted");
  if (!ref.startsWith("refs/heads/")) return ignored("no branch was pushed");
  const before = payload["before"];
  return {
    kind: "commit",
    trigger: "push",
    sha: isSha(after) ? after : sha,
    ...(isSha(before) && !/^0+$/.test(before) && { before }),
    onDefaultBranch: isDefaultBranch(ref, payload),
  };
}

const planned = new Set<unknown>(["opened", "synchronize", "reopened", "ready_for_review"]);

function choosePullRequest(payload: Fields): Task {
  // An edit counts when it moved the pull request to another base branch.
  const isMoved = payload["action"] === "edited" && fieldsOf(payload["changes"])["base"] !== undefined;
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

function chooseComment(payload: Fields): Task {
  const issue = fieldsOf(payload["issue"]);
  const comment = fieldsOf(payload["comment"]);
  const body = comment["body"];
  if (typeof body !== "string" || !body.includes("/talos")) return ignored("the comment has no command");
  const reason = whyUnanswered(payload, issue, comment);
  if (reason !== undefined) return ignored(reason);
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

/** Without a request and a command it is a plan that is asked for, as it always was. */
function chooseDispatch(payload: Fields): Task | undefined {
  const inputs = fieldsOf(payload["inputs"]);
  const text = (name: string) => {
    const value = inputs[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const request = text("request-id");
  const sender = fieldsOf(payload["sender"]);
  if (request !== undefined && !/^[1-9]\d{0,14}$/.test(request)) return ignored("the input request-id is no number");
  const requestId = request === undefined ? undefined : Number(request);
  // An operation that was handed over goes on for the same request.
  if (requestId !== undefined && text("operation") === undefined) {
    return { kind: "request", requestId, byProgram: isMachine(sender) };
  }
  return chooseCommand(text, sender, requestId);
}

function chooseCommand(
  text: (name: string) => string | undefined,
  sender: Fields,
  requestId: number | undefined,
): Task | undefined {
  const command = text("command");
  if (command === undefined)
    return requestId === undefined ? undefined : ignored("an operation is handed over with a command");
  const { login, id } = sender;
  if (typeof login !== "string" || typeof id !== "number") return ignored("the event names nobody");
  const [sha, pull, cluster, operation] = ["sha", "pull-request", "cluster", "operation"].map(text);
  if (sha !== undefined && !isSha(sha)) return ignored("the input sha is no commit's full name");
  if (pull !== undefined && !/^[1-9]\d{0,8}$/.test(pull)) return ignored("the input pull-request is no number");
  return {
    kind: "dispatch",
    author: { login, id },
    byProgram: isMachine(sender),
    commands: [{ text: command, line: 1 }],
    ...(pull !== undefined && { number: Number(pull) }),
    ...(sha !== undefined && { sha }),
    ...(cluster !== undefined && { cluster }),
    ...(operation !== undefined && { operation }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Only new comments by people on open pull requests: an edit could change what others already answered to. */
function whyUnanswered(payload: Fields, issue: Fields, comment: Fields): string | undefined {
  if (payload["action"] !== "created") return "only new comments are read";
  if (issue["pull_request"] === undefined) return "the comment is not on a pull request";
  if (issue["state"] !== "open") return "the pull request is closed";
  const authors = [fieldsOf(comment["user"]), fieldsOf(payload["sender"])];
  return authors.some(isMachine) || hasApp(comment) ? "a program wrote the comment" : undefined;
}

function isMachine(user: Fields): boolean {
  return user["type"] === "Bot";
}

function hasApp(comment: Fields): boolean {
  return comment["performed_via_github_app"] !== undefined && comment["performed_via_github_app"] !== null;
}

function isDefaultBranch(ref: string, payload: Fields): boolean {
  const name = fieldsOf(payload["repository"])["default_branch"];
  return typeof name === "string" && ref === `refs/heads/${name}`;
}

function isSha(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
}

function ignored(reason: string): Task {
  return { kind: "ignored", reason };
}
