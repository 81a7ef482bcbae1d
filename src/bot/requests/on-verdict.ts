import type { VerdictCommand } from "../../chatops/command.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import type { Ask, AskedLine } from "./ask.ts";
import type { Hearing } from "./hearing.ts";

/** `approve` or `reject` by a person who may ask for something here. */
export interface VerdictAsk {
  readonly command: VerdictCommand;
  readonly ask: Ask;
  readonly asked: AskedLine;
  readonly hearing: Hearing;
  readonly redactor: Redactor;
}

/**
 * @returns what is answered to the person
 * @throws UserError why the word does not count; `github_failed` for what passes
 */
export type VerdictHandler = (verdict: VerdictAsk, event: BotEvent, parts: BotParts) => Promise<readonly SafeAnswer[]>;
