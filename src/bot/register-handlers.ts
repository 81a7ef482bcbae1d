/** Joins what GitHub tells with what the bot does about it. */
import type { Context, Probot } from "probot";
import type { BotHandler, BotParts } from "./bot-parts.ts";
import { readScope } from "./deliveries/read-scope.ts";
import { onProtectionRule } from "./follow/on-protection-rule.ts";
import { onRunEvent } from "./follow/on-run-event.ts";
import { chooseCommentWork, chooseLabelWork } from "./requests/choose-work.ts";
import { onComment } from "./requests/on-comment.ts";
import { onLabel } from "./requests/on-label.ts";
import { onRerequest } from "./requests/on-rerequest.ts";

/** With or without the action: `issue_comment.created`. */
export type EventName = Extract<Parameters<Probot["on"]>[0], string>;

/**
 * Several may listen to one event; each is given it. The test tells by the payload alone whether it can be about the bot at
 * all: most of a repository's comments and jobs are not.
 */
export type HandlerTable = readonly (readonly [
  event: EventName,
  handler: BotHandler,
  concerns?: (payload: unknown) => boolean,
])[];

export const botHandlers: HandlerTable = [
  ["workflow_run", onRunEvent],
  ["workflow_job", onRunEvent],
  ["deployment_review", onRunEvent],
  ["deployment_protection_rule.requested", onProtectionRule],
  ["issue_comment", onComment, (payload) => chooseCommentWork(payload).kind !== "ignored"],
  ["pull_request.labeled", onLabel, (payload) => chooseLabelWork(payload).kind !== "ignored"],
  ["check_run.rerequested", onRerequest],
];

export interface HeardEvent {
  readonly name: string;
  readonly action: string | undefined;
  /** Left out where it is not known. */
  readonly payload?: unknown;
}

/** Whether anybody listens to this event: the others need not be queued. */
export function isHandled(handlers: HandlerTable, { name, action, payload }: HeardEvent): boolean {
  return handlers.some(
    ([event, , concerns = everything]) =>
      (event === name || event === `${name}.${action}`) && (payload === undefined || concerns(payload)),
  );
}

function everything(): boolean {
  return true;
}

export function registerHandlers(app: Pick<Probot, "on">, parts: BotParts, handlers: HandlerTable = botHandlers): void {
  for (const [name, handler] of handlers) app.on(name, (context) => handle(context, handler, parts));
}

async function handle(context: Context, handler: BotHandler, parts: BotParts): Promise<void> {
  const { id, name, payload, octokit } = context;
  const scope = readScope(payload);
  if (scope === undefined) return;
  const { owner, repo, pullRequest, run } = scope;
  const log = parts.log.with({ delivery: id, event: name, repository: `${owner}/${repo}`, pullRequest, run });
  await handler({ id, name, payload, github: { octokit: async () => octokit, at: { owner, repo } }, log }, parts);
}
