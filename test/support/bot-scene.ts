/** The shipped workflows where the bot listens: requests are written down and runs started as it does, people say their word. */
import { readFileSync } from "node:fs";
import { listJobs, readRunNotes } from "../../src/adapters/github/workflow-run.ts";
import type { RequestRecord, StoredRequest } from "../../src/chatops/request-record.ts";
import type { RunNote } from "../../src/chatops/run-note.ts";
import { dispatchEvent } from "../../src/playground/github/event-payloads.ts";
import { startRun } from "../../src/playground/github/runs/run-life.ts";
import type { WorkflowRun } from "../../src/playground/github/runs/run-state.ts";
import type { Comment } from "../../src/playground/github/state.ts";
import {
  type Answer,
  type AnswerOptions,
  type ChatopsOptions,
  type ChatopsScene,
  startChatops,
} from "./chatops-scene.ts";
import { settings } from "./drive-action.ts";
import { calm } from "./github.ts";
import { type InstalledBot, installBot } from "./install-bot.ts";

export interface BotScene extends ChatopsScene {
  readonly bot: InstalledBot;
  /** Says it, writes it down, and runs what the bot starts. */
  request(body: string, options?: RequestOptions): Promise<Requested>;
  /** The next run for the same request. */
  carryOn(request: StoredRequest, options?: AnswerOptions): Promise<Requested>;
  /** Carries out a run that is there already. */
  carryOut(request: StoredRequest, run: WorkflowRun, options?: AnswerOptions): Promise<Requested>;
  approve(request: StoredRequest, note: RunNote | undefined, author?: string): Promise<unknown>;
}

export interface RequestOptions extends AnswerOptions {
  readonly author?: string;
  readonly record?: Partial<RequestRecord>;
  /** After it was written down, before the run begins. */
  readonly before?: (comment: Comment) => void;
}

export interface Requested extends Answer {
  readonly request: StoredRequest;
  readonly comment?: Comment;
  readonly notes: readonly RunNote[];
}

const workflow = readFileSync("examples/workflows/bot.yaml", "utf8");
const path = ".github/workflows/bot.yaml";

export async function startBotScene(options: ChatopsOptions = {}): Promise<BotScene> {
  const scene = await startChatops(options);
  const { repository, server, world } = scene;
  const bot = installBot(scene);
  const text = repository.objects.files(repository.branches.get("main") ?? "")[settings]?.content.toString("utf8");
  world.push(repository, "main", { [settings]: `${text}${bot.settings}`, [path]: workflow });
  const observer = scene.connect({ actions: "read", checks: "read" });
  const begin = (request: StoredRequest) =>
    startRun(world.state, repository, {
      ...{ path, event: "workflow_dispatch", actor: bot.app.bot, ref: "refs/heads/main" },
      inputs: { "request-id": String(request.id), command: request.record.command },
    });
  const carryOut: BotScene["carryOut"] = async (request, run, given = {}) => {
    const origin = { repository, apiUrl: server.url, sender: run.actor };
    const answer = await scene.dispatch({}, { event: dispatchEvent(origin, run.inputs, path), run, ...given });
    const jobs = await listJobs(observer, run.id, calm);
    return { ...answer, request, notes: await readRunNotes(observer, { jobs, request: request.id }, calm) };
  };
  const carryOn: BotScene["carryOn"] = async (request, given) => {
    const run = begin(request);
    return carryOut(await bot.bind(request, run.id), run, given);
  };
  return {
    ...scene,
    bot,
    carryOut,
    carryOn,
    async request(body, { author = "alice", record, before, ...given } = {}) {
      const comment = scene.say(body, { author });
      const request = await bot.record(scene.issue, comment, record);
      before?.(comment);
      return { ...(await carryOn(request, given)), comment };
    },
    approve(request, note, author = "bob") {
      const digest = note?.digest ?? "";
      return bot.judge(request, scene.say(`/talos approve ${digest.slice(0, 8)}`, { author }), { digest });
    },
  };
}
