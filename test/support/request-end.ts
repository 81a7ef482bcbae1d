/** How a request ended, gathered from GitHub alone, and from what the runs did. */
import type { CheckRun } from "../../src/playground/github/state.ts";
import type { Fleet, Said } from "./bot-fleet.ts";

export interface RequestEnding {
  /** Of the check run that counts: `completed success`. */
  readonly state: string;
  /** Runs that have carried it out. */
  readonly actedBy: readonly number[];
  /** The run that is bound to it. */
  readonly bound: number;
  /** Of the App's other check runs of the same command. */
  readonly duplicates: readonly string[];
  /** The App's, in alphabetical order. */
  readonly reactions: readonly string[];
  /** Comments by the App. */
  readonly answers: number;
  /** What was sent of it after it had been concluded: another status, or another conclusion. */
  readonly reopened: readonly string[];
}

/** How the request of a comment's command should end: carried out once. Check runs that say they are duplicates do no harm. */
export function carriedOut({ bound, duplicates }: RequestEnding): RequestEnding {
  return {
    state: "completed success",
    actedBy: [bound],
    bound,
    duplicates: duplicates.map(() => "completed skipped"),
    reactions: ["+1", "eyes"],
    answers: 0,
    reopened: [],
  };
}

export function requestsOf({ repository, app }: Fleet, { comment }: Said, number = 1): readonly CheckRun[] {
  return [...repository.checkRuns.values()]
    .filter((check) => check.app === app && check.externalId === `comment-${comment.id}-${number}`)
    .toSorted((a, b) => a.id - b.id);
}

/** 🚀 is left out: where events come late there is nothing under way any more that it could tell of. */
export function endingOf(fleet: Fleet, said: Said, number = 1): RequestEnding {
  const [first, ...others] = requestsOf(fleet, said, number);
  const own = said.comment.reactions.filter(({ user }) => user === fleet.app.bot).map(({ content }) => content);
  return {
    state: first === undefined ? "none" : stateOf(first),
    actedBy: first === undefined ? [] : runsThatActed(fleet, first.id),
    bound: Number(/\/runs\/(\d+)$/.exec(first?.detailsUrl ?? "")?.[1]),
    duplicates: others.map(stateOf),
    reactions: own.filter((content) => content !== "rocket").toSorted(),
    answers: said.issue.comments.filter(({ user }) => user === fleet.app.bot).length,
    reopened: first === undefined ? [] : reopenings(fleet, first.id),
  };
}

/** Waits for it, and then until nothing moves any more. */
export async function endOf(fleet: Fleet, said: Said, number = 1): Promise<RequestEnding> {
  await fleet.until(`${said.comment.body} is concluded`, async () => {
    await fleet.server.webhooks.settled();
    return isConcluded(fleet, said, number);
  });
  await fleet.rest();
  return endingOf(fleet, said, number);
}

export function isConcluded(fleet: Fleet, said: Said, number = 1): boolean {
  const [first] = requestsOf(fleet, said, number);
  const reacted = said.comment.reactions.some(({ content }) => content === "+1" || content === "-1");
  return first?.status === "completed" && reacted;
}

function stateOf({ status, conclusion }: CheckRun): string {
  return `${status} ${conclusion}`;
}

function runsThatActed({ runner }: Fleet, request: number): readonly number[] {
  return runner.finished.filter(({ step }) => step?.log.includes(`carried out ${request}\n`)).map(({ runId }) => runId);
}

function reopenings({ server }: Fleet, id: number): readonly string[] {
  const told = server.requests
    .filter(({ method, path, status }) => method === "PATCH" && path.endsWith(`/check-runs/${id}`) && status < 300)
    .flatMap(({ body }) => {
      const { status, conclusion }: { status?: string; conclusion?: string } = JSON.parse(body);
      return status === undefined ? [] : [`${status} ${conclusion ?? ""}`.trim()];
    });
  const end = told.findIndex((state) => state.startsWith("completed"));
  return end === -1 ? [] : told.slice(end + 1).filter((state) => state !== told[end]);
}
