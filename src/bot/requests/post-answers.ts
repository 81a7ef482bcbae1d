import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import { type AnsweredCommand, renderAnswers } from "../../report/render-answers.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";

/**
 * Posts the answers to one comment or label as one comment, also when it is done again.
 *
 * @throws UserError `github_failed`
 */
export async function postAnswers(
  answers: readonly AnsweredCommand[],
  { number, key }: { readonly number: number; readonly key: string },
  redactor: Redactor,
  { github, log }: Pick<BotEvent, "github" | "log">,
  { serverUrl, signal }: Pick<BotParts, "serverUrl" | "signal">,
): Promise<void> {
  const repositoryUrl = `${serverUrl}/${github.at.owner}/${github.at.repo}`;
  const parts = renderAnswers(answers, { repositoryUrl, revision: undefined });
  if (!parts.every((part) => redactor.isClean(part, { except: [repositoryUrl] }))) {
    log.warn("The answer is withheld: hiding the secrets in it failed");
    return;
  }
  await publishStickyComment(github, { number, key, parts }, { signal });
}
