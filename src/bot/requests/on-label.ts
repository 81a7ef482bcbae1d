/** Hears labels that are commands: they are taken off at once, so that putting one on again asks again. */
import { removeLabel } from "../../adapters/github/remove-label.ts";
import { parseLabel } from "../../chatops/parse-label.ts";
import type { BotHandler } from "../bot-parts.ts";
import { chooseLabelWork } from "./choose-work.ts";
import { hearAsk } from "./hear-ask.ts";

export const onLabel: BotHandler = async (event, parts) => {
  const work = chooseLabelWork(event.payload);
  if (work.kind === "ignored") return event.log.debug("Not for us", { code: work.code });
  const { asker, askedAt, headSha, label, number } = work;
  const parsed = parseLabel(label);
  if (parsed === undefined) return event.log.debug("Not for us", { code: "no_command" });
  await removeLabel(event.github, { number, label }, { signal: parts.signal });
  const delivery = event.id;
  const lines = [{ line: label, parsed, origin: { kind: "label", label, delivery } }] as const;
  const ask = { number, asker, askedAt, headSha, source: { kind: "label", delivery }, lines } as const;
  await hearAsk(ask, event, parts);
};
