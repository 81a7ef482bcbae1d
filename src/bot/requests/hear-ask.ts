/**
 * A comment or label in; requests with their runs, and one answer, out. Everything may be done again, by this process or by
 * another one at the same time: what was written down already is found, and what is written twice is told apart by its id.
 */
import { randomBytes } from "node:crypto";
import { requestKey, type StoredRequest } from "../../chatops/request-record.ts";
import type { BotSettings } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import { createRedactor, type Redactor } from "../../redaction/create-redactor.ts";
import type { AnsweredCommand } from "../../report/render-answers.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { advanceRequests } from "./advance-requests.ts";
import { type Ask, answerKey } from "./ask.ts";
import { type Hearing, openHearing } from "./hearing.ts";
import { type JudgeScene, judgeAll } from "./judge-all.ts";
import { refuseWith } from "./judge-command.ts";
import { isFrom } from "./known-requests.ts";
import { isKnownStranger, noteStranger } from "./known-strangers.ts";
import { postAnswers } from "./post-answers.ts";
import { react } from "./react.ts";
import { whyNotAtAll } from "./refuse-ask.ts";
import { readOwn, readScene, type Scene } from "./scene.ts";
import { takeIn } from "./take-in.ts";

/** @throws UserError `github_failed` for what passes: deliver it again */
export async function hearAsk(ask: Ask, event: BotEvent, parts: BotParts): Promise<void> {
  if (isKnownStranger(ask, event, parts)) return leave("stranger", event, parts);
  const hearing = await openHearing(ask, event, parts);
  // Nothing is posted, and no reaction made, before it is known that the person may be answered.
  if (hearing.standing === "stranger") {
    noteStranger(ask, event, parts);
    return leave("stranger", event, parts);
  }
  if (!hearing.pull.open) return leave("closed", event, parts);
  const bot = hearing.settings instanceof UserError ? undefined : hearing.settings.bot;
  if (bot !== undefined && bot.appId !== parts.appId) return leave("other_app", event, parts);
  if (hearing.standing === "allowed") await react(ask, "eyes", event, parts);
  parts.metrics.acknowledged((parts.now() - Date.parse(ask.askedAt)) / 1000);
  const scene = await readScene(ask, hearing, event, parts);
  const taken = scene.isAnswered ? undefined : await judgeAsk({ ask, hearing, scene }, event, parts);
  if (taken === "silent") return leave("too_many_requests", event, parts);
  const made = new Set(taken?.made.map(({ id }) => id));
  const notStarted = await advance({ ask, bot, hearing, scene, made }, event, parts);
  if (taken === undefined) return;
  const { answers, redactor } = taken;
  const failures = notStarted.map(({ request, error }) => ({
    command: redactor.text(request.record.command),
    answer: refuseWith(error, redactor).answer,
  }));
  const all = [...answers, ...failures];
  if (all.some(({ answer }) => answer.kind === "problem" || answer.kind === "error")) {
    await react(ask, "-1", event, parts);
  }
  if (all.length > 0) await postAnswers(all, { number: ask.number, key: answerKey(ask) }, redactor, event, parts);
}

function leave(code: string, { log }: BotEvent, { metrics }: BotParts): void {
  log.info("Not answered", { code });
  metrics.request(code);
}

interface Taken {
  readonly answers: readonly AnsweredCommand[];
  readonly made: readonly StoredRequest[];
  readonly redactor: Redactor;
}

/** Judges what was not written down yet, and writes down what is accepted. */
async function judgeAsk(
  { ask, hearing, scene }: Omit<JudgeScene, "redactor">,
  event: BotEvent,
  parts: BotParts,
): Promise<Taken | "silent"> {
  const redactor = createRedactor({ key: randomBytes(32) });
  const known = new Set(scene.requests.map(({ key }) => key));
  const lines = ask.lines.filter(({ origin }) => !known.has(requestKey(origin)));
  const [first] = lines;
  if (first === undefined) return { answers: [], made: [], redactor };
  const refusal = whyNotAtAll(ask, hearing, scene, parts);
  if (refusal === "silent") return "silent";
  if (refusal !== undefined) {
    parts.metrics.request(refusal.code);
    const { answer } = refuseWith(refusal, redactor);
    return { answers: [{ command: redactor.text(first.line), answer }], made: [], redactor };
  }
  const { answers, accepted } = await judgeAll(lines, { ask, hearing, scene, redactor }, event, parts);
  const find = async (key: string) => (await readOwn(ask, scene, event, parts)).find((request) => request.key === key);
  const made: StoredRequest[] = [];
  for (const record of accepted) made.push(await takeIn(record, find, event, parts));
  return { answers, made, redactor };
}

interface Advance {
  readonly ask: Ask;
  readonly bot: BotSettings | undefined;
  readonly hearing: Hearing;
  readonly scene: Scene;
  /** Ids of the requests that this process has made. */
  readonly made: ReadonlySet<number>;
}

async function advance({ ask, bot, hearing, scene, made }: Advance, event: BotEvent, parts: BotParts) {
  const found = new Set(scene.requests.filter((request) => isFrom(ask.source, request)).map(({ id }) => id));
  if (bot === undefined || made.size + found.size === 0) return [];
  return advanceRequests(
    {
      workflow: bot.workflow,
      branch: hearing.defaultBranch.name,
      read: () => readOwn(ask, scene, event, parts),
      whose: ({ id }) => (made.has(id) ? "new" : found.has(id) ? "found" : "others"),
    },
    event,
    parts,
  );
}
