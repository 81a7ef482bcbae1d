/** A webhook's payload in, what to do about it out. Pure and quick: almost every comment is not for us. */
import * as z from "zod/mini";
import { type CommandLine, findCommandLines } from "../../chatops/find-command-lines.ts";
import type { Identity } from "../../chatops/permission.ts";

/** A new comment with commands in it. */
export interface CommentWork {
  readonly kind: "comment";
  /** Of the pull request. */
  readonly number: number;
  readonly commentId: number;
  readonly asker: Identity;
  readonly body: string;
  readonly commands: readonly CommandLine[];
  /** When GitHub took it in; ISO 8601, whole seconds. */
  readonly askedAt: string;
}

/** A comment that is not, or no longer, the one that was answered. */
export interface EditWork {
  readonly kind: "edited" | "deleted";
  readonly number: number;
  readonly commentId: number;
  readonly createdAt: string;
}

/** A label that is a command, if it is one of ours. */
export interface LabelWork {
  readonly kind: "label";
  readonly number: number;
  readonly label: string;
  readonly asker: Identity;
  readonly askedAt: string;
  /** The pull request's head when the label was put on. */
  readonly headSha: string;
}

export interface Ignored {
  readonly kind: "ignored";
  /** Stable reason code, for the log. */
  readonly code: "bot_author" | "closed" | "no_command" | "no_pull_request" | "not_for_us" | "own_text" | "unreadable";
}

const id = z.int().check(z.positive());
const user = z.object({ id, login: z.string(), type: z.optional(z.string()) });
const sha = z.string().check(z.regex(/^[0-9a-f]{40,64}$/));

const commentEvent = z.object({
  action: z.string(),
  issue: z.object({ number: id, state: z.string(), pull_request: z.optional(z.nullable(z.object({}))) }),
  comment: z.object({
    id,
    body: z.string(),
    user: z.nullable(user),
    created_at: z.iso.datetime(),
    performed_via_github_app: z.optional(z.nullable(z.object({}))),
  }),
  sender: user,
});

const ownText = "<!-- talos-chatops ";

/** What a delivery of `issue_comment` asks for. */
export function chooseCommentWork(payload: unknown): CommentWork | EditWork | Ignored {
  // The cheapest look first: nothing of the rest matters for a comment that is no command.
  if (!mentionsUs(payload)) return ignored("no_command");
  const result = z.safeParse(commentEvent, payload);
  if (!result.success) return ignored("unreadable");
  const { action, issue, comment, sender } = result.data;
  if (!issue.pull_request) return ignored("no_pull_request");
  const place = { number: issue.number, commentId: comment.id };
  if (action === "edited" || action === "deleted") {
    return { kind: action, ...place, createdAt: comment.created_at };
  }
  if (action !== "created") return ignored("not_for_us");
  if (issue.state !== "open") return ignored("closed");
  if (comment.body.startsWith(ownText)) return ignored("own_text");
  const author = comment.user;
  if (author === null || [author, sender].some(isMachine) || comment.performed_via_github_app) {
    return ignored("bot_author");
  }
  const commands = findCommandLines(comment.body);
  if (commands.length === 0) return ignored("no_command");
  return {
    kind: "comment",
    ...place,
    asker: { id: author.id, login: author.login },
    body: comment.body,
    commands,
    askedAt: comment.created_at,
  };
}

/** An edit may take the command away: then it stands in what was there before. */
function mentionsUs(payload: unknown): boolean {
  const parts = z.safeParse(bodies, payload);
  if (!parts.success) return false;
  const { comment, changes } = parts.data;
  return [comment.body, changes?.body?.from].some((body) => body?.includes("/talos"));
}

const bodies = z.object({
  comment: z.object({ body: z.string() }),
  changes: z.optional(z.object({ body: z.optional(z.object({ from: z.string() })) })),
});

const labelEvent = z.object({
  label: z.object({ name: z.string() }),
  pull_request: z.object({
    number: id,
    state: z.string(),
    updated_at: z.iso.datetime(),
    head: z.object({ sha }),
  }),
  sender: user,
});

/** What a delivery of `pull_request` with the action `labeled` asks for. Whether the label is a command is not judged here. */
export function chooseLabelWork(payload: unknown): LabelWork | Ignored {
  const result = z.safeParse(labelEvent, payload);
  if (!result.success) return ignored("unreadable");
  const { label, pull_request: pull, sender } = result.data;
  if (pull.state !== "open") return ignored("closed");
  if (isMachine(sender)) return ignored("bot_author");
  return {
    kind: "label",
    number: pull.number,
    label: label.name,
    asker: { id: sender.id, login: sender.login },
    askedAt: pull.updated_at,
    headSha: pull.head.sha,
  };
}

function isMachine({ type }: { readonly type?: string | undefined }): boolean {
  return type === "Bot";
}

function ignored(code: Ignored["code"]): Ignored {
  return { kind: "ignored", code };
}
