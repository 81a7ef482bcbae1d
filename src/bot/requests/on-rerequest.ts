/** Somebody asks GitHub to run a check again. A request is carried out once: that is all there is to say. */
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { readRequest } from "../../adapters/github/request-store.ts";
import { createRedactor } from "../../redaction/create-redactor.ts";
import type { BotHandler } from "../bot-parts.ts";
import { openHearing } from "./hearing.ts";
import { refuseWith } from "./judge-command.ts";
import { postAnswers } from "./post-answers.ts";
import { notAgain } from "./refusals.ts";

const id = z.int().check(z.positive());

const schema = z.object({
  action: z.literal("rerequested"),
  check_run: z.object({ id, app: z.nullable(z.object({ id })) }),
  sender: z.object({ id, login: z.string(), type: z.optional(z.string()) }),
});

export const onRerequest: BotHandler = async (event, parts) => {
  const result = z.safeParse(schema, event.payload);
  if (!result.success || result.data.check_run.app?.id !== parts.appId) return;
  const { check_run: check, sender } = result.data;
  if (sender.type === "Bot") return;
  const request = await readRequest(event.github, check.id, { signal: parts.signal });
  if (request === undefined) return;
  const number = request.record.pullRequest;
  const asker = { id: sender.id, login: sender.login };
  const { standing } = await openHearing({ number, asker }, event, parts);
  if (standing === "stranger") return;
  const redactor = createRedactor({ key: randomBytes(32) });
  const { answer, code } = refuseWith(notAgain(), redactor);
  parts.metrics.request(code);
  const command = redactor.text(`/talos ${request.record.command}`);
  await postAnswers([{ command, answer }], { number, key: `rerun ${request.id}` }, redactor, event, parts);
};
