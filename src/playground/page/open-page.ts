/** The page of a playground: shows its pull request, and does there what a person presses. */
import { formatLabel } from "../../chatops/format-label.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import type { Issue, Repository } from "../github/state.ts";
import type { Playground } from "../start-playground.ts";
import { describeScene } from "./describe-scene.ts";
import { type Page, type PageActions, startPage } from "./start-page.ts";

/** Commands that a person may try as labels. */
const labels = ["diff", "status", "apply talos-m02", "upgrade talos-m03"].flatMap((line) => {
  const parsed = parseCommand(line);
  const label = parsed.kind === "command" ? formatLabel(parsed.command) : undefined;
  return label === undefined ? [] : [label];
});

/** @param port 0 for a free one */
export function openPage(playground: Playground, port: number): Promise<Page> {
  const { cluster, issue, people, repository, server } = playground;
  return startPage(
    {
      describe: () => describeScene({ cluster, issue, labels, people, repository, serverUrl: server.url }),
      readLog: (run) => readLog(run, playground),
      actions: actionsOf(playground),
    },
    port,
  );
}

function actionsOf({ issue, people, repository, world }: Playground): PageActions {
  const person = (login: string) => {
    if (people.some((one) => one.login === login)) return login;
    throw new Error("There is nobody of that name here");
  };
  return {
    comment: ({ author, body }) => void world.comment(issue, { author: person(author), body }),
    edit: ({ comment, body }) => world.editComment(commentOf(issue, comment), body),
    remove: ({ comment }) => world.deleteComment(commentOf(issue, comment)),
    label: ({ author, label }) => world.addLabel(issue, label, person(author)),
    review: (review) => {
      world.review(runOf(repository, review.run), review.environment, person(review.person), review.state);
    },
  };
}

/** People change what they wrote themselves. */
function commentOf({ comments }: Issue, id: number) {
  const comment = comments.find((one) => one.id === id);
  if (comment === undefined || comment.user.type === "Bot") throw new Error("There is no such comment of a person");
  return comment;
}

function runOf({ runs }: Repository, id: number) {
  const run = runs.get(id);
  if (run === undefined) throw new Error("There is no such run");
  return run;
}

function readLog(id: number, { repository, runner }: Playground): string | undefined {
  const run = repository.runs.get(id);
  if (run === undefined) return undefined;
  const jobs = runner.finished.filter(({ runId }) => runId === id);
  const logs = jobs.map(({ job, state, step }) => `── ${job}: ${state}\n\n${step?.log ?? ""}${step?.post?.log ?? ""}`);
  return `${run.title}\n\n${logs.length === 0 ? "No job has ended yet.\n" : logs.join("\n")}`;
}
