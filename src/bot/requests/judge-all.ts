/** The commands of one comment or label, one by one: what is answered now, and what is to be written down. */
import type { VerdictCommand } from "../../chatops/command.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import { UserError } from "../../errors.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import type { AnsweredCommand, SafeAnswer } from "../../report/render-answers.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { giveVerdict } from "../follow/give-verdict.ts";
import type { Ask, AskedLine } from "./ask.ts";
import type { Hearing } from "./hearing.ts";
import { type AcceptedCommand, type Judgement, judgeCommand, type Refused, refuseWith } from "./judge-command.ts";
import { earlierRefused } from "./refusals.ts";
import type { Scene } from "./scene.ts";

export interface JudgeScene {
  readonly ask: Ask;
  readonly hearing: Hearing;
  readonly scene: Scene;
  readonly redactor: Redactor;
}

export interface JudgedAsk {
  readonly answers: readonly AnsweredCommand[];
  /** In the comment's order. */
  readonly accepted: readonly RequestRecord[];
}

/** @throws UserError `github_failed` */
export async function judgeAll(
  lines: readonly AskedLine[],
  judging: JudgeScene,
  event: BotEvent,
  parts: BotParts,
): Promise<JudgedAsk> {
  const { hearing, redactor, scene } = judging;
  const answers: AnsweredCommand[] = [];
  const accepted: RequestRecord[] = [];
  let wasRefused = false;
  for (const asked of lines) {
    const { line, parsed } = asked;
    const judged = judgeCommand({ line, parsed, pushedSince: scene.pushedSince }, hearing, redactor);
    const held = wasRefused ? holdBack(judged, redactor) : judged;
    const judgement = held.kind === "verdict" ? await hearVerdict(held.command, asked, judging, event, parts) : held;
    if (judgement.kind === "accepted") {
      accepted.push(toRecord(judgement.request, asked, judging));
      continue;
    }
    const said = judgement.kind === "answered" ? judgement.answers : [judgement.answer, ...moreOf(judgement)];
    answers.push(...said.map((answer) => ({ command: redactor.text(line), answer })));
    if (judgement.kind === "refused") {
      wasRefused = true;
      parts.metrics.request(judgement.code);
    }
  }
  return { answers, accepted };
}

function moreOf({ more }: Refused): readonly SafeAnswer[] {
  return more === undefined ? [] : [more];
}

/** What changes something goes in order: not past a command that was refused. */
function holdBack(judged: Judgement, redactor: Redactor): Judgement {
  const changes = judged.kind === "accepted" && judged.request.risk !== "read";
  return changes ? refuseWith(earlierRefused(), redactor) : judged;
}

async function hearVerdict(
  command: VerdictCommand,
  { origin }: AskedLine,
  { ask: { asker, askedAt }, hearing: { pull, settings, rights }, redactor }: JudgeScene,
  event: BotEvent,
  parts: BotParts,
): Promise<Exclude<Judgement, { kind: "verdict" | "accepted" }>> {
  if (origin.kind !== "comment" || settings instanceof UserError) throw new Error("only a comment gives a verdict");
  const { commentId: id, number } = origin;
  const comment = { id, number, createdAt: askedAt, asker, pull, settings, rights };
  const answer = await giveVerdict(command, comment, event, parts);
  const { message, hint } = answer;
  if (answer.kind === "refused") {
    return refuseWith(new UserError(message, { code: answer.code, ...(hint !== undefined && { hint }) }), redactor);
  }
  const said = { message: redactor.text(`${message}.`), ...(hint !== undefined && { hint: redactor.text(hint) }) };
  return { kind: "answered", answers: [{ kind: "said", ...said }] };
}

function toRecord(accepted: AcceptedCommand, { origin }: AskedLine, { ask, hearing }: JudgeScene): RequestRecord {
  const { settings, pull } = hearing;
  if (settings instanceof UserError || settings.bot === undefined)
    throw new Error("only a bot's requests are accepted");
  const expires = Date.parse(ask.askedAt) + settings.bot.expiresSeconds * 1000;
  const { command, risk, cluster } = accepted;
  return {
    version: 1,
    command,
    risk,
    ...(cluster !== undefined && { cluster }),
    pullRequest: pull.number,
    headSha: pull.headSha,
    requester: ask.asker,
    origin,
    askedAt: ask.askedAt,
    expiresAt: new Date(expires).toISOString(),
  };
}
