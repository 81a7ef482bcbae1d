/** Hears comments: new ones are gone into, changed ones take back what they asked for. */
import { parseCommand } from "../../chatops/parse-command.ts";
import type { BotHandler } from "../bot-parts.ts";
import type { Ask } from "./ask.ts";
import { type CommentWork, chooseCommentWork } from "./choose-work.ts";
import { hearAsk } from "./hear-ask.ts";
import { withdrawRequests } from "./withdraw-requests.ts";

export const onComment: BotHandler = async (event, parts) => {
  const work = chooseCommentWork(event.payload);
  switch (work.kind) {
    case "comment":
      return hearAsk(toAsk(work), event, parts);
    case "edited":
    case "deleted":
      return withdrawRequests(work, event, parts);
    case "ignored":
      return event.log.debug("Not for us", { code: work.code });
    default:
      return work satisfies never;
  }
};

function toAsk({ number, commentId, asker, askedAt, body, commands }: CommentWork): Ask {
  return {
    number,
    asker,
    askedAt,
    source: { kind: "comment", commentId },
    comment: { id: commentId, body },
    lines: commands.map(({ text }, index) => ({
      line: text,
      parsed: parseCommand(text),
      origin: { kind: "comment", commentId, number: index + 1 },
    })),
  };
}
