/** An environment asks this App whether a run's job may go on (`deployment_protection_rule`). */
import * as z from "zod/mini";
import { requestOfTitle } from "../../adapters/github/find-run.ts";
import { answerProtectionRule } from "../../adapters/github/protection-rule.ts";
import { readRequest } from "../../adapters/github/request-store.ts";
import { readRun } from "../../adapters/github/workflow-run.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { decideForEnvironment } from "./answer-pending-rules.ts";
import { followRequest } from "./follow-request.ts";

const schema = z.object({
  action: z.literal("requested"),
  environment: z.string(),
  deployment_callback_url: z.string(),
});

/** @throws UserError `github_failed`: GitHub asks again when the delivery comes again */
export async function onProtectionRule(event: BotEvent, parts: BotParts): Promise<void> {
  const result = z.safeParse(schema, event.payload);
  if (!result.success) return;
  const { environment, deployment_callback_url: callback } = result.data;
  const runId = Number(/\/actions\/runs\/([1-9]\d{0,15})\/deployment_protection_rule$/.exec(callback)?.[1]);
  if (Number.isNaN(runId)) return;
  const { github, log } = event;
  const run = await readRun(github, runId, parts);
  if (run === undefined) return;
  const named = requestOfTitle(run.title);
  const request = named === undefined ? undefined : await readNewest(named, runId, event, parts);
  const { kind, comment } = await decideForEnvironment(github, { request, run, environment }, parts);
  const state = kind === "waiting" ? {} : { state: kind };
  await answerProtectionRule(github, { runId, environment, comment, ...state }, parts);
  log.info("Answered for an environment", { request: request?.id, run: runId, answer: kind });
  if (request !== undefined) await followRequest(request.id, event, parts);
}

/** The environment may ask before an event has told that the run goes on for another one; an answer counts for good. */
async function readNewest(
  id: number,
  runId: number,
  event: BotEvent,
  parts: BotParts,
): Promise<StoredRequest | undefined> {
  const found = await readRequest(event.github, id, parts);
  if (found?.appId !== parts.appId) return undefined;
  if (found.runId === runId) return found;
  await followRequest(id, event, parts);
  return readRequest(event.github, id, parts);
}
