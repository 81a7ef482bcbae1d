/** Hears comments: new ones are gone into, changed ones take back what they asked for. */
import { parseCommand } from "../../chatops/parse-command.ts";
import type { BotEvent, BotHandler, BotParts } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";
import { type CommentWork, chooseCommentWork } from "./choose-work.ts";
import { hearAsk } from "./hear-ask.ts";
import type { VerdictHandler } from "./on-verdict.ts";
import { withdrawRequests } from "./withdraw-requests.ts";

/** @param onVerdict what to do about `approve` and `reject` */
export function createOnComment(onVerdict: VerdictHandler): BotHandler {
  return (event, parts) => hearComment(onVerdict, event, parts);
}

async function hearComment(onVerdict: VerdictHandler, event: BotEvent, parts: BotParts): Promise<void> {
  const work = chooseCommentWork(event.payload);
  switch (work.kind) {
    case "comment":
      return hearAsk(toAsk(work), onVerdict, event, parts);
    case "edited":
    case "deleted":
      return withdrawRequests(work, event, parts);
    case "ignored":
      return event.log.debug("Not for us", { code: work.code });
    default:
      return work satisfies never;
  }
}

function toAsk({ number, commentId, asker, askedAt, repositoryId, body, commands }: CommentWork): Ask {
  return {
    number,
    asker,
    askedAt,
    repositoryId,
    source: { kind: "comment", commentId },
    comment: { id: commentId, body },
    lines: commands.map(({ text }, index) => ({
      line: text,
      parsed: parseCommand(text),
      origin: { kind: "comment", commentId, number: index + 1 },
    })),
  };
}
