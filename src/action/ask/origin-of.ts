import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";

/** What the request came with: the comment's id, the bot's request, or the run of a dispatch. */
export function originOf({ ask }: Pick<Asking, "ask">, { environment }: RunContext): string {
  switch (ask.kind) {
    case "comment":
      return String(ask.commentId);
    case "request":
      return requestOrigin(ask.request.stored);
    case "dispatch":
      return `run-${environment["GITHUB_RUN_ID"] ?? ""}`;
    default:
      return ask satisfies never;
  }
}

export function requestOrigin({ id }: Pick<StoredRequest, "id">): string {
  return `check-${id}`;
}
