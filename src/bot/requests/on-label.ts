/** Hears labels that are commands: they are taken off at once, so that putting one on again asks again. */
import { findLabeling, type Labeling } from "../../adapters/github/find-labeling.ts";
import { removeLabel } from "../../adapters/github/remove-label.ts";
import { parseLabel } from "../../chatops/parse-label.ts";
import type { BotEvent, BotHandler, BotParts } from "../bot-parts.ts";
import { chooseLabelWork, type LabelWork } from "./choose-work.ts";
import { hearAsk } from "./hear-ask.ts";

export const onLabel: BotHandler = async (event, parts) => {
  const work = chooseLabelWork(event.payload);
  if (work.kind === "ignored") return event.log.debug("Not for us", { code: work.code });
  const { asker, headSha, label, number } = work;
  const parsed = parseLabel(label);
  if (parsed === undefined) return event.log.debug("Not for us", { code: "no_command" });
  const labeling = await awaitLabeling(work, event, parts);
  if (labeling === undefined) return event.log.warn("Nobody has put the label on", { code: "label_unknown" });
  await removeLabel(event.github, { number, label }, { signal: parts.signal });
  const { id: eventId, at: askedAt } = labeling;
  const lines = [{ line: label, parsed, origin: { kind: "label", label, eventId } }] as const;
  const ask = { number, asker, askedAt, headSha, source: { kind: "label", eventId }, lines } as const;
  await hearAsk(ask, event, parts);
};

/** GitHub may tell of a label a moment before its list does. */
const pausesMs = [1_000, 3_000];

/**
 * Whoever knows the webhook's secret can tell of any label, and of one that was put on before once more: it is GitHub that says
 * who put it on, when, and which time this is.
 */
async function awaitLabeling(
  { asker, askedAt, label, number }: LabelWork,
  { github }: BotEvent,
  { signal, sleep }: BotParts,
): Promise<Labeling | undefined> {
  const told = { number, label, by: asker.id, at: askedAt };
  for (const pause of pausesMs) {
    const found = await findLabeling(github, told, { signal });
    if (found !== undefined) return found;
    await sleep(pause, signal);
  }
  return findLabeling(github, told, { signal });
}
