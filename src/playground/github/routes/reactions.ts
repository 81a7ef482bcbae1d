import { presentReaction } from "../present-issue.ts";
import { type Answer, type Call, invalid, Refusal, type Route, repositoryOf, textOf } from "../route.ts";

const write = ["issues=write", "pull_requests=write"];

/** Reactions to comments. */
export const reactionRoutes: readonly Route[] = [
  { method: "POST", path: "/repos/:owner/:repo/issues/comments/:comment/reactions", needs: write, handle: react },
];

const contents = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"];

function react(call: Call): Answer {
  const repository = repositoryOf(call);
  const id = Number(call.parameters["comment"]);
  const comment = [...repository.issues.values()].flatMap(({ comments }) => comments).find((one) => one.id === id);
  if (comment === undefined) throw new Refusal(404, "Not Found");
  const content = textOf(call, "content") ?? "";
  if (!contents.includes(content)) throw invalid("Reaction", "content", "invalid");
  const place = { apiUrl: call.apiUrl, repository };
  const earlier = comment.reactions.find((one) => one.user.id === call.token.actor.id && one.content === content);
  if (earlier) return { status: 200, body: presentReaction(place, earlier) };
  const createdAt = call.state.now().toISOString();
  const reaction = { id: call.state.nextId(), user: call.token.actor, content, createdAt };
  comment.reactions.push(reaction);
  return { status: 201, body: presentReaction(place, reaction) };
}
